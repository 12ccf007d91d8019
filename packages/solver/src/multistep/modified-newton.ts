// The implicit equation of a BDF step, solved by Newton iterations with an iteration matrix that is
// kept over steps: Hindmarsh et al., ACM Trans. Math. Softw. 31, 363 (2005), section 2.1. Knows when
// the matrix and the Jacobian are too old; knows nothing of errors and orders.
//
// With e the correction to the predicted value, z1 the predicted row of slopes, γ = h/l_1:
//   0 = f(t, predicted + e) - M·(z1/l_1 + e)/γ,   W = M/γ' - J with the γ' of when it was made.
// For another γ the increment is scaled with 2/(1 + γ/γ'), which damps the fast modes evenly.

import type { System } from "@chondron/compiler";
import { replaceNonFinite } from "../finite-jacobian.js";
import { SparseLu } from "../linear/sparse-lu.js";
import type { BdfTable } from "../method/bdf.js";
import { freshCounters, type WorkCounters } from "../step.js";

export type NewtonOutcome = "converged" | "diverged" | "singular" | "notFinite";

/** One implicit equation. */
export interface ImplicitEquation {
  readonly t: number;
  readonly p: Float64Array;
  /** [state] */
  readonly predicted: Float64Array;
  /** [state] h·y' as predicted. */
  readonly slopes: Float64Array;
  /** l_1, the leading coefficient. */
  readonly leading: number;
  readonly h: number;
  /** [state] One over the tolerance of each state. */
  readonly weights: Float64Array;
  /** Size that an increment may have in the norm of `weights`. */
  readonly tolerance: number;
}

/** Least estimate of the rate of convergence carried over to the next step, per step. */
const rateMemory = 0.3;
/** An increment this much larger than the one before shows divergence. */
const divergence = 2;
/** A Jacobian is blamed for divergence only where γ is about that of the matrix. */
const sameRatio = 0.2;

export class ModifiedNewton {
  /** [state] e, after `solve`. */
  readonly correction: Float64Array;
  /** [state] predicted + e. */
  readonly solution: Float64Array;
  counters: WorkCounters = freshCounters();
  readonly #lu: SparseLu;
  readonly #jacobian: Float64Array;
  readonly #increment: Float64Array;
  readonly #mass: Float64Array;
  /** γ of the matrix; 0 where there is none. */
  #gamma = 0;
  #rate = 1;
  #matrixAge = 0;
  #jacobianAge = Number.POSITIVE_INFINITY;

  constructor(
    readonly system: System,
    readonly table: BdfTable,
  ) {
    const { states, jacobian, algebraicStates } = system.compiled;
    const n = states.length;
    this.#lu = new SparseLu(n, jacobian.rows, jacobian.columns, algebraicStates);
    this.#jacobian = new Float64Array(jacobian.rows.length);
    this.#increment = new Float64Array(n);
    this.#mass = new Float64Array(n).fill(1);
    for (const s of algebraicStates) this.#mass[s] = 0;
    this.correction = new Float64Array(n);
    this.solution = new Float64Array(n);
  }

  /** The equations changed or the solution jumped: trust neither matrix nor Jacobian. */
  forget(): void {
    this.#gamma = 0;
    this.#jacobianAge = Number.POSITIVE_INFINITY;
  }

  /** A step was accepted. */
  age(): void {
    this.#matrixAge++;
    this.#jacobianAge++;
  }

  solve(equation: ImplicitEquation): NewtonOutcome {
    const gamma = equation.h / equation.leading;
    const fresh = this.#refresh(equation, gamma);
    if (fresh === "singular") return fresh;
    const outcome = this.#iterate(equation, gamma);
    if (outcome === "converged") return outcome;
    // What the old Jacobian could not do, one from here may.
    const current = this.#jacobianAge === 0;
    const blamed = fresh === "made" || Math.abs(gamma / this.#gamma - 1) < sameRatio;
    if (current || blamed) this.#jacobianAge = Number.POSITIVE_INFINITY;
    this.#gamma = 0;
    if (current) return outcome;
    if (this.#refresh(equation, gamma) === "singular") return "singular";
    const again = this.#iterate(equation, gamma);
    if (again !== "converged") this.forget();
    return again;
  }

  /**
   * y' [state] at a consistent (t, y), of algebraic states too, into `out`: their rows of J·y' are
   * -∂g/∂t. A mass this large beside J leaves y' = f in the other rows.
   */
  slopes(t: number, y: Float64Array, p: Float64Array, out: Float64Array): void {
    const { algebraicStates, nonAutonomous } = this.system.compiled;
    this.system.rhs(t, y, p, out);
    this.counters.rhsCalls++;
    if (algebraicStates.length === 0) return;
    this.#evaluateJacobian(t, y, p);
    this.#gamma = 0;
    const partial = new Float64Array(out.length);
    if (nonAutonomous) this.system.timeDerivative(t, y, p, partial);
    const large = this.#jacobian.reduce((most, v) => Math.max(most, Math.abs(v)), 1) * 1e8;
    for (let s = 0; s < out.length; s++) out[s] = this.#mass[s] ? large * out[s]! : partial[s]!;
    this.counters.factorizations++;
    if (!this.#lu.factorize(large, this.#jacobian)) {
      for (const s of algebraicStates) out[s] = 0;
      return;
    }
    this.#lu.solve(out);
    this.counters.solves++;
  }

  /** Make the matrix anew where it is too old. */
  #refresh({ t, p, predicted }: ImplicitEquation, gamma: number): "kept" | "made" | "singular" {
    const { table, counters } = this;
    const usable =
      this.#gamma > 0 &&
      this.#matrixAge < table.matrixLife &&
      Math.abs(gamma / this.#gamma - 1) <= table.staleRatio;
    if (usable) return "kept";
    if (this.#jacobianAge > table.jacobianLife) this.#evaluateJacobian(t, predicted, p);
    counters.factorizations++;
    this.#gamma = gamma;
    this.#matrixAge = 0;
    this.#rate = 1;
    if (this.#lu.factorize(1 / gamma, this.#jacobian)) return "made";
    this.forget();
    return "singular";
  }

  #evaluateJacobian(t: number, y: Float64Array, p: Float64Array): void {
    this.system.jacobian(t, y, p, this.#jacobian);
    if (!this.#jacobian.every(Number.isFinite))
      replaceNonFinite(this.system, t, y, p, this.#jacobian);
    this.counters.jacobianCalls++;
    this.#jacobianAge = 0;
  }

  #iterate(equation: ImplicitEquation, gamma: number): NewtonOutcome {
    this.correction.fill(0);
    this.solution.set(equation.predicted);
    let before = 0;
    for (let iteration = 0; iteration < this.table.newtonIterations; iteration++) {
      const size = this.#improve(equation, gamma);
      if (!Number.isFinite(size)) return "notFinite";
      if (iteration > 0) this.#rate = Math.max(rateMemory * this.#rate, size / before);
      if (size * Math.min(1, this.#rate) <= equation.tolerance) return "converged";
      if (iteration > 0 && size > divergence * before) return "diverged";
      before = size;
    }
    return "diverged";
  }

  /** One iteration; the weighted norm of its increment. */
  #improve(equation: ImplicitEquation, gamma: number): number {
    const { t, p, predicted, slopes, leading, weights } = equation;
    const { correction, solution, counters } = this;
    const increment = this.#increment;
    const mass = this.#mass;
    this.system.rhs(t, solution, p, increment);
    for (let s = 0; s < increment.length; s++)
      increment[s]! -= (mass[s]! * (slopes[s]! / leading + correction[s]!)) / gamma;
    this.#lu.solve(increment);
    counters.rhsCalls++;
    counters.solves++;
    // In units of the matrix's γ' the equation is multiplied by γ/γ'; the rest damps.
    const ratio = gamma / this.#gamma;
    const scale = (2 * ratio) / (1 + ratio);
    let sum = 0;
    for (let s = 0; s < increment.length; s++) {
      const change = scale * increment[s]!;
      correction[s]! += change;
      solution[s] = predicted[s]! + correction[s]!;
      sum += (change * weights[s]!) ** 2;
    }
    return Math.sqrt(sum / Math.max(1, increment.length));
  }
}
