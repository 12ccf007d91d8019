// Summary of one variable: counts, mean, SD, quantiles. NaN means missing and is counted, never
// averaged. Sums are compensated (Neumaier 1974, ZAMM 54, 39-51), so the order of the patients
// changes at most the last bit.

import { sorted, sortedQuantile } from "./quantile.js";

export interface Summary {
  /** Values present, and values missing (NaN). */
  readonly n: number;
  readonly missing: number;
  /** NaN when n is 0; `sd` (divisor n - 1) NaN when n is below 2. */
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly p5: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly p95: number;
  readonly max: number;
}

/** Summary of values in any order; NaN is missing. */
export function summarise(values: ArrayLike<number>): Summary {
  const present = sorted(Float64Array.from(values).filter((v) => !Number.isNaN(v)));
  const at = (p: number): number => sortedQuantile(present, p);
  return {
    n: present.length,
    missing: values.length - present.length,
    mean: mean(present),
    sd: standardDeviation(present),
    min: at(0),
    p5: at(0.05),
    q1: at(0.25),
    median: at(0.5),
    q3: at(0.75),
    p95: at(0.95),
    max: at(1),
  };
}

/** Compensated sum. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Mean; NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Sample variance, divisor n - 1, by two passes with the correction of Chan et al. (1983). */
export function variance(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return Number.NaN;
  const centre = mean(values);
  const deviations = Float64Array.from(values, (v) => v - centre);
  const squares = deviations.map((d) => d * d);
  const drift = sum(deviations);
  return (sum(squares) - (drift * drift) / n) / (n - 1);
}

/** Sample standard deviation, divisor n - 1; NaN below two values. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}
