// One Rosenbrock step of one lane. It takes the state and a step size and gives the new state, the
// error estimate and the stages for dense output; it never decides the step size (controller.ts) and
// never judges the error beyond its norm.

import type { System } from "@chondron/compiler";
import { scaledNorm, worstRatio } from "./error-norm.js";
import { replaceNonFinite } from "./finite-jacobian.js";
import { SparseLu } from "./linear/sparse-lu.js";
import type { RosenbrockTableau } from "./method/rosenbrock.js";
import type { Counters, Tolerance } from "./problem.js";

/** Work done, counted as the run goes. */
export type WorkCounters = { -readonly [K in keyof Counters]: number };

export function freshCounters(): WorkCounters {
  return {
    steps: 0,
    rejected: 0,
    rhsCalls: 0,
    jacobianCalls: 0,
    factorizations: 0,
    solves: 0,
  };
}

export class RosenbrockStepper {
  /** [state] State after the step; valid after `attempt`. */
  readonly proposed: Float64Array;
  /** [stage][state] Increments K_i of the last attempt. */
  readonly stages: readonly Float64Array[];
  readonly #lu: SparseLu;
  readonly #jacobian: Float64Array;
  readonly #timeDerivative: Float64Array;
  readonly #argument: Float64Array;
  readonly #size: number;
  readonly #errorStage: Float64Array;
  /** [state] 1, or 0 where the state has no derivative. */
  readonly #mass: Float64Array;
  /** Work since the caller last set this to fresh counters. */
  counters: WorkCounters = freshCounters();

  constructor(
    readonly system: System,
    readonly tableau: RosenbrockTableau,
  ) {
    const { compiled } = system;
    const n = compiled.states.length;
    this.#size = n;
    const { jacobian, algebraicStates } = compiled;
    this.#lu = new SparseLu(n, jacobian.rows, jacobian.columns, algebraicStates);
    this.#mass = new Float64Array(n).fill(1);
    for (const s of algebraicStates) this.#mass[s] = 0;
    this.#jacobian = new Float64Array(compiled.jacobian.rows.length);
    this.#timeDerivative = new Float64Array(n);
    this.#argument = new Float64Array(n);
    this.proposed = new Float64Array(n);
    this.stages = Array.from({ length: tableau.stages }, () => new Float64Array(n));
    this.#errorStage = this.stages[tableau.stages - 1]!;
  }

  /** Evaluate Jacobian and ∂f/∂t where a new step starts; rejected attempts reuse them. */
  prepare(t: number, y: Float64Array, p: Float64Array): void {
    this.system.jacobian(t, y, p, this.#jacobian);
    if (!allFinite(this.#jacobian)) replaceNonFinite(this.system, t, y, p, this.#jacobian);
    if (this.system.compiled.nonAutonomous)
      this.system.timeDerivative(t, y, p, this.#timeDerivative);
    this.counters.jacobianCalls++;
  }

  /** Try a step of size h from (t, y). False where W is singular or not finite. */
  attempt(t: number, y: Float64Array, p: Float64Array, h: number): boolean {
    const { tableau, counters } = this;
    counters.factorizations++;
    if (!this.#lu.factorize(1 / (tableau.gamma * h), this.#jacobian)) return false;
    const argument = this.#argument;
    argument.set(y);
    for (let i = 0; i < tableau.stages; i++) {
      this.#stageArgument(i, y);
      const k = this.stages[i]!;
      this.system.rhs(t + tableau.nodes[i]! * h, argument, p, k);
      this.#addCouplings(i, h, k);
      this.#lu.solve(k);
    }
    counters.rhsCalls += tableau.stages;
    counters.solves += tableau.stages;
    const last = this.#errorStage;
    for (let s = 0; s < this.#size; s++) this.proposed[s] = argument[s]! + last[s]!;
    return true;
  }

  /** [nonzero] df/dy where the last step was prepared, in the order of CompiledModel.jacobian. */
  get jacobian(): Float64Array {
    return this.#jacobian;
  }

  /** [state] ∂f/∂t there; zero where f does not depend on time. */
  get timeDerivative(): Float64Array {
    return this.#timeDerivative;
  }

  /** Solve W·x = b in place, W being that of the last attempt. */
  solve(b: Float64Array): void {
    this.#lu.solve(b);
  }

  /** Solve Wᵀ·x = b in place, W being that of the last attempt. */
  solveTransposed(b: Float64Array): void {
    this.#lu.solveTransposed(b);
  }

  /** Weighted root mean square of the error estimate; at most 1 means within tolerance. */
  errorNorm(y: Float64Array, tolerance: Tolerance): number {
    return scaledNorm(this.#errorStage, y, this.proposed, tolerance);
  }

  /** Index of the state whose error is largest against its tolerance. */
  worstState(y: Float64Array, tolerance: Tolerance): number {
    return worstRatio(this.#errorStage, y, tolerance);
  }

  #stageArgument(i: number, y: Float64Array): void {
    if (i === 0) return;
    const row = this.tableau.a[i]!;
    const argument = this.#argument;
    if (row.length === 0) {
      addScaled(argument, 1, this.stages[i - 1]!);
      return;
    }
    argument.set(y);
    for (let j = 0; j < row.length; j++) addScaled(argument, row[j]!, this.stages[j]!);
  }

  #addCouplings(i: number, h: number, k: Float64Array): void {
    const row = this.tableau.c[i]!;
    const algebraic = this.system.compiled.algebraicStates.length > 0;
    for (let j = 0; j < row.length; j++)
      if (algebraic) addMassScaled(k, row[j]! / h, this.#mass, this.stages[j]!);
      else addScaled(k, row[j]! / h, this.stages[j]!);
    const weight = this.tableau.timeWeights[i]!;
    if (this.system.compiled.nonAutonomous && weight !== 0)
      addScaled(k, h * weight, this.#timeDerivative);
  }
}

// An infinity or a value that is not a number makes the sum not a number; one pass, no branches.
function allFinite(values: Float64Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += 0 * values[i]!;
  return sum === 0;
}

function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  for (let s = 0; s < target.length; s++) target[s]! += factor * source[s]!;
}

function addMassScaled(
  target: Float64Array,
  factor: number,
  mass: Float64Array,
  source: Float64Array,
): void {
  for (let s = 0; s < target.length; s++) target[s]! += factor * mass[s]! * source[s]!;
}
