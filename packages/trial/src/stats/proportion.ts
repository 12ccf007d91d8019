// Risks and the difference of two risks. Intervals: Wald with and without continuity correction,
// exactly as R's prop.test; Newcombe's hybrid score interval, which stays inside [-1, 1] and keeps
// its level at small counts. One risk: Wilson's score interval.
// Sources: Wilson (1927), JASA 22, 209-212; Newcombe (1998), Statistics in Medicine 17, 873-890,
// method 10; R 4.2 stats::prop.test for the correction.

import { chiSquare } from "./distribution.js";
import { hypot } from "./elementary.js";
import { normalQuantile } from "./normal.js";

export interface Count {
  readonly events: number;
  readonly n: number;
}

export interface Proportion extends Count {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export type RiskDifferenceMethod = "wald" | "waldContinuity" | "newcombe";

export interface RiskDifference {
  /** Risk in the first group less risk in the second; NaN where a group is empty. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly method: RiskDifferenceMethod;
  /** Pearson's chi-square of equal risks, corrected for continuity with "waldContinuity" alone; df 1; NaN where nobody or everybody has the event. */
  readonly chiSquare: number;
  readonly p: number;
}

/** Risk with Wilson's score interval of the given level. */
export function proportion({ events, n }: Count, level: number): Proportion {
  const z = normalQuantile(0.5 + level / 2);
  const estimate = events / n;
  const centre = (estimate + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const margin =
    (z / (1 + (z * z) / n)) * Math.sqrt((estimate * (1 - estimate)) / n + (z * z) / (4 * n * n));
  // The ends are exact at 0 and n events, where rounding would leave 1e-17.
  const lower = events === 0 ? 0 : centre - margin;
  const upper = events === n ? 1 : centre + margin;
  return n === 0
    ? { events, n, estimate: Number.NaN, lower: Number.NaN, upper: Number.NaN }
    : { events, n, estimate, lower, upper };
}

/** Difference of the risks of two independent groups, treated less control. */
export function riskDifference(
  treated: Count,
  control: Count,
  { level, method }: { readonly level: number; readonly method: RiskDifferenceMethod },
): RiskDifference {
  const estimate = treated.events / treated.n - control.events / control.n;
  const correction = method === "waldContinuity" ? yates(treated, control) : 0;
  const [lower, upper] =
    method === "newcombe"
      ? newcombe(treated, control, level)
      : wald(treated, control, level, correction);
  const statistic = pearson(treated, control, correction);
  return {
    estimate,
    lower,
    upper,
    method,
    chiSquare: statistic,
    p: chiSquare(1).upperTail(statistic),
  };
}

/** Yates's correction, never larger than the difference it corrects. */
function yates(a: Count, b: Count): number {
  const difference = Math.abs(a.events / a.n - b.events / b.n);
  return Math.min(0.5, difference / (1 / a.n + 1 / b.n));
}

function wald(a: Count, b: Count, level: number, correction: number): [number, number] {
  const [p, q] = [a.events / a.n, b.events / b.n];
  const se = Math.sqrt((p * (1 - p)) / a.n + (q * (1 - q)) / b.n);
  const margin = normalQuantile(0.5 + level / 2) * se + correction * (1 / a.n + 1 / b.n);
  return [Math.max(-1, p - q - margin), Math.min(1, p - q + margin)];
}

function newcombe(a: Count, b: Count, level: number): [number, number] {
  const first = proportion(a, level);
  const second = proportion(b, level);
  const difference = first.estimate - second.estimate;
  return [
    difference - hypot(first.estimate - first.lower, second.upper - second.estimate),
    difference + hypot(first.upper - first.estimate, second.estimate - second.lower),
  ];
}

/** Sum over the four cells of (|observed - expected| - correction)^2 / expected. */
function pearson(a: Count, b: Count, correction: number): number {
  const pooled = (a.events + b.events) / (a.n + b.n);
  let total = 0;
  for (const { events, n } of [a, b]) {
    const excess = (Math.abs(events - n * pooled) - correction) ** 2;
    total += excess / (n * pooled) + excess / (n * (1 - pooled));
  }
  return total;
}
