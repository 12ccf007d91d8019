// Weights of virtual patients that give their margins wanted means: among all weights that do, those
// nearest to equal ones (largest entropy), found as an exponential tilt by Newton's method. With the
// square of a variable as another margin, its SD is matched too.
// Source: weighted virtual populations after Allen, Rieger, Musante 2016 (CPT Pharmacometrics Syst
// Pharmacol 5, 140-146); the weights by Hainmueller 2012, Political Analysis 20, 25-46 (entropy balancing).

import { factorise, solveLower, solveUpper } from "./cholesky.js";

export interface PopulationWeights {
  /** [patient] Sum to 1. */
  readonly weights: Float64Array;
  /** Kish's number of patients of equal weight that are worth as much: 1 / sum of squares. */
  readonly effectiveSize: number;
  /** [margin] Means under the weights. */
  readonly reached: Float64Array;
  /** False where no weights give these means (outside what the patients span): nearest found. */
  readonly matched: boolean;
}

const mostIterations = 60;

/** Weights under which `margins` [margin][patient] have the means `wanted` [margin]. */
export function populationWeights(
  margins: readonly ArrayLike<number>[],
  wanted: ArrayLike<number>,
): PopulationWeights {
  const patients = margins[0]?.length ?? 0;
  const scaled = margins.map((margin, m) => standardise(margin, wanted[m]!));
  const tilt = new Float64Array(margins.length);
  let weights = tilted(scaled, tilt, patients);
  let matched = margins.length === 0;
  for (let i = 0; i < mostIterations && !matched; i++) {
    const moments = scaled.map((margin) => weightedMean(margin, weights));
    matched = moments.every((moment) => Math.abs(moment) < 1e-9);
    if (matched || !step(scaled, weights, moments, tilt)) break;
    weights = tilted(scaled, tilt, patients);
  }
  const reached = Float64Array.from(margins, (margin) => weightedMean(margin, weights));
  const effectiveSize = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  return { weights, effectiveSize, reached, matched };
}

/** Distance from the wanted mean, in SDs of the margin. */
function standardise(margin: ArrayLike<number>, wanted: number): Float64Array {
  const values = Float64Array.from(margin);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  return values.map((value) => (value - wanted) / (sd > 0 ? sd : 1));
}

function tilted(margins: readonly Float64Array[], tilt: Float64Array, patients: number) {
  const exponents = new Float64Array(patients);
  margins.forEach((margin, m) => {
    for (let p = 0; p < patients; p++) exponents[p]! += tilt[m]! * margin[p]!;
  });
  const largest = exponents.reduce(
    (most, value) => Math.max(most, value),
    Number.NEGATIVE_INFINITY,
  );
  const weights = exponents.map((value) => Math.exp(value - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function weightedMean(values: ArrayLike<number>, weights: Float64Array): number {
  return weights.reduce((sum, weight, p) => sum + weight * values[p]!, 0);
}

/** One Newton step on the tilt, no longer than 1 SD; false where it cannot be made. */
function step(
  margins: readonly Float64Array[],
  weights: Float64Array,
  moments: readonly number[],
  tilt: Float64Array,
): boolean {
  const n = margins.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const product = margins[i]!.map((value, p) => value * margins[j]![p]!);
      covariance[i * n + j] = weightedMean(product, weights) - moments[i]! * moments[j]!;
    }
    covariance[i * n + i]! += 1e-12;
  }
  if (!factorise(covariance, n)) return false;
  const move = Float64Array.from(moments, (moment) => -moment);
  solveLower(covariance, n, move);
  solveUpper(covariance, n, move);
  const length = Math.hypot(...move);
  if (!Number.isFinite(length)) return false;
  const factor = Math.min(1, 1 / length);
  for (let i = 0; i < n; i++) tilt[i]! += factor * move[i]!;
  return Math.hypot(...tilt) < 50;
}
