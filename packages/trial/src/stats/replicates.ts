// What repeated simulation of one trial says about a number: its spread over replicates, and how
// far the mean of finitely many replicates may be from its limit (Monte-Carlo standard error).
// The first does not shrink with more replicates; the second does.
// Source: Morris, White, Crowther (2019), Statistics in Medicine 38, 2074-2102, table 6.

import { sorted, sortedQuantile } from "./quantile.js";
import { mean, standardDeviation } from "./summary.js";

export interface ReplicateInterval {
  /** Replicates with a value, and those without (NaN). */
  readonly n: number;
  readonly missing: number;
  readonly mean: number;
  readonly median: number;
  /** Central interval holding `level` of the replicates. */
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly sd: number;
  /** Monte-Carlo standard error of `mean`: sd / sqrt(n); NaN with one replicate. */
  readonly monteCarloError: number;
}

/** Spread of one number over replicates; NaN counts as missing. */
export function replicateInterval(values: ArrayLike<number>, level: number): ReplicateInterval {
  const present = sorted(Float64Array.from(values).filter((v) => !Number.isNaN(v)));
  const sd = standardDeviation(present);
  return {
    n: present.length,
    missing: values.length - present.length,
    mean: mean(present),
    median: sortedQuantile(present, 0.5),
    lower: sortedQuantile(present, 0.5 - level / 2),
    upper: sortedQuantile(present, 0.5 + level / 2),
    level,
    sd,
    monteCarloError: sd / Math.sqrt(present.length),
  };
}

/** Monte-Carlo standard error of a proportion seen in n replicates, e.g. of power. */
export function proportionMonteCarloError(share: number, n: number): number {
  return Math.sqrt((share * (1 - share)) / n);
}
