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
  readonly scope: "person" | "side";
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
    const { id, scope = "person" } = row;
    return [{ id, distribution, low, high, scope, purpose: `covariate ${id}` }];
  });
  return { covariates: planned, diagnostics };
}

/**
 * Writes one patient's covariates to `values` from `offset` on, in order. Those of the person come out
 * the same for both sides.
 */
export function drawCovariates(
  covariates: readonly CovariateDraw[],
  draws: Draws,
  values: Float64Array,
  offset: number,
  side: 0 | 1 = 0,
): void {
  const drawn = new Map<string, number>();
  const lookup = (id: string): number => drawn.get(id) ?? Number.NaN;
  covariates.forEach(({ id, distribution, low, high, scope, purpose }, i) => {
    const u = draws.uniform(purpose, scope === "side" ? side : 0);
    const value = drawValue(distribution, lookup, low, high, u);
    drawn.set(id, value);
    values[offset + i] = value;
  });
}
