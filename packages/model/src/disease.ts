// A disease as text and tables: its model, and what is known of parameters, people, therapies and
// outcomes. A disease package yields this shape (the knee is one), a trial takes it; it stands here
// because both know the model and neither the other.

import type { Model } from "./model.js";

/** A human, B animal, C in vitro or in-vitro-derived model, D assumption. */
export const evidenceGrades = ["A", "B", "C", "D"] as const;
export type EvidenceGrade = (typeof evidenceGrades)[number];

/** Taken from a measurement, tuned to data (here or in the source), or assumed. */
export const parameterStatuses = ["measured", "fitted", "assumed"] as const;
export type ParameterStatus = (typeof parameterStatuses)[number];

/** One row of parameters.tsv. */
export interface ParameterRow {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly grade: EvidenceGrade;
  readonly source: string;
  readonly status: ParameterStatus;
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
  /** "side": drawn for each side of the body apart; otherwise the same for the whole person. */
  readonly scope?: "person" | "side";
  readonly source: string;
  readonly note: string;
}

/** People from whom candidates are drawn: what differs from the covariate table. */
export interface Population {
  readonly id: string;
  readonly label: string;
  readonly source: string;
  readonly note: string;
  readonly covariates: readonly PopulationCovariate[];
}

/** A distribution in place of the table's own; limits that are absent stay the table's. */
export interface PopulationCovariate
  extends Pick<Covariate, "id" | "distribution" | "source" | "note"> {
  readonly low?: number;
  readonly high?: number;
}

/** One assignment of giving or ending a therapy: a formula over model symbols, `amount`, `context`. */
export interface Assignment {
  readonly variable: string;
  readonly formula: string;
}

export interface TherapyRoute {
  readonly id: string;
  readonly label: string;
  /** What giving it does. */
  readonly give: readonly Assignment[];
  /** What ending it does; absent for therapies that end by themselves. */
  readonly stop?: readonly Assignment[];
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

/** The tables of a disease. */
export interface Ledger {
  readonly parameters: readonly ParameterRow[];
  readonly covariates: readonly Covariate[];
  /** The first is the one a protocol gets that names none; absent: the covariate table itself. */
  readonly populations?: readonly Population[];
  readonly therapies: readonly Therapy[];
  readonly outcomes: readonly Outcome[];
  readonly naturalHistory: NaturalHistory;
}

export interface Disease extends Ledger {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly model: Model;
  /** SHA-256 of every file read, by path within the package. */
  readonly files: Readonly<Record<string, string>>;
}

/** An event that comes when a cumulative hazard passes a patient's own threshold. */
export interface HazardEvent {
  readonly id: string;
  readonly label: string;
  /** State that holds the cumulative hazard. */
  readonly hazard: string;
  /** Parameter that holds the threshold. */
  readonly threshold: string;
  /** Event of the model that fires. */
  readonly event: string;
  readonly paramcd: string;
}

/** How a patient comes to be as they are on the day of entry (time 0). */
export interface NaturalHistory {
  /** Covariate that holds the age at entry, years. */
  readonly ageCovariate: string;
  /** Age at which the knee is taken as healthy and its history starts, years. */
  readonly healthyAge: number;
  /** Days per year, to turn ages into model time. */
  readonly daysPerYear: number;
  readonly hazardEvents: readonly HazardEvent[];
  /** Parameter values under which the untouched model must be at a stable steady state. */
  readonly healthyParameters: Readonly<Record<string, number>>;
  /** Absolute tolerances by state id; others take `defaultAbsoluteTolerance`. */
  readonly absoluteTolerances: Readonly<Record<string, number>>;
  readonly defaultAbsoluteTolerance: number;
}
