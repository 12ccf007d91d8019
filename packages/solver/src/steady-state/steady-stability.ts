// Stability of a state of rest: eigenvalues of ∂f/∂y within what the model conserves. A law fixes its
// own state, so that state's column goes over to the others; algebraic states follow the others
// (Schur complement). What is left has no zero eigenvalues of conservation.

import type { ConservationLaw, System } from "@chondron/compiler";
import { DenseLu } from "../linear/dense-lu.js";
import { largestRealPart } from "../stability.js";
import type { Stability } from "./steady-problem.js";
import type { Standing } from "./steady-start.js";

/** Real parts within this of zero, in units of the largest entry, say nothing. */
const rounding = 1e-13;

export function stabilityOf(
  system: System,
  standing: Standing,
  laws: readonly ConservationLaw[],
): { readonly abscissa: number; readonly stability: Stability } {
  const { n, rows, columns, values } = reducedJacobian(system, standing, laws);
  if (n === 0 || !values.every(Number.isFinite))
    return { abscissa: Number.NaN, stability: "unknown" };
  const abscissa = largestRealPart(n, rows, columns, values);
  const limit = rounding * values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return { abscissa, stability: judge(abscissa, limit) };
}

function judge(abscissa: number, limit: number): Stability {
  if (Number.isNaN(abscissa)) return "unknown";
  if (abscissa > limit) return "unstable";
  return abscissa < -limit ? "stable" : "marginal";
}

interface Entries {
  readonly n: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

function reducedJacobian(
  system: System,
  { t, y, p }: Standing,
  laws: readonly ConservationLaw[],
): Entries {
  const n = y.length;
  const { jacobian, algebraicStates } = system.compiled;
  const values = new Float64Array(jacobian.rows.length);
  system.jacobian(t, y, p, values);
  const matrix = new Float64Array(n * n);
  values.forEach((value, e) => {
    matrix[jacobian.rows[e]! * n + jacobian.columns[e]!] = value;
  });
  followLaws(n, matrix, laws);
  const dependent = new Set([...laws.map((law) => law.state), ...algebraicStates]);
  followAlgebraic(n, matrix, algebraicStates, dependent);
  const kept = [...y.keys()].filter((s) => !dependent.has(s));
  const entries = kept.flatMap((row, i) =>
    kept.flatMap((column, j) => {
      const value = matrix[row * n + column]!;
      return value === 0 ? [] : [{ i, j, value }];
    }),
  );
  return {
    n: kept.length,
    rows: Int32Array.from(entries, (e) => e.i),
    columns: Int32Array.from(entries, (e) => e.j),
    values: Float64Array.from(entries, (e) => e.value),
  };
}

/** y[law.state] = constant - Σ factor·y[other] */
function followLaws(n: number, matrix: Float64Array, laws: readonly ConservationLaw[]): void {
  for (const { state, others } of laws)
    for (let row = 0; row < n; row++) {
      const value = matrix[row * n + state]!;
      if (value !== 0)
        for (const other of others) matrix[row * n + other.state]! -= value * other.factor;
    }
}

/** From g(y, z) = 0, dz = -(∂g/∂z)⁻¹·∂g/∂y·dy, put into the other rows. */
function followAlgebraic(
  n: number,
  matrix: Float64Array,
  unknowns: Int32Array,
  dependent: ReadonlySet<number>,
): void {
  const m = unknowns.length;
  if (m === 0) return;
  const block = new Float64Array(m * m);
  unknowns.forEach((row, i) => {
    unknowns.forEach((column, j) => {
      block[i * m + j] = matrix[row * n + column]!;
    });
  });
  const factors = DenseLu.factorize(m, block);
  for (let column = 0; column < n; column++) {
    if (dependent.has(column)) continue;
    const dz = Float64Array.from(unknowns, (row) => -matrix[row * n + column]!);
    if (factors) factors.solve(dz);
    else dz.fill(Number.NaN);
    for (let row = 0; row < n; row++)
      unknowns.forEach((z, i) => {
        matrix[row * n + column]! += matrix[row * n + z]! * dz[i]!;
      });
  }
}
