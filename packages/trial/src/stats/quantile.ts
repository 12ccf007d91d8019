// Sample quantiles, type 7 of Hyndman and Fan (1996, The American Statistician 50, 361-365), the
// default of R: linear interpolation between order statistics at (n - 1) p.

/** Quantile of unsorted values without missing ones; NaN when there are none. `values` is left as it is. */
export function quantile(values: ArrayLike<number>, p: number): number {
  return sortedQuantile(sorted(values), p);
}

/** Quantile of values in ascending order. p: in [0, 1]. */
export function sortedQuantile(ascending: ArrayLike<number>, p: number): number {
  const n = ascending.length;
  if (n === 0 || !(p >= 0 && p <= 1)) return Number.NaN;
  const position = (n - 1) * p;
  // R allows four roundings in the position before it interpolates.
  const below = Math.floor(position + 4 * Number.EPSILON);
  const fraction = Math.max(0, position - below);
  const low = ascending[below]!;
  if (fraction < 4 * Number.EPSILON || below + 1 >= n) return low;
  const high = ascending[below + 1]!;
  return low + fraction * (high - low);
}

/** A copy in ascending order. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}
