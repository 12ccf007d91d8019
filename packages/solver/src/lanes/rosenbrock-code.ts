// One Rosenbrock step of all lanes as code: the formulas of method/rosenbrock.ts, written once over
// the vocabulary of lanes. It takes the step sizes that the lanes' control chose and leaves stages,
// proposed states and the sum of squared weighted errors; it decides nothing.

import type { FunctionBuilder, Local, ModuleBuilder } from "@chondron/compiler";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import type { LaneMemory } from "./lane-memory.js";
import { LoadedValues, vectorLoop, weightedSum } from "./vector-loop.js";

/**
 * States smaller than this are zero to the next step. What decays for long would otherwise end in
 * denormal numbers, on which every operation costs a hundred times as much; from here up, fourth
 * powers are still normal.
 */
const negligible = 1e-75;

/** Functions of the module that a step calls. */
export interface StepKernels {
  readonly rates: number;
  readonly ratesAdded: number;
  readonly ratesAndMatrix: number;
  readonly timeDerivative: number | undefined;
  readonly factorize: number;
  readonly solve: number;
  /** Address of the time that kernels read. */
  readonly time: number;
}

/** () → one attempt of all lanes. */
export function defineStep(
  module: ModuleBuilder,
  tableau: RosenbrockTableau,
  memory: LaneMemory,
  kernels: StepKernels,
  algebraicStates: Int32Array,
): number {
  return module.define([], [], (f) =>
    new StepCode(f, tableau, memory, kernels, algebraicStates).write(),
  );
}

class StepCode {
  readonly #offset: Local;
  readonly #start: Local;
  readonly #factor: Local;
  readonly #timeFactor: Local;

  constructor(
    readonly f: FunctionBuilder,
    readonly tableau: RosenbrockTableau,
    readonly memory: LaneMemory,
    readonly kernels: StepKernels,
    readonly algebraicStates: Int32Array,
  ) {
    this.#offset = f.local("i32");
    this.#start = f.local(memory.lanes.type);
    this.#factor = f.local(memory.lanes.type);
    this.#timeFactor = f.local(memory.lanes.type);
  }

  write(): void {
    const { f, memory, kernels, tableau } = this;
    this.#takeAccepted();
    this.#loadValue(kernels.time);
    f.set(this.#start);
    f.i32(memory.from).i32(memory.right).call(kernels.ratesAndMatrix);
    if (kernels.timeDerivative !== undefined)
      f.i32(memory.from).i32(memory.timeDerivative).call(kernels.timeDerivative);
    f.call(kernels.factorize);
    this.#loadValue(memory.inverseSize);
    f.set(this.#factor);
    this.#addTimeDerivative(0, memory.right);
    this.#solve(0);
    for (let stage = 1; stage < tableau.stages; stage++) this.#stage(stage);
    this.#propose();
  }

  /** Lanes whose last step was accepted start from where it led. */
  #takeAccepted(): void {
    const { f, memory } = this;
    const { lanes } = memory;
    const mask = f.local(lanes.truthType);
    const state = f.local(lanes.type);
    f.i32(0);
    if (lanes.width === 1) f.memory("i32.load", memory.accepted);
    else lanes.load(f, memory.accepted);
    f.set(mask);
    this.#overStates(() => {
      f.get(this.#offset);
      this.#load(memory.to);
      this.#load(memory.from);
      f.get(mask);
      lanes.select(f);
      f.tee(state);
      lanes.constant(f, 0);
      f.get(state);
      lanes.arithmetic(f, "abs");
      lanes.constant(f, negligible);
      lanes.compare(f, "ge");
      lanes.select(f);
      lanes.store(f, memory.from);
    });
  }

  #stage(stage: number): void {
    const { f, memory, tableau, kernels } = this;
    const { lanes } = memory;
    const row = tableau.a[stage]!;
    const addresses = Array.from({ length: stage }, (_, j) => this.#stageAddress(j));
    const stages = new LoadedValues(f, lanes, this.#offset, addresses);
    this.#overStates(() => {
      stages.load();
      f.get(this.#offset);
      if (row.length === 0) {
        this.#load(memory.to);
        this.#load(this.#stageAddress(stage - 1));
        lanes.arithmetic(f, "add");
      } else {
        this.#load(memory.from);
        weightedSum(f, lanes, stages.terms(row));
        lanes.arithmetic(f, "add");
      }
      lanes.store(f, memory.to);
      f.get(this.#offset);
      f.get(this.#factor);
      weightedSum(f, lanes, stages.terms(tableau.c[stage]!));
      lanes.arithmetic(f, "mul");
      lanes.store(f, memory.couplings);
    });
    this.#clearAlgebraic();
    this.#addTimeDerivative(stage, memory.couplings);
    this.#setTime(tableau.nodes[stage]!);
    f.i32(memory.to).i32(memory.right).i32(memory.couplings).call(kernels.ratesAdded);
    this.#solve(stage);
  }

  // Couplings are multiplied by the mass, which states without a derivative do not have.
  #clearAlgebraic(): void {
    const { f, memory } = this;
    for (const s of this.algebraicStates) {
      f.i32(0);
      memory.lanes.constant(f, 0);
      memory.lanes.store(f, memory.couplings + s * memory.lanes.bytes);
    }
  }

  #addTimeDerivative(stage: number, sum: number): void {
    const { f, memory, kernels, tableau } = this;
    const weight = tableau.timeWeights[stage]!;
    if (kernels.timeDerivative === undefined || weight === 0) return;
    const { lanes } = memory;
    this.#loadValue(memory.size);
    lanes.constant(f, weight);
    lanes.arithmetic(f, "mul");
    f.set(this.#timeFactor);
    this.#overStates(() => {
      f.get(this.#offset);
      this.#load(sum);
      this.#load(memory.timeDerivative);
      f.get(this.#timeFactor);
      lanes.arithmetic(f, "mul");
      lanes.arithmetic(f, "add");
      lanes.store(f, sum);
    });
  }

  #setTime(node: number): void {
    const { f, memory, kernels } = this;
    const { lanes } = memory;
    f.i32(0).get(this.#start);
    this.#loadValue(memory.size);
    lanes.constant(f, node);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "add");
    lanes.store(f, kernels.time);
  }

  /** The state after the step, and Σ (error / weight)². */
  #propose(): void {
    const { f, memory, tableau } = this;
    const { lanes } = memory;
    const [sum, error, proposed, relative] = [0, 1, 2, 3].map(() => f.local(lanes.type)) as [
      Local,
      Local,
      Local,
      Local,
    ];
    lanes.constant(f, 0);
    f.set(sum);
    this.#loadValue(memory.relative);
    f.set(relative);
    this.#overStates(() => {
      f.get(this.#offset);
      this.#load(memory.to);
      this.#load(this.#stageAddress(tableau.stages - 1));
      f.tee(error);
      lanes.arithmetic(f, "add");
      f.tee(proposed);
      lanes.store(f, memory.to);
      f.get(error);
      this.#load(memory.absolute);
      f.get(relative);
      this.#load(memory.from);
      lanes.arithmetic(f, "abs");
      f.get(proposed);
      lanes.arithmetic(f, "abs");
      lanes.larger(f);
      lanes.arithmetic(f, "mul");
      lanes.arithmetic(f, "add");
      lanes.arithmetic(f, "div");
      f.tee(error).get(error);
      lanes.arithmetic(f, "mul");
      f.get(sum);
      lanes.arithmetic(f, "add");
      f.set(sum);
    });
    f.i32(0).get(sum);
    lanes.store(f, memory.errorSquares);
  }

  #solve(stage: number): void {
    const { f, memory, kernels } = this;
    f.i32(memory.right).i32(this.#stageAddress(stage)).call(kernels.solve);
  }

  #stageAddress(stage: number): number {
    const { stages, states, lanes } = this.memory;
    return stages + stage * states * lanes.bytes;
  }

  #overStates(body: () => void): void {
    const { lanes, states } = this.memory;
    vectorLoop(this.f, lanes, states, this.#offset, body);
  }

  /** Load a vector's value at the loop's offset. */
  #load(address: number): void {
    this.f.get(this.#offset);
    this.memory.lanes.load(this.f, address);
  }

  #loadValue(address: number): void {
    this.f.i32(0);
    this.memory.lanes.load(this.f, address);
  }
}
