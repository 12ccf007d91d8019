// One step of the variable-order BDF from a Nordsieck array: predict, solve, estimate errors at this
// order and its neighbours. It never decides step size or order (bdf-controller.ts).

import type { System } from "@chondron/compiler";
import type { BdfTable } from "../method/bdf.js";
import type { Tolerance } from "../problem.js";
import { bdfCoefficients, freshCoefficients } from "./bdf-coefficients.js";
import { ModifiedNewton, type NewtonOutcome } from "./modified-newton.js";
import { Nordsieck } from "./nordsieck.js";

export class BdfStep {
  readonly history: Nordsieck;
  readonly newton: ModifiedNewton;
  readonly #predicted: readonly Float64Array[];
  readonly #coefficients;
  readonly #weights: Float64Array;
  /** [state] Correction of the step before the last, for the order above. */
  readonly #savedCorrection: Float64Array;
  #savedScale = 0;
  #savedSize = 0;

  constructor(
    readonly system: System,
    readonly table: BdfTable,
  ) {
    const n = system.compiled.states.length;
    this.history = new Nordsieck(table.maxOrder, n);
    this.newton = new ModifiedNewton(system, table);
    this.#predicted = Array.from({ length: table.maxOrder + 1 }, () => new Float64Array(n));
    this.#coefficients = freshCoefficients(table.maxOrder);
    this.#weights = new Float64Array(n);
    this.#savedCorrection = new Float64Array(n);
  }

  /** [state] y_n - predicted, of the last attempt. */
  get correction(): Float64Array {
    return this.newton.correction;
  }

  /** [state] The last attempt's solution. */
  get proposed(): Float64Array {
    return this.newton.solution;
  }

  /** Begin at order 1 from a consistent (t, y). */
  start(t: number, y: Float64Array, slope: Float64Array, h: number): void {
    this.history.start(t, y, slope, h);
    this.#savedScale = 0;
  }

  /** Errors of the steps from here are weighed with the state here. */
  weigh(tolerance: Tolerance): void {
    const y = this.history.rows[0]!;
    for (let s = 0; s < y.length; s++)
      this.#weights[s] = 1 / (tolerance.absolute[s]! + tolerance.relative * Math.abs(y[s]!));
  }

  /** Solve for a step of size h to `end`. */
  attempt(end: number, h: number, p: Float64Array): NewtonOutcome {
    const { history, table } = this;
    if (h !== history.h) history.rescale(h);
    bdfCoefficients(history.order, h, history.past, this.#coefficients);
    history.predict(this.#predicted);
    return this.newton.solve({
      t: end,
      p,
      predicted: this.#predicted[0]!,
      slopes: this.#predicted[1]!,
      leading: this.#coefficients.polynomial[1]!,
      h,
      weights: this.#weights,
      tolerance: table.newtonTolerance / this.#coefficients.error,
    });
  }

  /** Norm of the estimated local error of the last attempt; at most 1 means within tolerance. */
  error(): number {
    return this.#coefficients.error * this.#norm(this.correction);
  }

  /** Take the last attempt as the solution. */
  accept(end: number): void {
    this.history.advance(end, this.#predicted, this.#coefficients.polynomial, this.correction);
    // Row 0 by the same sum as the solution, to the bit.
    this.history.rows[0]!.set(this.proposed);
    this.newton.age();
  }

  /** Keep the correction of the step just taken, to compare the next one's with. */
  saveCorrection(): void {
    this.#savedCorrection.set(this.correction);
    this.#savedScale = this.#coefficients.derivativeScale;
    this.#savedSize = this.history.h;
  }

  /** Error that the step just taken would have had one order below; Infinity where there is none. */
  errorBelow(): number {
    const { order, rows } = this.history;
    if (order === 1) return Number.POSITIVE_INFINITY;
    return this.#coefficients.errorBelow * this.#norm(rows[order]!);
  }

  /** Error that it would have had one order above; Infinity where that cannot be known. */
  errorAbove(): number {
    const { order, h } = this.history;
    if (order === this.table.maxOrder || this.#savedScale === 0) return Number.POSITIVE_INFINITY;
    const { derivativeScale, errorAbove } = this.#coefficients;
    const ratio = (derivativeScale / this.#savedScale) * (h / this.#savedSize) ** (order + 1);
    let sum = 0;
    for (let s = 0; s < this.correction.length; s++) {
      const change = this.correction[s]! - ratio * this.#savedCorrection[s]!;
      sum += (change * this.#weights[s]!) ** 2;
    }
    return errorAbove * Math.sqrt(sum / Math.max(1, this.correction.length));
  }

  #norm(v: Float64Array): number {
    let sum = 0;
    for (let s = 0; s < v.length; s++) sum += (v[s]! * this.#weights[s]!) ** 2;
    return Math.sqrt(sum / Math.max(1, v.length));
  }
}

/**
 * y(t_n - u·h) for u = 1 - fraction. The polynomial is written as the straight line between the ends
 * and what vanishes at both, so that they are met to the bit:
 *   Σ_j z_j·(-u)^j = u·from + fraction·(z_0 - u·Σ_(j≥2) (-1)^j·z_j·(1 + u + … + u^(j-2)))
 */
export function interpolateNordsieck(
  rows: readonly Float64Array[],
  order: number,
  from: Float64Array,
  fraction: number,
  out: Float64Array,
  only?: Int32Array,
): void {
  const u = 1 - fraction;
  const multiples = new Float64Array(order + 1);
  let powers = 0;
  for (let j = 2; j <= order; j++) {
    powers += u ** (j - 2);
    multiples[j] = j % 2 === 0 ? powers : -powers;
  }
  const count = only ? only.length : out.length;
  for (let i = 0; i < count; i++) {
    const s = only ? only[i]! : i;
    let bend = 0;
    for (let j = 2; j <= order; j++) bend += multiples[j]! * rows[j]![s]!;
    out[s] = u * from[s]! + fraction * (rows[0]![s]! - u * bend);
  }
}
