// What a simulation would answer, from a few hundred answers: a quadratic polynomial in the standard
// normal coordinates of the uncertain parameters, per response, with its error by leaving out one
// point after the other. All responses share design and factorisation.
// Smooth responses over the width of a prior are nearly quadratic; where they are not, the error says
// so and enters the likelihood as a variance. Ridge: the coefficients are shrunk as if each had a
// prior of SD 1/sqrt(ridge) times that of the noise, enough to keep a scant design solvable.

import { factorise, solveLower, solveUpper } from "./cholesky.js";

export interface Emulator {
  readonly dimensions: number;
  readonly responses: number;
  /** Writes the means of all responses at `z` to `out`. */
  evaluate(z: ArrayLike<number>, out: Float64Array): void;
  /** [response] Root mean square of the leave-one-out errors, points counting by their weights. */
  readonly error: Float64Array;
  /** [response] Share of the variance over the design that leaving one out predicts. */
  readonly explained: Float64Array;
}

const ridge = 1e-6;

/** Terms of the polynomial: constant, linear, quadratic, products. */
export function termCount(dimensions: number): number {
  return 1 + dimensions + (dimensions * (dimensions + 1)) / 2;
}

/**
 * Fit to `points` [point][dimension] with `answers` [point][response]; `weights` [point] say how much
 * a point counts. Needs more points than terms; with fewer, squares and products are left out.
 */
export function fitEmulator(
  points: readonly Float64Array[],
  answers: readonly Float64Array[],
  weights: ArrayLike<number> = points.map(() => 1),
): Emulator {
  const dimensions = points[0]!.length;
  const responses = answers[0]!.length;
  const full = points.length >= 1.3 * termCount(dimensions);
  const terms = full ? termCount(dimensions) : 1 + dimensions;
  const rows = points.map((z) => writeTerms(z, full, new Float64Array(terms)));
  const normal = normalMatrix(rows, weights, terms);
  if (!factorise(normal, terms)) throw new Error("the design of an emulator has too few points");
  const coefficients = Array.from({ length: responses }, (_, r) =>
    solveResponse(rows, answers, weights, normal, r),
  );
  const leverage = rows.map((row, i) => leverageOf(row, normal) * weights[i]!);
  const { error, explained } = leaveOneOut(rows, answers, coefficients, leverage, weights);
  const scratch = new Float64Array(terms);
  return {
    ...{ dimensions, responses, error, explained },
    evaluate(z, out) {
      writeTerms(z, full, scratch);
      for (let r = 0; r < responses; r++) out[r] = dot(coefficients[r]!, scratch);
    },
  };
}

function writeTerms(z: ArrayLike<number>, full: boolean, out: Float64Array): Float64Array {
  const n = z.length;
  out[0] = 1;
  for (let i = 0; i < n; i++) out[1 + i] = z[i]!;
  if (!full) return out;
  let at = 1 + n;
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) out[at++] = z[i]! * z[j]!;
  return out;
}

function normalMatrix(
  rows: readonly Float64Array[],
  weights: ArrayLike<number>,
  terms: number,
): Float64Array {
  const sum = new Float64Array(terms * terms);
  rows.forEach((row, p) => {
    const weight = weights[p]!;
    for (let i = 0; i < terms; i++)
      for (let j = 0; j <= i; j++) sum[i * terms + j]! += weight * row[i]! * row[j]!;
  });
  for (let i = 1; i < terms; i++) sum[i * terms + i]! += ridge * rows.length;
  return sum;
}

function solveResponse(
  rows: readonly Float64Array[],
  answers: readonly Float64Array[],
  weights: ArrayLike<number>,
  factor: Float64Array,
  response: number,
): Float64Array {
  const terms = rows[0]!.length;
  const right = new Float64Array(terms);
  rows.forEach((row, p) => {
    const value = weights[p]! * answers[p]![response]!;
    for (let i = 0; i < terms; i++) right[i]! += row[i]! * value;
  });
  solveLower(factor, terms, right);
  solveUpper(factor, terms, right);
  return right;
}

function leverageOf(row: Float64Array, factor: Float64Array): number {
  const x = row.slice();
  solveLower(factor, x.length, x);
  return x.reduce((sum, value) => sum + value * value, 0);
}

/** Errors without refitting: residual over 1 - leverage (Cook and Weisberg 1982, section 2.2). */
function leaveOneOut(
  rows: readonly Float64Array[],
  answers: readonly Float64Array[],
  coefficients: readonly Float64Array[],
  leverage: readonly number[],
  weights: ArrayLike<number>,
): { readonly error: Float64Array; readonly explained: Float64Array } {
  const error = new Float64Array(coefficients.length);
  const explained = new Float64Array(coefficients.length);
  const all = rows.reduce((sum, _, p) => sum + weights[p]!, 0);
  coefficients.forEach((own, r) => {
    const mean = answers.reduce((sum, answer, p) => sum + weights[p]! * answer[r]!, 0) / all;
    let [missed, total] = [0, 0];
    rows.forEach((row, p) => {
      const value = answers[p]![r]!;
      const residual = (value - dot(own, row)) / Math.max(1e-6, 1 - leverage[p]!);
      missed += weights[p]! * residual * residual;
      total += weights[p]! * (value - mean) ** 2;
    });
    error[r] = Math.sqrt(missed / all);
    explained[r] = total > 0 ? 1 - missed / total : 1;
  });
  return { error, explained };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
