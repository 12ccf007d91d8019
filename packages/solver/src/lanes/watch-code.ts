// Looking for triggers in a step as code: whether anything can have changed in it, asked of all lanes
// at once, so that the host searches (trigger-search.ts) only the few steps where something may have.
// The differences that decide the triggers are taken at the points that the search looks at; a step is
// quiet where all keep their signs and no parabola through three neighbours comes near zero. In a
// quiet step the search would find nothing.

import type { FunctionBuilder, Lanes, Local, ModuleBuilder } from "@chondron/compiler";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { nearZero, searchedParts } from "../trigger-search.js";
import type { LaneMemory } from "./lane-memory.js";

export interface WatchKernels {
  /** (state, result) → differences whose signs decide the triggers. */
  readonly roots: number;
  /** Address of the time that kernels read. */
  readonly time: number;
}

/** () → the mask `memory.suspicious` of the step that `memory` holds. */
export function defineWatch(
  module: ModuleBuilder,
  tableau: RosenbrockTableau,
  memory: LaneMemory,
  kernels: WatchKernels,
  triggerStates: Int32Array,
  rootCount: number,
): number {
  return module.define([], [], (f) =>
    new WatchCode(f, tableau, memory, kernels, triggerStates, rootCount).write(),
  );
}

class WatchCode {
  readonly #lanes: Lanes;
  readonly #start: Local;
  readonly #suspicious: Local;
  /** [trigger state] Start, end, and the rows of the dense output. */
  readonly #curves: readonly { from: Local; to: Local; rows: readonly Local[] }[];

  constructor(
    readonly f: FunctionBuilder,
    readonly tableau: RosenbrockTableau,
    readonly memory: LaneMemory,
    readonly kernels: WatchKernels,
    readonly triggerStates: Int32Array,
    readonly rootCount: number,
  ) {
    const { lanes } = memory;
    this.#lanes = lanes;
    this.#start = f.local(lanes.type);
    this.#suspicious = f.local(lanes.truthType);
    this.#curves = [...triggerStates].map(() => ({
      from: f.local(lanes.type),
      to: f.local(lanes.type),
      rows: tableau.dense.map(() => f.local(lanes.type)),
    }));
  }

  write(): void {
    const { f, memory } = this;
    const lanes = this.#lanes;
    f.i32(0);
    lanes.load(f, memory.startTime);
    f.set(this.#start);
    lanes.truth(f, false);
    f.set(this.#suspicious);
    this.triggerStates.forEach((s, i) => {
      this.#readCurve(s, i);
    });
    this.#rootsAt(0, memory.rootsAfter);
    for (let part = 0; part < searchedParts; part++) {
      this.#moveRoots(memory.rootsAfter, memory.rootsBefore);
      this.#rootsAt((part + 0.5) / searchedParts, memory.rootsWithin);
      this.#rootsAt((part + 1) / searchedParts, memory.rootsAfter);
      for (let root = 0; root < this.rootCount; root++) this.#judge(root);
    }
    f.i32(0);
    f.get(this.#suspicious);
    if (lanes.width === 1) f.memory("i32.store", memory.suspicious);
    else lanes.store(f, memory.suspicious);
  }

  #readCurve(state: number, index: number): void {
    const { f, memory, tableau } = this;
    const lanes = this.#lanes;
    const { from, to, rows } = this.#curves[index]!;
    const at = state * lanes.bytes;
    const load = (address: number): void => {
      f.i32(0);
      lanes.load(f, address + at);
    };
    load(memory.from);
    f.set(from);
    load(memory.to);
    f.set(to);
    tableau.dense.forEach((weights, r) => {
      lanes.constant(f, 0);
      weights.forEach((weight, j) => {
        load(memory.stages + j * memory.states * lanes.bytes);
        lanes.constant(f, weight);
        lanes.arithmetic(f, "mul");
        lanes.arithmetic(f, "add");
      });
      f.set(rows[r]!);
    });
  }

  /** The differences at a fraction of the step. */
  #rootsAt(fraction: number, result: number): void {
    const { f, memory, kernels } = this;
    const lanes = this.#lanes;
    this.triggerStates.forEach((s, i) => {
      f.i32(0);
      this.#interpolate(i, fraction);
      lanes.store(f, memory.between + s * lanes.bytes);
    });
    f.i32(0).get(this.#start).i32(0);
    lanes.load(f, memory.size);
    lanes.constant(f, fraction);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "add");
    lanes.store(f, kernels.time);
    f.i32(memory.between).i32(result).call(kernels.roots);
  }

  /** (1-θ)·y + θ·(y_new + (1-θ)·(D_0 + θ·(D_1 + …))) */
  #interpolate(index: number, fraction: number): void {
    const { f } = this;
    const lanes = this.#lanes;
    const { from, to, rows } = this.#curves[index]!;
    const times = (factor: number): void => {
      lanes.constant(f, factor);
      lanes.arithmetic(f, "mul");
    };
    f.get(from);
    times(1 - fraction);
    f.get(to);
    [...rows].reverse().forEach((row, r) => {
      if (r > 0) times(fraction);
      f.get(row);
      if (r > 0) lanes.arithmetic(f, "add");
    });
    times(1 - fraction);
    lanes.arithmetic(f, "add");
    times(fraction);
    lanes.arithmetic(f, "add");
  }

  #moveRoots(source: number, target: number): void {
    const { f } = this;
    for (let root = 0; root < this.rootCount; root++) {
      const at = root * this.#lanes.bytes;
      f.i32(0).i32(0);
      this.#lanes.load(f, source + at);
      this.#lanes.store(f, target + at);
    }
  }

  /** A difference that changes its sign, or whose parabola comes near zero, is suspicious. */
  #judge(root: number): void {
    const { f, memory } = this;
    const lanes = this.#lanes;
    const [first, middle, last, curvature, slope] = [0, 1, 2, 3, 4].map(() =>
      f.local(lanes.type),
    ) as [Local, Local, Local, Local, Local];
    const take = (address: number, into: Local): void => {
      f.i32(0);
      lanes.load(f, address + root * lanes.bytes);
      f.set(into);
    };
    take(memory.rootsBefore, first);
    take(memory.rootsWithin, middle);
    take(memory.rootsAfter, last);
    this.#sameSign(first, middle);
    this.#sameSign(middle, last);
    lanes.logical(f, "and");
    lanes.logical(f, "not");
    for (const value of [first, middle, last]) {
      f.get(value);
      lanes.arithmetic(f, "abs");
      f.set(value);
    }
    f.get(first).get(middle).get(middle);
    lanes.arithmetic(f, "add");
    lanes.arithmetic(f, "sub");
    f.get(last);
    lanes.arithmetic(f, "add");
    f.set(curvature);
    f.get(last).get(first);
    lanes.arithmetic(f, "sub");
    lanes.constant(f, 0.5);
    lanes.arithmetic(f, "mul");
    f.set(slope);
    // The parabola has its lowest point between the ends, and low.
    f.get(slope);
    lanes.arithmetic(f, "abs");
    f.get(curvature);
    lanes.compare(f, "lt");
    f.get(middle).get(slope).get(slope);
    lanes.arithmetic(f, "mul");
    f.get(curvature).get(curvature);
    lanes.arithmetic(f, "add");
    lanes.arithmetic(f, "div");
    lanes.arithmetic(f, "sub");
    f.get(first).get(last);
    lanes.larger(f);
    lanes.constant(f, nearZero);
    lanes.arithmetic(f, "mul");
    lanes.compare(f, "lt");
    lanes.logical(f, "and");
    lanes.logical(f, "or");
    f.get(this.#suspicious);
    lanes.logical(f, "or");
    f.set(this.#suspicious);
  }

  /** Leave whether the product of two differences is positive: not where one is zero or no number. */
  #sameSign(a: Local, b: Local): void {
    const { f } = this;
    const lanes = this.#lanes;
    f.get(a).get(b);
    lanes.arithmetic(f, "mul");
    lanes.constant(f, 0);
    lanes.compare(f, "gt");
  }
}
