// The kinds of uncertainty statements of SBML package distrib (version 1, section 3.3), which Antimony
// has too.

import type { UncertaintyKind } from "./annotation.js";

const intervals: readonly UncertaintyKind[] = [
  "confidenceInterval",
  "credibleInterval",
  "interquartileRange",
  "range",
];

const kinds: ReadonlySet<string> = new Set<UncertaintyKind>([
  ...intervals,
  "mean",
  "standardDeviation",
  "coefficientOfVariation",
  "kurtosis",
  "median",
  "mode",
  "sampleSize",
  "skewness",
  "standardError",
  "variance",
  "distribution",
  "externalParameter",
]);

export function isUncertaintyKind(word: string): word is UncertaintyKind {
  return kinds.has(word);
}

/** Does this kind take two values? An external parameter may, and a distribution too. */
export function isInterval(kind: UncertaintyKind): boolean {
  return intervals.includes(kind);
}
