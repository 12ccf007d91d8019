// The interval that stands beside an effect. With enough simulated trials it is their spread
// (sampling and, where priors are drawn, ignorance); with too few, the confidence interval of the
// shown trial, and the words say which.

import type { EffectRow } from "@chondron/trial";
import { orNaN } from "./format.js";

export interface EffectInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** 50 % interval; NaN where the basis is one trial. */
  readonly low50: number;
  readonly high50: number;
  readonly basis: "replicates" | "confidence";
  /** e.g. "90 % interval" */
  readonly name: string;
}

/** Below this number of replicates their 5 and 95 % quantiles say next to nothing. */
export const fewestReplicates = 10;

export function effectInterval(row: EffectRow, confidenceLevel: number): EffectInterval {
  const spread = row.overReplicates;
  if (spread.count >= fewestReplicates && spread.q50 !== null)
    return {
      estimate: spread.q50,
      low: orNaN(spread.q05),
      high: orNaN(spread.q95),
      low50: orNaN(spread.q25),
      high50: orNaN(spread.q75),
      basis: "replicates",
      name: "90 % interval",
    };
  return {
    estimate: orNaN(row.estimate),
    low: orNaN(row.low),
    high: orNaN(row.high),
    low50: Number.NaN,
    high50: Number.NaN,
    basis: "confidence",
    name: `${Math.round(100 * confidenceLevel)} % confidence interval of one simulated trial`,
  };
}

export type Verdict = "better" | "worse" | "unclear" | "not estimable";

/** Which side of zero the whole interval lies on. */
export function verdict(interval: EffectInterval, better: "lower" | "higher"): Verdict {
  const { estimate, low, high } = interval;
  if (![estimate, low, high].every(Number.isFinite)) return "not estimable";
  if (low <= 0 && high >= 0) return "unclear";
  const negative = high < 0;
  return negative === (better === "lower") ? "better" : "worse";
}
