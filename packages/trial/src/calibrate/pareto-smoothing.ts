// Importance weights made stable: the largest are replaced by quantiles of a generalised Pareto
// distribution fitted to them; its shape k says whether the weights can be trusted at all.
// Source: Vehtari, Simpson, Gelman, Yao, Gabry 2024, JMLR 25(72), algorithm 1; fit of Zhang and Stephens
// 2009, Technometrics 51, 316-325, with the weak prior on k of the former.

export interface SmoothedWeights {
  /** Sum to 1. */
  readonly weights: Float64Array;
  /** Shape of the tail; below 0.7 the weights are usable. */
  readonly paretoK: number;
  /** 1 / sum of squares: draws of equal weight that are worth as much. */
  readonly effectiveSize: number;
}

/** logRatios: log of target over proposal, up to a constant; -Infinity: no weight. */
export function smoothWeights(logRatios: ArrayLike<number>): SmoothedWeights {
  const largest = Math.max(...Array.from(logRatios));
  const ratios = Float64Array.from(logRatios, (value) => Math.exp(value - largest));
  const order = Array.from(ratios.keys()).sort((a, b) => ratios[a]! - ratios[b]!);
  const count = Math.floor(Math.min(ratios.length / 5, 3 * Math.sqrt(ratios.length)));
  const tail = order.slice(ratios.length - count);
  const cut = ratios[order[ratios.length - count - 1] ?? 0] ?? 0;
  const paretoK = count >= 5 ? smoothTail(ratios, tail, cut) : Number.NaN;
  const sum = ratios.reduce((total, ratio) => total + ratio, 0);
  const weights = ratios.map((ratio) => ratio / sum);
  const effectiveSize = 1 / weights.reduce((total, weight) => total + weight * weight, 0);
  return { weights, paretoK, effectiveSize };
}

/** Replaces the tail's ratios by expected order statistics, none above the largest; the shape. */
function smoothTail(ratios: Float64Array, tail: readonly number[], cut: number): number {
  const excess = Float64Array.from(tail, (i) => ratios[i]! - cut);
  // Equal ratios have no tail to fit: nothing to smooth, nothing to fear.
  if (!(excess[excess.length - 1]! > 1e-12)) return Number.NEGATIVE_INFINITY;
  const { shape, scale } = fitGeneralisedPareto(excess);
  tail.forEach((i, rank) => {
    const p = (rank + 0.5) / tail.length;
    const quantile =
      Math.abs(shape) < 1e-12 ? -scale * Math.log1p(-p) : (scale / shape) * ((1 - p) ** -shape - 1);
    ratios[i] = Math.min(1, cut + quantile);
  });
  return shape;
}

/** x: ascending, at least 0, the largest above 0. */
export function fitGeneralisedPareto(x: Float64Array): {
  readonly shape: number;
  readonly scale: number;
} {
  const n = x.length;
  const points = 30 + Math.floor(Math.sqrt(n));
  const quartile = Math.max(x[Math.max(0, Math.floor(n / 4 + 0.5) - 1)]!, 1e-12);
  const theta = Float64Array.from(
    { length: points },
    (_, j) => 1 / x[n - 1]! + (1 - Math.sqrt(points / (j + 0.5))) / (3 * quartile),
  );
  const shapeAt = (t: number): number =>
    x.reduce((sum, value) => sum + Math.log1p(-t * value), 0) / n;
  const logLikelihood = theta.map((t) => {
    const shape = shapeAt(t);
    return n * (Math.log(-t / shape) - shape - 1);
  });
  const estimate = theta.reduce((sum, t, j) => {
    const inverse = logLikelihood.reduce((s, l) => s + Math.exp(l - logLikelihood[j]!), 0);
    return sum + t / inverse;
  }, 0);
  const raw = shapeAt(estimate);
  // As if ten more observations had said 0.5.
  return { shape: (n * raw + 5) / (n + 10), scale: -raw / estimate };
}
