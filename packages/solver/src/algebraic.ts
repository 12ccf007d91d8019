// Consistent values: the states that algebraic rules determine, solved for at one moment by damped
// Newton iterations from their present values. Needed at the start and after every jump; inside a
// step the Rosenbrock method keeps them consistent (Hairer & Wanner, Solving ODEs II, section VI.4).

import type { System } from "@chondron/compiler";
import { DenseLu } from "./linear/dense-lu.js";

const iterationLimit = 100;
/** Tried in turn where a value is absent or its iteration fails. */
const otherStarts = [1, 0, 0.1, 10, -1];

export class AlgebraicSolver {
  readonly #unknowns: Int32Array;
  /** Entries of the Jacobian in rows and columns of unknowns: entry, row, column. */
  readonly #entries: readonly (readonly [number, number, number])[];
  readonly #jacobian: Float64Array;
  readonly #residual: Float64Array;

  constructor(readonly system: System) {
    const { algebraicStates, jacobian, states } = system.compiled;
    this.#unknowns = algebraicStates;
    const place = new Map([...algebraicStates].map((s, i) => [s, i]));
    this.#entries = [...jacobian.rows].flatMap((row, e): [number, number, number][] => {
      const i = place.get(row);
      const j = place.get(jacobian.columns[e]!);
      return i === undefined || j === undefined ? [] : [[e, i, j]];
    });
    this.#jacobian = new Float64Array(jacobian.rows.length);
    this.#residual = new Float64Array(states.length);
  }

  /** Solve at (t, y), changing the algebraic states of y. False where no solution was found. */
  solve(t: number, y: Float64Array, p: Float64Array): boolean {
    const unknowns = this.#unknowns;
    if (unknowns.length === 0) return true;
    const given = Float64Array.from(unknowns, (s) => y[s]!);
    for (const start of [Number.NaN, ...otherStarts]) {
      unknowns.forEach((s, i) => {
        y[s] = Number.isNaN(start) ? given[i]! : start;
      });
      if (this.#iterate(t, y, p)) return true;
    }
    unknowns.forEach((s, i) => {
      y[s] = given[i]!;
    });
    return false;
  }

  #iterate(t: number, y: Float64Array, p: Float64Array): boolean {
    let norm = this.#norm(t, y, p);
    for (let iteration = 0; iteration < iterationLimit; iteration++) {
      if (!Number.isFinite(norm)) return false;
      if (norm === 0) return true;
      const step = this.#newtonStep(t, y, p);
      if (!step) return false;
      const reached = this.#damped(t, y, p, step, norm);
      // The residual no longer falls: at the limit of rounding, or stuck.
      if (reached === undefined) return isSmall(step, y, this.#unknowns, 1e-9);
      norm = reached;
      if (isSmall(step, y, this.#unknowns, 1e-15)) return true;
    }
    return false;
  }

  /** Move along the step, halving it until the residual falls. */
  #damped(
    t: number,
    y: Float64Array,
    p: Float64Array,
    step: Float64Array,
    before: number,
  ): number | undefined {
    const from = Float64Array.from(this.#unknowns, (s) => y[s]!);
    for (let factor = 1; factor > 1e-6; factor /= 2) {
      this.#unknowns.forEach((s, i) => {
        y[s] = from[i]! + factor * step[i]!;
      });
      const norm = this.#norm(t, y, p);
      if (norm < before) return norm;
    }
    this.#unknowns.forEach((s, i) => {
      y[s] = from[i]!;
    });
    return undefined;
  }

  #norm(t: number, y: Float64Array, p: Float64Array): number {
    this.system.rhs(t, y, p, this.#residual);
    return Math.hypot(...Array.from(this.#unknowns, (s) => this.#residual[s]!));
  }

  #newtonStep(t: number, y: Float64Array, p: Float64Array): Float64Array | undefined {
    const n = this.#unknowns.length;
    this.system.jacobian(t, y, p, this.#jacobian);
    const matrix = new Float64Array(n * n);
    for (const [e, i, j] of this.#entries) matrix[i * n + j] = this.#jacobian[e]!;
    this.system.rhs(t, y, p, this.#residual);
    const step = Float64Array.from(this.#unknowns, (s) => -this.#residual[s]!);
    const factors = DenseLu.factorize(n, matrix);
    factors?.solve(step);
    return factors && step;
  }
}

function isSmall(
  step: Float64Array,
  y: Float64Array,
  unknowns: Int32Array,
  relative: number,
): boolean {
  return step.every((d, i) => Math.abs(d) <= relative * (1 + Math.abs(y[unknowns[i]!]!)));
}
