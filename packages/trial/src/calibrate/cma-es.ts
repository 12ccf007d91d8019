// Minimum of a function without derivatives: the evolution strategy with covariance matrix adaptation
// (mu/mu_w, lambda), with the default settings of its author.
// Source: Hansen 2016, The CMA Evolution Strategy: A Tutorial (arXiv:1604.00772), figure 6 and table 1.

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { RandomStream } from "./random-stream.js";

export interface CmaPlan {
  readonly start: Float64Array;
  /** Initial SD of every dimension: about a third of the region to be searched. */
  readonly step: number;
  readonly mostEvaluations: number;
  /** Ends when the values of a generation differ by less. */
  readonly tolerance: number;
}

export interface CmaResult {
  readonly minimum: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** False where the evaluations ran out first. */
  readonly converged: boolean;
}

/** Values that are no number count as infinitely large. */
export function cmaEs(
  f: (x: Float64Array) => number,
  { start, step, mostEvaluations, tolerance }: CmaPlan,
  stream: RandomStream,
): CmaResult {
  const n = start.length;
  const constants = settings(n);
  const { lambda } = constants;
  let state = initialState(start, step);
  let best: { readonly x: Float64Array; readonly value: number } = {
    x: start,
    value: costAt(f, start),
  };
  let evaluations = 1;
  let converged = false;
  while (evaluations + lambda <= mostEvaluations && !converged) {
    const samples = Array.from({ length: lambda }, () => sample(state, stream));
    const ranked = samples
      .map((s) => ({ ...s, value: costAt(f, s.x) }))
      .sort((a, b) => a.value - b.value);
    evaluations += lambda;
    if (ranked[0]!.value < best.value) best = ranked[0]!;
    const range = ranked.at(-1)!.value - ranked[0]!.value;
    converged = range < tolerance && state.sigma * Math.sqrt(Math.max(...state.axes)) < 1e-3;
    state = update(state, ranked, constants);
  }
  return { minimum: best.x, value: best.value, evaluations, converged };
}

function costAt(f: (x: Float64Array) => number, x: Float64Array): number {
  const value = f(x);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

interface Settings {
  readonly lambda: number;
  readonly weights: readonly number[];
  readonly muEff: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cC: number;
  readonly c1: number;
  readonly cMu: number;
  /** Expected length of a standard normal vector. */
  readonly chi: number;
}

function settings(n: number): Settings {
  const lambda = 4 + Math.floor(3 * Math.log(n));
  const mu = Math.floor(lambda / 2);
  const raw = Array.from({ length: mu }, (_, i) => Math.log((lambda + 1) / 2) - Math.log(i + 1));
  const sum = raw.reduce((s, w) => s + w, 0);
  const weights = raw.map((w) => w / sum);
  const muEff = 1 / weights.reduce((s, w) => s + w * w, 0);
  const cSigma = (muEff + 2) / (n + muEff + 5);
  const c1 = 2 / ((n + 1.3) ** 2 + muEff);
  return {
    ...{ lambda, weights, muEff, cSigma, c1 },
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma,
    cC: (4 + muEff / n) / (n + 4 + (2 * muEff) / n),
    cMu: Math.min(1 - c1, (2 * (muEff - 2 + 1 / muEff)) / ((n + 2) ** 2 + muEff)),
    chi: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

interface State {
  readonly mean: Float64Array;
  readonly sigma: number;
  readonly covariance: Matrix;
  /** Columns: directions of the covariance; `axes`: its eigenvalues. */
  readonly directions: Matrix;
  readonly axes: readonly number[];
  readonly pathSigma: Float64Array;
  readonly pathC: Float64Array;
  readonly generation: number;
}

function initialState(start: Float64Array, step: number): State {
  const n = start.length;
  return {
    mean: Float64Array.from(start),
    sigma: step,
    covariance: Matrix.eye(n),
    directions: Matrix.eye(n),
    axes: Array.from({ length: n }, () => 1),
    pathSigma: new Float64Array(n),
    pathC: new Float64Array(n),
    generation: 0,
  };
}

interface Sample {
  readonly x: Float64Array;
  /** Step in units of sigma, and the standard normal vector (in eigendirections) behind it. */
  readonly y: Float64Array;
  readonly z: Float64Array;
}

function sample({ mean, sigma, directions, axes }: State, stream: RandomStream): Sample {
  const z = Float64Array.from(axes, () => stream.normal());
  const y = rotate(
    directions,
    z.map((value, i) => value * Math.sqrt(axes[i]!)),
  );
  return { x: mean.map((m, i) => m + sigma * y[i]!), y, z };
}

function rotate(directions: Matrix, values: Float64Array): Float64Array {
  return values.map((_, row) =>
    values.reduce((sum, value, column) => sum + directions.get(row, column) * value, 0),
  );
}

function update(state: State, ranked: readonly Sample[], c: Settings): State {
  const n = state.mean.length;
  const meanOf = (pick: (s: Sample) => Float64Array): Float64Array =>
    state.mean.map((_, i) => c.weights.reduce((sum, w, k) => sum + w * pick(ranked[k]!)[i]!, 0));
  const y = meanOf((s) => s.y);
  const z = rotate(
    state.directions,
    meanOf((s) => s.z),
  );
  const generation = state.generation + 1;
  const pathSigma = state.pathSigma.map(
    (p, i) => (1 - c.cSigma) * p + Math.sqrt(c.cSigma * (2 - c.cSigma) * c.muEff) * z[i]!,
  );
  const length = Math.hypot(...pathSigma);
  const settled = length / Math.sqrt(1 - (1 - c.cSigma) ** (2 * generation));
  const still = settled < (1.4 + 2 / (n + 1)) * c.chi ? 1 : 0;
  const pathC = state.pathC.map(
    (p, i) => (1 - c.cC) * p + still * Math.sqrt(c.cC * (2 - c.cC) * c.muEff) * y[i]!,
  );
  const covariance = Matrix.zeros(n, n);
  const keep = 1 - c.c1 - c.cMu + (1 - still) * c.c1 * c.cC * (2 - c.cC);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const spread = c.weights.reduce((s, w, k) => s + w * ranked[k]!.y[i]! * ranked[k]!.y[j]!, 0);
      const rank = c.c1 * pathC[i]! * pathC[j]! + c.cMu * spread;
      covariance.set(i, j, keep * state.covariance.get(i, j) + rank);
    }
  }
  const eigen = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  return {
    mean: state.mean.map((m, i) => m + state.sigma * y[i]!),
    sigma: state.sigma * Math.exp((c.cSigma / c.dSigma) * (length / c.chi - 1)),
    covariance,
    directions: eigen.eigenvectorMatrix,
    axes: eigen.realEigenvalues.map((value) => Math.max(value, 1e-20)),
    ...{ pathSigma, pathC, generation },
  };
}
