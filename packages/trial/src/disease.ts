// What a trial needs to know of a disease: its model and its tables. A disease is data; the knee is
// one (package knee yields this shape), another disease is another folder of text.

import type { Model } from "@chondron/model";

export type EvidenceGrade = "A" | "B" | "C" | "D";

/** One row of parameters.tsv. */
export interface ParameterRow {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** A human, B animal, C in vitro or in-vitro-derived model, D assumption. */
  readonly grade: EvidenceGrade;
  readonly source: string;
  readonly status: "measured" | "fitted" | "assumed";
  /** Coefficient of variation between patients (log-normal around the value, cut at low and high); 0: none. */
  readonly variability: number;
  /** What we do not know about the value for everyone, drawn once per replicate, e.g. `normal(0, 0.6)`; "": none. */
  readonly prior: string;
  readonly note: string;
}

/** One row of covariates.tsv, in the order of drawing. */
export interface Covariate {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** Model parameter it sets; "" where it only describes the patient. */
  readonly parameter: string;
  /** `normal(m, s)`, `lognormal(m, cv)`, `uniform(a, b)`, `bernoulli(p)`, `constant(v)` or `derived(formula)`; arguments are formulas over earlier covariates. */
  readonly distribution: string;
  readonly low: number;
  readonly high: number;
  readonly source: string;
  readonly note: string;
}

export interface TherapyRoute {
  readonly id: string;
  readonly label: string;
  /** What giving it does: formulas over model symbols, `amount` and `context`. */
  readonly give: readonly { readonly variable: string; readonly formula: string }[];
  /** What ending it does; absent for therapies that end by themselves. */
  readonly stop?: readonly { readonly variable: string; readonly formula: string }[];
}

export interface Therapy {
  readonly id: string;
  readonly label: string;
  /** False for controls: saline and other comparators without an active ingredient. */
  readonly active: boolean;
  /** Unit of the amount; "" where a therapy has none. */
  readonly unit: string;
  readonly amount: { readonly usual: number; readonly low: number; readonly high: number };
  /** Strength of the contextual (placebo) response to giving it, 0 to 1; `context` in formulas. */
  readonly context: number;
  readonly routes: readonly TherapyRoute[];
  readonly source: string;
  readonly note: string;
}

/** One row of outcomes.tsv: what is measured at a visit. */
export interface Outcome {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** Observable of the model. */
  readonly observable: string;
  readonly low: number;
  readonly high: number;
  readonly better: "lower" | "higher";
  /**
   * Formula over outcomes recorded at the same visit, e.g. `5 * womac_pain`, where one questionnaire
   * yields both; "" where the outcome is measured by itself.
   */
  readonly scoredFrom: string;
  /** SD of the visit-to-visit measurement error, in the outcome's unit. */
  readonly measurementSd: number;
  /** Recorded to a multiple of this; 0: not rounded. */
  readonly resolution: number;
  /** Minimal important difference between groups; NaN where none is accepted. */
  readonly importantDifference: number;
  /** CDISC parameter code, 8 characters at most, and its description. */
  readonly paramcd: string;
  readonly source: string;
  readonly note: string;
}

export interface Disease {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly model: Model;
  readonly parameters: readonly ParameterRow[];
  readonly covariates: readonly Covariate[];
  readonly therapies: readonly Therapy[];
  readonly outcomes: readonly Outcome[];
  readonly naturalHistory: NaturalHistory;
  /** SHA-256 of every file read, by path within the package. */
  readonly files: Readonly<Record<string, string>>;
}

/** How a patient comes to be as they are on the day of entry (time 0). */
export interface NaturalHistory {
  /** Covariate that holds the age at entry, years. */
  readonly ageCovariate: string;
  /** Age at which the knee is taken as healthy and its history starts, years. */
  readonly healthyAge: number;
  /** Days per year, to turn ages into model time. */
  readonly daysPerYear: number;
  /** Outcome-type events: cumulative hazard state, threshold parameter and the model event they fire. */
  readonly hazardEvents: readonly {
    readonly id: string;
    readonly label: string;
    readonly hazard: string;
    readonly threshold: string;
    readonly event: string;
    readonly paramcd: string;
  }[];
  /** Parameter values under which the untouched model must be at a stable steady state. */
  readonly healthyParameters: Readonly<Record<string, number>>;
  /** Absolute tolerances by state id; others take `defaultAbsoluteTolerance`. */
  readonly absoluteTolerances: Readonly<Record<string, number>>;
  readonly defaultAbsoluteTolerance: number;
}
