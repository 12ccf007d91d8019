// Covariates of virtual patients, drawn one after the other: each from its distribution, whose
// arguments may use those above it. One uniform number per covariate, keyed by its id.

import { type Covariate, type Diagnostic, diagnose, freeSymbols } from "@chondron/model";
import type { PopulationPlan } from "../protocol.js";
import type { Draws } from "../stats/random.js";
import { type DistributionText, drawValue, parseDistribution } from "./distribution-text.js";

export interface CovariateDraw {
  readonly id: string;
  readonly distribution: DistributionText;
  readonly low: number;
  readonly high: number;
  readonly purpose: string;
}

/** The covariates in the order of drawing, with the protocol's overrides. */
export function planCovariates(
  covariates: readonly Covariate[],
  overrides: PopulationPlan["covariates"],
): { readonly covariates: readonly CovariateDraw[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const planned = covariates.flatMap((row, i): CovariateDraw[] => {
    const text = overrides[row.id]?.distribution ?? row.distribution;
    const { distribution, cause } = parseDistribution(text);
    if (!distribution) {
      diagnostics.push(diagnose("CH4032", { text, id: row.id, cause: cause ?? "unknown" }));
      return [];
    }
    const earlier = covariates.slice(0, i).map((covariate) => covariate.id);
    for (const symbol of distribution.arguments.flatMap((part) => [...freeSymbols(part)])) {
      if (earlier.includes(symbol)) continue;
      const available = earlier.join(", ") || "none";
      diagnostics.push(diagnose("CH4036", { id: row.id, symbol, available }));
    }
    const low = overrides[row.id]?.low ?? row.low;
    const high = overrides[row.id]?.high ?? row.high;
    return [{ id: row.id, distribution, low, high, purpose: `covariate ${row.id}` }];
  });
  return { covariates: planned, diagnostics };
}

/** Writes one patient's covariates to `values` from `offset` on, in order. */
export function drawCovariates(
  covariates: readonly CovariateDraw[],
  draws: Draws,
  values: Float64Array,
  offset: number,
): void {
  const drawn = new Map<string, number>();
  const lookup = (id: string): number => drawn.get(id) ?? Number.NaN;
  covariates.forEach(({ id, distribution, low, high, purpose }, i) => {
    const value = drawValue(distribution, lookup, low, high, draws.uniform(purpose));
    drawn.set(id, value);
    values[offset + i] = value;
  });
}
