// Newton's method for f(y) = 0 with global damping by the natural monotonicity test (Deuflhard, Newton
// Methods for Nonlinear Problems (2004), section 3.3): a damped step is good where the Newton correction
// from its end, by the same matrix, is smaller. Where the model conserves sums, ∂f/∂y is singular; one
// row for each law is replaced by the law itself.

import { type ConservationLaw, conservationLaws, type System } from "@chondron/compiler";
import { DenseLu } from "../linear/dense-lu.js";
import type { Tolerance } from "../problem.js";
import { SteadyCode } from "./steady-problem.js";
import type { Standing } from "./steady-start.js";

const iterationLimit = 60;
const smallestDamping = 1e-4;
/** Corrections below this part of the tolerance end the iteration. */
const precision = 1e-3;
/** Relative residual beyond which a point is no rest, however small the corrections are. */
const largestResidual = 1e-6;

export class RestingPoint {
  readonly laws: readonly ConservationLaw[];
  /** Why the last search failed, where it did. */
  trouble: SteadyCode = SteadyCode.noConvergence;
  readonly #jacobian: Float64Array;
  readonly #f: Float64Array;

  constructor(
    readonly system: System,
    readonly tolerance: Tolerance,
  ) {
    this.laws = conservationLaws(system.compiled);
    this.#jacobian = new Float64Array(system.compiled.jacobian.rows.length);
    this.#f = new Float64Array(system.compiled.states.length);
  }

  /** Search from a state, whose conserved sums and whose signs are kept. */
  from(start: Standing): { readonly y: Float64Array | undefined; readonly iterations: number } {
    const at: Standing = { ...start, y: start.y.slice() };
    for (let iterations = 1; iterations <= iterationLimit; iterations++) {
      const ended = this.#iterate(at, start);
      if (ended !== undefined) return { y: ended ? at.y : undefined, iterations };
    }
    this.trouble = SteadyCode.noConvergence;
    return { y: undefined, iterations: iterationLimit };
  }

  /** See SteadyState. */
  residual({ t, y, p }: Standing): { readonly residual: number; readonly worstState: number } {
    const { rows, columns } = this.system.compiled.jacobian;
    this.system.jacobian(t, y, p, this.#jacobian);
    this.system.rhs(t, y, p, this.#f);
    const scale = this.tolerance.absolute.slice();
    rows.forEach((row, e) => {
      scale[row]! += Math.abs(this.#jacobian[e]! * y[columns[e]!]!);
    });
    return largest(this.#f.map((f, s) => (f === 0 ? 0 : Math.abs(f) / scale[s]!)));
  }

  /** Largest change within a time at the present rates, in units of the tolerance. */
  changeWithin({ t, y, p }: Standing, time: number): number {
    this.system.rhs(t, y, p, this.#f);
    return this.#norm(
      this.#f.map((f) => f * time),
      y,
    );
  }

  /** One damped step: true where it arrived, false where there is no way on. */
  #iterate(at: Standing, start: Standing): boolean | undefined {
    const factors = this.#factors(at);
    if (!factors) return false;
    const correction = this.#equations(at, start);
    factors.solve(correction);
    const size = this.#norm(correction, at.y);
    if (!Number.isFinite(size)) return this.#fails(SteadyCode.notFinite);
    if (!this.#damped(at, start, factors, correction, size))
      return this.#fails(SteadyCode.noConvergence);
    if (size > precision) return undefined;
    const rests = this.residual(at).residual <= largestResidual;
    const signs = at.y.every((_, s) => start.y[s]! < 0 || !this.#negative(at.y, s));
    return (rests && signs) || this.#fails(SteadyCode.noConvergence);
  }

  #fails(trouble: SteadyCode): false {
    this.trouble = trouble;
    return false;
  }

  #negative(y: Float64Array, s: number): boolean {
    return y[s]! < -this.tolerance.absolute[s]!;
  }

  /** Factors of ∂f/∂y with the laws in place of their states' rows. */
  #factors({ t, y, p }: Standing): DenseLu | undefined {
    const n = y.length;
    const { rows, columns } = this.system.compiled.jacobian;
    this.system.jacobian(t, y, p, this.#jacobian);
    if (!this.#jacobian.every(Number.isFinite)) {
      this.trouble = SteadyCode.notFinite;
      return undefined;
    }
    const matrix = new Float64Array(n * n);
    rows.forEach((row, e) => {
      matrix[row * n + columns[e]!] = this.#jacobian[e]!;
    });
    for (const { state, others } of this.laws) {
      matrix.fill(0, state * n, (state + 1) * n);
      matrix[state * (n + 1)] = 1;
      for (const other of others) matrix[state * n + other.state] = other.factor;
    }
    const factors = DenseLu.factorize(n, matrix);
    if (!factors) this.trouble = SteadyCode.singular;
    return factors;
  }

  /** -f(y), with what the laws miss in place of their states' rows. */
  #equations({ t, y, p }: Standing, start: Standing): Float64Array {
    const f = new Float64Array(y.length);
    this.system.rhs(t, y, p, f);
    for (const { state, others } of this.laws)
      f[state] = others.reduce(
        (sum, other) => sum + other.factor * (y[other.state]! - start.y[other.state]!),
        y[state]! - start.y[state]!,
      );
    return f.map((value) => -value);
  }

  /** Move along the correction as far as the next one, by the same matrix, is smaller. */
  #damped(
    at: Standing,
    start: Standing,
    factors: DenseLu,
    correction: Float64Array,
    size: number,
  ): boolean {
    const { y } = at;
    const from = y.slice();
    for (let damping = 1; damping >= smallestDamping; damping /= 2) {
      for (let s = 0; s < y.length; s++) y[s] = from[s]! + damping * correction[s]!;
      const next = this.#equations(at, start);
      factors.solve(next);
      // At the limit of rounding corrections no longer fall.
      if (size <= precision || this.#norm(next, from) <= (1 - damping / 4) * size) return true;
    }
    y.set(from);
    return false;
  }

  /** Largest correction in units of the tolerance. */
  #norm(correction: Float64Array, y: Float64Array): number {
    const { relative, absolute } = this.tolerance;
    const parts = correction.map(
      (d, s) => Math.abs(d) / (absolute[s]! + relative * Math.abs(y[s]!)),
    );
    return largest(parts).residual;
  }
}

/** The largest of some sizes and where it is; what is not a number is larger than any. */
function largest(sizes: Float64Array): { residual: number; worstState: number } {
  let residual = 0;
  let worstState = -1;
  sizes.forEach((size, s) => {
    if (size > residual || Number.isNaN(size)) {
      residual = size;
      worstState = s;
    }
  });
  return { residual, worstState };
}
