// Prediction and acceptance of a step for all lanes at once. The predicted rows are not kept: Pascal's
// triangle is run through once to predict and once more to advance, which costs less than memory.

import type { FunctionBuilder, Lanes, Local, ModuleBuilder } from "@chondron/compiler";
import { vectorLoop } from "../vector-loop.js";
import type { BdfMemory } from "./bdf-memory.js";

/**
 * Rows smaller than this are zero to the next step. What decays for long would otherwise end in
 * denormal numbers, on which operations cost many times as much.
 */
const negligible = 1e-75;

/** Load a mask of all lanes as `select` wants it. */
export function loadMask(f: FunctionBuilder, lanes: Lanes, address: number): void {
  f.i32(0);
  if (lanes.width === 1) f.memory("i32.load", address);
  else lanes.load(f, address);
}

/** () → predicted values, slopes, weights; every iteration stands at its start. */
export function definePrediction(module: ModuleBuilder, memory: BdfMemory): number {
  return module.define([], [], (f) => new PredictCode(f, memory).predict());
}

/** () → the lanes whose step was accepted take it. */
export function defineAdvance(module: ModuleBuilder, memory: BdfMemory): number {
  return module.define([], [], (f) => new PredictCode(f, memory).advance());
}

/** () → lanes that begin their iteration again stand at its start. */
export function defineBeginAgain(module: ModuleBuilder, memory: BdfMemory): number {
  return module.define([], [], (f) => new PredictCode(f, memory).beginAgain());
}

class PredictCode {
  readonly #offset: Local;
  readonly #lanes: Lanes;

  constructor(
    readonly f: FunctionBuilder,
    readonly memory: BdfMemory,
  ) {
    this.#offset = f.local("i32");
    this.#lanes = memory.lanes;
  }

  predict(): void {
    const { f, memory } = this;
    const lanes = this.#lanes;
    const rows = this.#rowLocals();
    const [relative, leading, gamma, start] = this.#locals(4);
    this.#loadValue(memory.relative, relative!);
    this.#loadValue(memory.inverseLeading, leading!);
    this.#loadValue(memory.inverseGamma, gamma!);
    this.#overStates(() => {
      this.#loadRows(rows);
      this.#store(memory.weights, () => {
        lanes.constant(f, 1);
        this.#load(memory.absolute);
        f.get(relative!).get(rows[0]!);
        for (const operation of ["abs", "mul", "add", "div"] as const)
          lanes.arithmetic(f, operation);
      });
      this.#pascal(rows);
      for (const place of [memory.predicted, memory.to])
        this.#store(place, () => void f.get(rows[0]!));
      this.#store(memory.slopes, () => {
        f.get(rows[1]!).get(leading!);
        lanes.arithmetic(f, "mul");
        f.tee(start!);
      });
      this.#store(memory.correction, () => lanes.constant(f, 0));
      this.#store(memory.couplings, () => this.#negated(start!, gamma!));
    });
  }

  advance(): void {
    const { f, memory } = this;
    const lanes = this.#lanes;
    const rows = this.#rowLocals();
    const multiples = this.#rowLocals();
    const mask = f.local(lanes.truthType);
    const [correction] = this.#locals(1);
    loadMask(f, lanes, memory.accepted);
    f.set(mask);
    multiples.forEach((multiple, j) => {
      this.#loadValue(memory.polynomial + j * lanes.bytes, multiple);
    });
    this.#overStates(() => {
      this.#loadRows(rows);
      this.#replace(memory.from, mask, () => void f.get(rows[0]!));
      this.#pascal(rows);
      this.#load(memory.correction);
      f.set(correction!);
      for (let j = 0; j <= memory.maxOrder; j++)
        this.#replace(this.#row(j), mask, () => {
          // Row 0 by the same sum as the solution, to the bit.
          if (j === 0) this.#load(memory.to);
          else {
            f.get(rows[j]!).get(multiples[j]!).get(correction!);
            lanes.arithmetic(f, "mul");
            lanes.arithmetic(f, "add");
          }
          this.#clearNegligible(rows[j]!);
        });
    });
  }

  beginAgain(): void {
    const { f, memory } = this;
    const lanes = this.#lanes;
    const mask = f.local(lanes.truthType);
    const [gamma] = this.#locals(1);
    loadMask(f, lanes, memory.beginsAgain);
    f.set(mask);
    this.#loadValue(memory.inverseGamma, gamma!);
    const [slope] = this.#locals(1);
    this.#overStates(() => {
      this.#replace(memory.to, mask, () => this.#load(memory.predicted));
      this.#replace(memory.correction, mask, () => lanes.constant(f, 0));
      this.#load(memory.slopes);
      f.set(slope!);
      this.#replace(memory.couplings, mask, () => this.#negated(slope!, gamma!));
    });
  }

  /** Store where the mask holds. */
  #replace(address: number, mask: Local, value: () => void): void {
    this.#store(address, () => {
      value();
      this.#load(address);
      this.f.get(mask);
      this.#lanes.select(this.f);
    });
  }

  /** The number on the stack, or 0 where it is negligible. */
  #clearNegligible(work: Local): void {
    const { f } = this;
    const lanes = this.#lanes;
    f.tee(work);
    lanes.constant(f, 0);
    f.get(work);
    lanes.arithmetic(f, "abs");
    lanes.constant(f, negligible);
    lanes.compare(f, "ge");
    lanes.select(f);
  }

  /** -(value·factor) */
  #negated(value: Local, factor: Local): void {
    this.f.get(value).get(factor);
    this.#lanes.arithmetic(this.f, "mul");
    this.#lanes.arithmetic(this.f, "neg");
  }

  #pascal(rows: readonly Local[]): void {
    const { f, memory } = this;
    for (let k = 1; k <= memory.maxOrder; k++)
      for (let j = memory.maxOrder; j >= k; j--) {
        f.get(rows[j - 1]!).get(rows[j]!);
        this.#lanes.arithmetic(f, "add");
        f.set(rows[j - 1]!);
      }
  }

  #loadRows(rows: readonly Local[]): void {
    rows.forEach((row, j) => {
      this.#load(this.#row(j));
      this.f.set(row);
    });
  }

  #row(order: number): number {
    const { history, states } = this.memory;
    return history + order * states * this.#lanes.bytes;
  }

  #rowLocals(): Local[] {
    return this.#locals(this.memory.maxOrder + 1);
  }

  #locals(count: number): Local[] {
    return Array.from({ length: count }, () => this.f.local(this.#lanes.type));
  }

  #loadValue(address: number, into: Local): void {
    this.f.i32(0);
    this.#lanes.load(this.f, address);
    this.f.set(into);
  }

  #load(address: number): void {
    this.f.get(this.#offset);
    this.#lanes.load(this.f, address);
  }

  #store(address: number, value: () => void): void {
    this.f.get(this.#offset);
    value();
    this.#lanes.store(this.f, address);
  }

  #overStates(body: () => void): void {
    vectorLoop(this.f, this.#lanes, this.memory.states, this.#offset, body);
  }
}
