// All that a credibility report says, as data: credibility.json is this and nothing else. Equal inputs,
// seeds and sizes give equal bytes on any number of workers; there is no clock in it.

import type { CohortFigureRow, CredibilityActivity, Judgement, RiskLevel } from "@chondron/knee";
import type { ParameterSource, PredictionRow } from "@chondron/trial";
import type { Overview } from "../ledger/overview.js";
import type { SelfCheckRow } from "./self-check.js";
import type { VerificationRow } from "./verification.js";

export type FactorOutcome = "met" | "not met" | "not shown";

/** A factor with its figure; a value of null could not be had. Bounds of null: none on that side. */
export interface FactorResult {
  readonly id: string;
  readonly activity: CredibilityActivity;
  readonly name: string;
  readonly criterion: string;
  readonly figure: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly value: number | null;
  readonly outcome: FactorOutcome;
}

/** A prediction beside what was published; without one `reason` says why. */
export interface Comparison {
  readonly id: string;
  readonly label: string;
  readonly therapy: string;
  /** On what scale both are, in words. */
  readonly scale: string;
  readonly use: string;
  readonly source: string;
  readonly note: string;
  /** Interval of 95 % from the standard error; null where nothing was published. */
  readonly published: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly predicted: PredictionRow | null;
  /** The predicted mean lies in the published interval; null where one of them is missing. */
  readonly meanInside: boolean | null;
  readonly reason: string;
}

/** One amount or schedule of the therapy in question. */
export interface ExplorationPoint {
  readonly label: string;
  readonly amount: number;
  readonly days: readonly number[];
  /** A trial of the size stated. */
  readonly trial: PredictionRow | null;
  /** The effect of a study without chance in its patients. */
  readonly study: PredictionRow | null;
  readonly reason: string;
}

export interface NeededEffect {
  /** Mean difference whose 90 % predictive interval would just leave zero: in a trial, and in a study without chance. */
  readonly inTrial: number;
  readonly inStudy: number;
  /** Mean difference that such a trial would find with 90 % power at 5 %, studies being alike. */
  readonly withPower: number;
  /** Patients of that trial, both arms together. */
  readonly patients: number;
  /** Important difference of the endpoint; null: none is accepted. */
  readonly important: number | null;
  readonly unit: string;
}

export interface ExplorationResult {
  readonly therapy: string;
  readonly label: string;
  readonly versus: string;
  readonly endpoint: string;
  readonly endpointLabel: string;
  readonly week: number;
  readonly usual: ExplorationPoint;
  readonly needed: NeededEffect | null;
  readonly amounts: readonly ExplorationPoint[];
  readonly schedules: readonly ExplorationPoint[];
}

export type CohortResultRow = Omit<CohortFigureRow, "range"> & {
  /** Mean over draws, and their 5 and 95 % quantiles; null where it cannot be had. */
  readonly value: number | null;
  readonly low90: number | null;
  readonly high90: number | null;
  /** From the number of people, by leaving out tenths of them. */
  readonly standardError: number | null;
  readonly inside: boolean | null;
};

export interface CohortResult {
  readonly id: string;
  readonly label: string;
  readonly population: string;
  readonly patients: number;
  readonly draws: number;
  readonly figures: readonly CohortResultRow[];
  /** Why there are none. */
  readonly reason: string;
}

export interface PriorRow {
  readonly id: string;
  readonly unit: string;
  readonly prior: string;
  readonly nominal: number;
  readonly grade: string;
}

/** A table that calibration left beside the posterior, as text. */
export interface CalibrationTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface CalibrationRecord {
  readonly priors: readonly PriorRow[];
  /** Observed numbers by set and use. */
  readonly targets: readonly {
    readonly set: string;
    readonly use: string;
    readonly rows: number;
  }[];
  readonly source: ParameterSource;
  /** Whether a posterior ships, and for which disease it was made. */
  readonly posterior: {
    readonly state: "none" | "belongs to this disease" | "made for another version";
    readonly seed: number | null;
    readonly settings: Readonly<Record<string, number>>;
    readonly diagnostics: Readonly<Record<string, number | null>>;
  };
  readonly tables: readonly CalibrationTable[];
}

export interface CredibilityAssessment {
  readonly format: "chondron-credibility";
  readonly formatVersion: 1;
  readonly simulated: true;
  readonly manifest: CredibilityManifest;
  readonly context: {
    readonly question: string;
    readonly contextOfUse: string;
    readonly notFor: readonly string[];
    readonly influence: Judgement;
    readonly consequence: Judgement;
    readonly risk: RiskLevel;
    readonly impact: string;
    readonly assumptions: readonly string[];
    readonly limits: readonly string[];
  };
  readonly outcome: {
    readonly met: number;
    readonly notMet: number;
    readonly notShown: number;
    /** All criteria are met. */
    readonly adequate: boolean;
  };
  readonly factors: readonly FactorResult[];
  readonly verification: readonly VerificationRow[];
  readonly selfCheck: readonly SelfCheckRow[];
  readonly calibration: CalibrationRecord;
  readonly validation: readonly Comparison[];
  readonly comparators: readonly Comparison[];
  readonly exploration: ExplorationResult;
  readonly cohorts: readonly CohortResult[];
  readonly provenance: Overview;
}

export interface CredibilityManifest {
  readonly version: string;
  readonly node: string;
  readonly disease: { readonly id: string; readonly version: string };
  /** SHA-256. */
  readonly diseaseHash: string;
  readonly targetsHash: string;
  readonly files: Readonly<Record<string, string>>;
  readonly parameters: ParameterSource;
  readonly seed: number;
  readonly patients: number;
  readonly draws: number;
  readonly cohortPatients: number;
  readonly cohortDraws: number;
}
