// Has a sampler converged, and how much do its draws say? Rank-normalised split R-hat and bulk
// effective sample size.
// Source: Vehtari, Gelman, Simpson, Carpenter, Bürkner 2021, Bayesian Analysis 16, 667-718, sections
// 3.1 to 4.2; autocorrelations cut after Geyer's initial monotone sequence.

import { normalQuantile } from "../stats/normal.js";

export interface ChainDiagnostics {
  /** Below 1.01: chains agree. */
  readonly splitRHat: number;
  /** Independent draws of equal worth; at least 400 wanted. */
  readonly effectiveSize: number;
}

/** chains: [chain][draw], of one number, equally long. */
export function diagnoseChains(chains: readonly ArrayLike<number>[]): ChainDiagnostics {
  const halves = rankNormalised(splitInHalves(chains));
  return { splitRHat: rHat(halves), effectiveSize: effectiveSize(halves) };
}

function splitInHalves(chains: readonly ArrayLike<number>[]): Float64Array[] {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    const values = Float64Array.from(chain);
    return [values.slice(0, half), values.slice(chain.length - half)];
  });
}

/** Values replaced by normal scores of their ranks; equal values share their mean rank. */
function rankNormalised(chains: readonly Float64Array[]): Float64Array[] {
  const length = chains[0]?.length ?? 0;
  const all = chains.flatMap((chain) => [...chain]);
  const order = all.map((_, i) => i).sort((a, b) => all[a]! - all[b]!);
  const scores = new Float64Array(all.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && all[order[to]!] === all[order[from]!]) to++;
    const rank = (from + 1 + to) / 2;
    const score = normalQuantile((rank - 0.375) / (all.length + 0.25));
    for (let i = from; i < to; i++) scores[order[i]!] = score;
    from = to;
  }
  return chains.map((_, c) => scores.slice(c * length, (c + 1) * length));
}

interface Variances {
  readonly within: number;
  /** Of the target, from within and between chains. */
  readonly total: number;
}

function variances(chains: readonly Float64Array[]): Variances {
  const n = chains[0]!.length;
  const means = chains.map(meanOf);
  const centre = meanOf(Float64Array.from(means));
  const within =
    chains.reduce((sum, chain, c) => sum + sumOfSquares(chain, means[c]!), 0) /
    (chains.length * (n - 1));
  const between =
    chains.length > 1 ? means.reduce((s, m) => s + (m - centre) ** 2, 0) / (chains.length - 1) : 0;
  return { within, total: ((n - 1) / n) * within + between };
}

function rHat(chains: readonly Float64Array[]): number {
  const { within, total } = variances(chains);
  return Math.sqrt(total / within);
}

function effectiveSize(chains: readonly Float64Array[]): number {
  const n = chains[0]!.length;
  const { within, total } = variances(chains);
  const covariances = chains.map((chain) => autocovariance(chain));
  const correlation = (lag: number): number => {
    const mean = covariances.reduce((sum, at) => sum + at(lag), 0) / chains.length;
    return 1 - ((within * (n - 1)) / n - mean) / total;
  };
  let sum = 0;
  let previous = Number.POSITIVE_INFINITY;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (lag === 0 ? 1 : correlation(lag)) + correlation(lag + 1);
    if (!(pair > 0)) break;
    previous = Math.min(previous, pair);
    sum += previous;
  }
  const size = n * chains.length;
  return Math.min(size * Math.log10(size), size / Math.max(2 * sum - 1, 1e-12));
}

/** Biased autocovariance of one chain by lag. */
function autocovariance(chain: Float64Array): (lag: number) => number {
  const mean = meanOf(chain);
  return (lag) => {
    let sum = 0;
    for (let i = 0; i + lag < chain.length; i++)
      sum += (chain[i]! - mean) * (chain[i + lag]! - mean);
    return sum / chain.length;
  };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOfSquares(values: Float64Array, mean: number): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
