// What a trial yields. `TrialSummary` is summary.json: plain JSON, the same bytes for the same
// protocol, seed and disease, whatever the machine or number of workers. `TrialResult` holds it
// beside the subject-level columns in typed arrays. Times of day and durations lie apart, in
// `timing`. A value that does not exist is null in the summary and NaN in a typed array.

import type { EvidenceGrade } from "@chondron/model";
import type { ParameterSource } from "./calibrate/parameter-source.js";
import type { Protocol } from "./protocol.js";

export interface TrialResult {
  readonly protocol: Protocol;
  readonly summary: TrialSummary;
  /** One per replicate, in order. */
  readonly replicates: readonly SubjectTable[];
  /** Courses of the subjects of the shown replicate on a dense grid. */
  readonly curves: CurveTable;
  /** Share of integrated patients that failed is above `summary.solver.failureLimit`. */
  readonly tooManyFailures: boolean;
  readonly manifest: ManifestFacts;
  /** Seconds of wall clock; never written where bytes must repeat. */
  readonly timing: TrialTiming;
}

export interface TrialTiming {
  readonly totalSeconds: number;
  readonly screeningSeconds: number;
  readonly followUpSeconds: number;
  readonly analysisSeconds: number;
  readonly workers: number;
}

/** What identifies the run, apart from where and when it ran. */
export interface ManifestFacts {
  readonly protocolHash: string;
  readonly compiledHash: string;
  readonly diseaseId: string;
  readonly diseaseVersion: string;
  readonly diseaseFiles: Readonly<Record<string, string>>;
  /** `posteriorHash` of what uncertain parameters were drawn from; null where from no posterior. */
  readonly posteriorHash: string | null;
  readonly seed: number;
  readonly replicates: number;
  readonly patients: number;
  readonly method: string;
  readonly relativeTolerance: number;
  readonly defaultAbsoluteTolerance: number;
}

/** Why a subject left the trial; index into it in `SubjectTable.ending`. */
export const subjectEndings = ["completed", "dropped out", "failed integration"] as const;
export type SubjectEnding = (typeof subjectEndings)[number];

/** The randomised subjects of one replicate, one row per subject in the order of enrolment. */
export interface SubjectTable {
  /** Counts from 1. */
  readonly replicate: number;
  readonly size: number;
  /** [subject] Number of the screened candidate, from 1: names the subject and keys its draws. */
  readonly candidate: Int32Array;
  /** [subject] Index into the protocol's arms. */
  readonly arm: Uint8Array;
  /** [subject] Index of the stratum of randomisation. */
  readonly stratum: Int32Array;
  readonly strata: readonly string[];
  readonly covariateIds: readonly string[];
  /** [subject][covariate] */
  readonly covariates: Float64Array;
  readonly outcomeIds: readonly string[];
  /** [visit] Days since randomisation. */
  readonly visitDays: Float64Array;
  /** [subject][visit][outcome] As recorded: measurement error, rounding, bounds; NaN: no visit. */
  readonly observed: Float64Array;
  /** [subject][visit][outcome] As the model has it. */
  readonly underlying: Float64Array;
  /** [subject] Last day in the trial. */
  readonly exitDay: Float64Array;
  /** [subject] Index into `subjectEndings`. */
  readonly ending: Uint8Array;
  readonly eventIds: readonly string[];
  /** [subject][event] Day of the first event or of censoring. */
  readonly eventDay: Float64Array;
  /** [subject][event] 1: happened, 0: censored. */
  readonly eventHappened: Uint8Array;
}

/** True courses of the shown replicate: shared grid of days, one row per subject. */
export interface CurveTable {
  readonly replicate: number;
  readonly days: Float64Array;
  readonly outcomeIds: readonly string[];
  /** [subject] Index into the protocol's arms. */
  readonly arm: Uint8Array;
  /** [subject][day][outcome] NaN after a failed integration. */
  readonly values: Float64Array;
}

export interface TrialSummary {
  readonly format: "chondron-summary";
  readonly formatVersion: 1;
  /** Always true: no person took part. */
  readonly simulated: true;
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly contextOfUse: string;
  readonly disease: { readonly id: string; readonly name: string; readonly version: string };
  readonly design: DesignSummary;
  /** The shown replicate. */
  readonly flow: FlowSummary;
  /** Sums over all replicates. */
  readonly flowAllReplicates: FlowSummary;
  readonly baseline: readonly BaselineRow[];
  readonly measures: readonly MeasureRow[];
  readonly courses: readonly CourseRow[];
  readonly effects: readonly EffectRow[];
  readonly responders: readonly ResponderRow[];
  readonly survival: readonly SurvivalRow[];
  readonly solver: SolverSummary;
  readonly failures: readonly FailureRow[];
  readonly assumptions: readonly AssumptionRow[];
}

export interface DesignSummary {
  readonly seed: number;
  readonly replicates: number;
  readonly shownReplicate: number;
  readonly durationDays: number;
  /** Subjects to randomise in each replicate. */
  readonly size: number;
  readonly arms: readonly ArmSummary[];
  readonly visits: readonly VisitSummary[];
  readonly endpoints: readonly EndpointSummary[];
  readonly outcomes: readonly OutcomeSummary[];
  readonly covariates: readonly { id: string; label: string; unit: string }[];
  /** Sentences, in the order of the protocol; empty where there is none. */
  readonly eligibility: readonly string[];
  readonly randomisation: {
    readonly blockSizes: readonly number[];
    readonly strata: readonly string[];
  };
  readonly dropout: string;
  readonly measurementError: string;
  readonly missingData: string;
  readonly intercurrentEvents: string;
  readonly betweenPatientVariability: string;
  readonly priors: string;
  /** Where the uncertain parameters come from: nominal, prior or posterior. */
  readonly parameters: ParameterSource;
  readonly analysis: {
    readonly confidenceLevel: number;
    readonly alpha: number;
    readonly covariates: readonly string[];
    readonly continuityCorrection: boolean;
  };
}

export interface ArmSummary {
  readonly id: string;
  readonly label: string;
  readonly control: boolean;
  readonly allocation: number;
  /** Subjects planned in each replicate. */
  readonly size: number;
  /** Therapies of the regimen, by id; empty for no treatment. */
  readonly therapies: readonly string[];
  /** One sentence per item, e.g. "EV, intra-articular, 2e10 particles on days 0, 7 and 14". */
  readonly regimen: readonly string[];
  /** Days on which something is given. */
  readonly givenDays: readonly number[];
}

export interface VisitSummary {
  readonly id: string;
  readonly label: string;
  readonly day: number;
}

export type EndpointKind = "change" | "responder" | "time-to-event";

export interface EndpointSummary {
  readonly id: string;
  readonly label: string;
  readonly kind: EndpointKind;
  /** Outcome id; "" for time to event and for composite responders. */
  readonly outcome: string;
  readonly unit: string;
  /** Visit id; "" for time to event. */
  readonly visit: string;
  readonly primary: boolean;
  /** Direction of a benefit: of the change, of the share of responders, of the survival. */
  readonly better: "lower" | "higher";
  /** Minimal important difference between groups, where one is accepted. */
  readonly importantDifference: number | null;
  /** One sentence that defines it. */
  readonly definition: string;
}

export interface OutcomeSummary {
  readonly id: string;
  /** PARAMCD of its rows in ADQS. */
  readonly paramcd: string;
  readonly label: string;
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly low: number;
  readonly high: number;
  readonly importantDifference: number | null;
  /** Formula over outcomes of the same visit; "" where measured by itself. */
  readonly scoredFrom: string;
  /** SD of the error of a visit; without effect where scored from others. */
  readonly measurementSd: number;
  readonly resolution: number;
}

export interface FlowSummary {
  /** 0 where it sums over replicates. */
  readonly replicate: number;
  readonly assessed: number;
  readonly excluded: readonly ReasonCount[];
  readonly randomised: number;
  readonly arms: readonly ArmFlow[];
}

export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

export interface ArmFlow {
  readonly arm: string;
  readonly allocated: number;
  /** Got the first item of the regimen (all allocated ones where the regimen is none). */
  readonly received: number;
  readonly discontinued: readonly ReasonCount[];
  /** Had an outcome event such as knee replacement; they stay in the analysis. */
  readonly events: readonly { readonly event: string; readonly label: string; count: number }[];
  readonly failed: number;
  /** In the analysis of the primary endpoint. */
  readonly analysed: number;
}

/** Covariates and entry values of outcomes, shown replicate. */
export interface BaselineRow {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly source: "covariate" | "outcome";
  /** "count" for yes/no characteristics: read `count` and `share`. */
  readonly kind: "continuous" | "count";
  /** One per arm, in order, then all subjects (`arm` is ""). */
  readonly groups: readonly {
    readonly arm: string;
    readonly n: number;
    readonly mean: number | null;
    readonly sd: number | null;
    readonly median: number | null;
    readonly count: number;
    readonly share: number | null;
  }[];
}

/** Values of one group of subjects. */
export interface Distribution {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly q05: number | null;
  readonly q25: number | null;
  readonly q50: number | null;
  readonly q75: number | null;
  readonly q95: number | null;
}

/** A statistic over replicates: q05 to q95 is the 90 % interval, q25 to q75 the 50 % interval. */
export interface ReplicateSpread {
  readonly count: number;
  readonly mean: number | null;
  readonly q05: number | null;
  readonly q25: number | null;
  readonly q50: number | null;
  readonly q75: number | null;
  readonly q95: number | null;
}

/** One arm, outcome and visit: observed values, available cases. */
export interface MeasureRow {
  readonly arm: string;
  readonly outcome: string;
  readonly visit: string;
  readonly day: number;
  /** Subjects of the shown replicate. */
  readonly value: Distribution;
  /** Change from the first visit. */
  readonly change: Distribution;
  /** The arm's mean, one per replicate. */
  readonly meanOverReplicates: ReplicateSpread;
  readonly meanChangeOverReplicates: ReplicateSpread;
}

/** One arm and outcome on the dense grid: model values without measurement error or dropout. */
export interface CourseRow {
  readonly arm: string;
  readonly outcome: string;
  readonly days: readonly number[];
  /** Mean over the replicates of the arm's mean. */
  readonly mean: readonly (number | null)[];
  /** Quantiles over the replicates of the arm's mean. */
  readonly meanOverReplicates: {
    readonly q05: readonly (number | null)[];
    readonly q25: readonly (number | null)[];
    readonly q75: readonly (number | null)[];
    readonly q95: readonly (number | null)[];
  };
  /** Quantiles over the subjects of the shown replicate. */
  readonly subjects: {
    readonly q05: readonly (number | null)[];
    readonly q25: readonly (number | null)[];
    readonly q50: readonly (number | null)[];
    readonly q75: readonly (number | null)[];
    readonly q95: readonly (number | null)[];
  };
}

export type EffectKind = "mean difference" | "risk difference" | "event-free difference";

/** One arm against the control at one visit. Change endpoints have a row for every visit. */
export interface EffectRow {
  readonly endpoint: string;
  readonly kind: EffectKind;
  readonly outcome: string;
  readonly visit: string;
  readonly day: number;
  /** True at the endpoint's own visit. */
  readonly atEndpointVisit: boolean;
  readonly primary: boolean;
  readonly arm: string;
  readonly control: string;
  /** Unit of the estimate; risk and event-free differences are in "percentage points". */
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly n: number;
  readonly nControl: number;
  /** Shown replicate. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  /** What was computed, one sentence. */
  readonly method: string;
  readonly overReplicates: EffectSpread;
  readonly uncertainty: EffectUncertainty;
}

/** SDs of the estimate by where they come from; their squares add up to the whole variance. */
export interface EffectUncertainty {
  /** What is not known of the parameters; null with one replicate. */
  readonly parameter: number | null;
  /** Which patients are in the trial. */
  readonly patient: number | null;
  /** What visits record of them; 0 for shares and events, where it cannot be told from the patients. */
  readonly sampling: number | null;
}

/** The estimate over replicates: sampling of patients and, where priors are on, ignorance. */
export interface EffectSpread extends ReplicateSpread {
  /** Share of replicates with p below alpha in the direction of a benefit. */
  readonly significantShare: number | null;
  /** Share of replicates with an estimate in the direction of a benefit. */
  readonly favourableShare: number | null;
}

export interface ResponderRow {
  readonly endpoint: string;
  readonly visit: string;
  readonly day: number;
  readonly arm: string;
  readonly n: number;
  readonly responders: number;
  /** 0 to 1. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly shareOverReplicates: ReplicateSpread;
}

export interface SurvivalRow {
  readonly endpoint: string;
  readonly event: string;
  readonly arm: string;
  readonly n: number;
  readonly events: number;
  /** Kaplan-Meier steps of the shown replicate, from day 0 and survival 1. */
  readonly steps: {
    readonly day: readonly number[];
    readonly survival: readonly number[];
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  };
  /** Numbers at risk at the visits. */
  readonly atRisk: { readonly day: readonly number[]; readonly n: readonly number[] };
  /** Survival at the end, one value per replicate. */
  readonly survivalAtEndOverReplicates: ReplicateSpread;
}

export interface SolverSummary {
  readonly method: string;
  readonly relativeTolerance: number;
  /** Histories and follow-ups integrated, all replicates. */
  readonly integrations: number;
  readonly failed: number;
  readonly failureShare: number;
  /** Above this share the trial counts as failed. */
  readonly failureLimit: number;
  /** Sums over all runs, a few candidates integrated beyond the last one enrolled included. */
  readonly counters: Readonly<Record<string, number>>;
}

/** One patient whose integration failed, in the history before entry or in the trial. */
export interface FailureRow {
  readonly replicate: number;
  readonly candidate: number;
  readonly phase: "history" | "follow-up";
  /** "" before randomisation. */
  readonly arm: string;
  /** Name of the result code, e.g. "stepSizeTooSmall". */
  readonly reason: string;
  /** State with the largest error; "" where unknown. */
  readonly state: string;
  /** Day relative to randomisation. */
  readonly day: number | null;
  readonly whatToTry: string;
}

/** A parameter of the model, as the report must own up to it. */
export interface AssumptionRow {
  readonly id: string;
  /** Name of the parameter in the model text; its id where it has none. */
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly grade: EvidenceGrade;
  readonly status: "measured" | "fitted" | "assumed";
  readonly source: string;
  readonly note: string;
  /** Coefficient of variation between patients that was used; 0: none. */
  readonly variability: number;
  /** Text of the prior that was used; "": none. */
  readonly prior: string;
  /** Value drawn for each replicate where a prior was used; else empty. */
  readonly priorDraws: readonly number[];
}
