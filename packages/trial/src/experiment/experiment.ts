// A claim as an experiment: who is looked at, what is done to them, what is computed from it, and what
// must be true of the numbers for the claim to hold. Only `readExperiments` makes one; ids are resolved,
// formulas parsed. The text form is docs/experiments.md.

import type { SourceRange } from "@chondron/model";
import type { CovariateOverride, EligibilityRule, RegimenItem } from "../protocol.js";
import type { QuantityFormula } from "./quantity-formula.js";

export const experimentKinds = [
  "trial",
  "switch",
  "covariate",
  "pharmacology",
  "natural history",
] as const;
export type ExperimentKind = (typeof experimentKinds)[number];

/** Values by id of a parameter or state. */
export type Values = Readonly<Record<string, number>>;

/** People who are alike in how they are found and how they lived until entry. */
export interface CohortPlan {
  readonly id: string;
  readonly label: string;
  /** Id of the population whom candidates are drawn from; "" where the disease has none. */
  readonly from: string;
  readonly population: string;
  readonly eligibility: readonly EligibilityRule[];
  /** What differs from the covariate table: first that of the population, then the cohort's own. */
  readonly covariates: Readonly<Record<string, CovariateOverride>>;
  /** Parameters that have these values from health on, for everyone. */
  readonly always: Values;
}

/** What happens to the people of a cohort from entry on. */
export interface ArmPlan {
  readonly id: string;
  readonly cohort: string;
  /** As written, e.g. `ev days 0,7,14`. */
  readonly text: string;
  readonly regimen: readonly RegimenItem[];
  /** Parameters that have these values from entry on, for everyone. */
  readonly set: Values;
  /** Parameters multiplied by these factors from entry on. */
  readonly scale: Values;
  /** States that have these values at entry. */
  readonly start: Values;
}

export interface Criterion {
  readonly text: string;
  readonly quantity: string;
  readonly direction: "below" | "above";
  readonly limit: number;
}

/** A walk along one parameter or dose: where does the claim begin to hold? */
export interface Scan {
  /** Id of a parameter, or of the therapy whose amount is changed in every arm. */
  readonly of: "parameter" | "dose";
  readonly id: string;
  readonly since: "entry" | "health";
  /** Ascending. */
  readonly values: readonly number[];
  readonly logarithmic: boolean;
  /** What else is set while walking. */
  readonly with: Values;
}

export interface Experiment {
  readonly id: string;
  readonly claims: readonly string[];
  readonly kind: ExperimentKind;
  readonly question: string;
  readonly arms: readonly ArmPlan[];
  readonly quantities: readonly QuantityFormula[];
  /** The quantity that is shown first. */
  readonly answer: { readonly quantity: string; readonly label: string; readonly unit: string };
  /** All of them must be true. */
  readonly holds: readonly Criterion[];
  readonly scans: readonly Scan[];
  /** What the answer rests on that the reader should know. */
  readonly note: string;
  readonly range: SourceRange;
}

export interface ExperimentBook {
  readonly cohorts: readonly CohortPlan[];
  readonly experiments: readonly Experiment[];
  /** SHA-256 of the text. */
  readonly hash: string;
}
