// What is made of the values of patients: [patient] in, one number out. Patients whose value is missing
// (their run failed) are left out, and so are those who do not meet the condition. `picks` names the
// patients counted, repeated where a resample repeats them.

import { sortedQuantile } from "../stats/quantile.js";
import type { AggregateKind } from "./quantity-formula.js";

/**
 * @param values [argument][patient]
 * @param condition [patient] 0: not counted.
 */
export function summarise(
  kind: AggregateKind,
  values: readonly Float64Array[],
  condition: Float64Array | undefined,
  picks: Int32Array,
): number {
  const [first, second] = values;
  const present = picks.filter(
    (p) =>
      (condition === undefined || condition[p] !== 0) &&
      values.every((column) => !Number.isNaN(column[p]!)),
  );
  if (present.length === 0) return Number.NaN;
  const x = Float64Array.from(present, (p) => first![p]!);
  if (kind === "mean") return meanOf(x);
  if (kind === "share") return 100 * meanOf(x.map((value) => (value !== 0 ? 1 : 0)));
  if (kind === "sd") return Math.sqrt(covariance(x, x));
  const y = Float64Array.from(present, (p) => second![p]!);
  if (kind === "quantile") return sortedQuantile(x.sort(), y[0]!);
  if (kind === "slope") return covariance(x, y) / covariance(y, y);
  return covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
}

function meanOf(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value, 0) / x.length;
}

/** With n - 1; NaN for one patient. */
function covariance(x: Float64Array, y: Float64Array): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  return x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0) / (x.length - 1);
}
