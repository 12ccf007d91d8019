// The shapes of the knee's tables, equal in structure to those that package trial asks of a disease.
// They are stated again here because the knee knows the model and nothing that stands above it.

import type { Model } from "@chondron/model";

/** A human, B animal, C in vitro or in-vitro-derived model, D assumption. */
export const evidenceGrades = ["A", "B", "C", "D"] as const;
export type EvidenceGrade = (typeof evidenceGrades)[number];

/** Taken from a measurement, tuned to data (here or in the source), or assumed. */
export const parameterStatuses = ["measured", "fitted", "assumed"] as const;
export type ParameterStatus = (typeof parameterStatuses)[number];

export interface ParameterRow {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly grade: EvidenceGrade;
  readonly source: string;
  readonly status: ParameterStatus;
  readonly variability: number;
  readonly prior: string;
  readonly note: string;
}

export interface Covariate {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly parameter: string;
  readonly distribution: string;
  readonly low: number;
  readonly high: number;
  readonly source: string;
  readonly note: string;
}

export interface Assignment {
  readonly variable: string;
  readonly formula: string;
}

export interface TherapyRoute {
  readonly id: string;
  readonly label: string;
  readonly give: readonly Assignment[];
  readonly stop?: readonly Assignment[];
}

export interface Therapy {
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
  readonly unit: string;
  readonly amount: { readonly usual: number; readonly low: number; readonly high: number };
  readonly context: number;
  readonly routes: readonly TherapyRoute[];
  readonly source: string;
  readonly note: string;
}

export interface Outcome {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly observable: string;
  readonly low: number;
  readonly high: number;
  readonly better: "lower" | "higher";
  readonly scoredFrom: string;
  readonly measurementSd: number;
  readonly resolution: number;
  readonly importantDifference: number;
  readonly paramcd: string;
  readonly source: string;
  readonly note: string;
}

export interface HazardEvent {
  readonly id: string;
  readonly label: string;
  readonly hazard: string;
  readonly threshold: string;
  readonly event: string;
  readonly paramcd: string;
}

export interface NaturalHistory {
  readonly ageCovariate: string;
  readonly healthyAge: number;
  readonly daysPerYear: number;
  readonly hazardEvents: readonly HazardEvent[];
  readonly healthyParameters: Readonly<Record<string, number>>;
  readonly absoluteTolerances: Readonly<Record<string, number>>;
  readonly defaultAbsoluteTolerance: number;
}

export interface Ledger {
  readonly parameters: readonly ParameterRow[];
  readonly covariates: readonly Covariate[];
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
