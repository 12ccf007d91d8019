// The frame in which a disease model is judged: what it is asked, how much hangs on the answer, which
// figures it must show, and what it is compared with. After ICH M15 (question of interest, context of use,
// influence, consequence, risk, impact) and ASME V&V 40-2018 (credibility factors with goals).

import type { SourceRange } from "@chondron/model";

export const riskLevels = ["low", "medium", "high"] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** A level and why. */
export interface Judgement {
  readonly level: RiskLevel;
  readonly reason: string;
}

export const credibilityActivities = [
  "verification",
  "calibration",
  "validation",
  "applicability",
  "uncertainty",
] as const;
export type CredibilityActivity = (typeof credibilityActivities)[number];

/** A figure and where it must lie, stated before it is computed. */
export interface CredibilityFactor {
  readonly id: string;
  readonly activity: CredibilityActivity;
  readonly name: string;
  /** The criterion in words. */
  readonly criterion: string;
  /** Id of the figure. */
  readonly figure: string;
  /** Bounds of the figure, inclusive; infinite where there is none. */
  readonly low: number;
  readonly high: number;
  readonly range: SourceRange;
}

/** A published figure for a therapy, by its row of targets.tsv or comparators.tsv. */
export interface Comparator {
  readonly id: string;
  readonly label: string;
  readonly therapy: string;
  readonly row: string;
  readonly range: SourceRange;
}

export const cohortStatistics = [
  "mean-loss",
  "skewness-of-loss",
  "worsened-share",
  "event-share",
  "rate-ratio",
  "mean-change",
  "spread",
  "correlation",
] as const;
export type CohortStatistic = (typeof cohortStatistics)[number];

export interface CohortFigureRow {
  readonly id: string;
  readonly label: string;
  readonly statistic: CohortStatistic;
  /** Outcome looked at; "": none. */
  readonly outcome: string;
  /** Outcome that `correlation` sets beside it; "": none. */
  readonly other: string;
  /** Hazard event; "": none. */
  readonly event: string;
  /** Years since entry. */
  readonly years: number;
  readonly unit: string;
  /** Range that cohorts report. */
  readonly low: number;
  readonly high: number;
  readonly source: string;
  readonly range: SourceRange;
}

export interface CohortRow {
  readonly id: string;
  readonly label: string;
  /** Protocol whose population is taken where it ships; "": none. */
  readonly protocol: string;
  /** As in tables of targets (docs/predict.md), in place of a protocol. */
  readonly population: string;
  readonly figures: readonly CohortFigureRow[];
}

/** The therapy in question over amounts and schedules. */
export interface Exploration {
  readonly therapy: string;
  readonly label: string;
  readonly route: string;
  readonly versus: string;
  readonly population: string;
  readonly endpoint: string;
  readonly week: number;
  /** Patients of a trial, both arms together. */
  readonly trialPatients: number;
  readonly amounts: readonly number[];
  readonly scheduleAmount: number;
  /** Days of each schedule. */
  readonly schedules: readonly (readonly number[])[];
}

/** Which reference run is repeated, and what counts as the same. */
export interface SelfCheckPlan {
  readonly healthyYears: number;
  /** Table of `reference/`, and the scenario in it. */
  readonly group: string;
  readonly scenario: string;
  /** Years from entry at which the run starts. */
  readonly startYear: number;
  /** Sizes below which a state means nothing, by id. */
  readonly scales: Readonly<Record<string, number>>;
  readonly defaultScale: number;
}

export interface Credibility {
  readonly question: string;
  readonly contextOfUse: string;
  readonly notFor: readonly string[];
  readonly influence: Judgement;
  readonly consequence: Judgement;
  readonly impact: string;
  readonly factors: readonly CredibilityFactor[];
  readonly comparators: readonly Comparator[];
  readonly cohorts: readonly CohortRow[];
  readonly exploration: Exploration;
  readonly selfCheck: SelfCheckPlan;
  readonly assumptions: readonly string[];
  readonly limits: readonly string[];
}

/**
 * Risk as influence times consequence (V&V 40): high where one is high and the other at least medium, low
 * where one is low and the other at most medium, medium otherwise.
 */
export function modelRisk(influence: RiskLevel, consequence: RiskLevel): RiskLevel {
  const sum = riskLevels.indexOf(influence) + riskLevels.indexOf(consequence);
  return sum >= 3 ? "high" : sum <= 1 ? "low" : "medium";
}
