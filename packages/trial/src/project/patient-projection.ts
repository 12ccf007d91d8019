// One person and what may become of them: the question and the answer of a projection. Data only, so
// that it crosses to workers as it is.

/** A therapy by a route, as in a regimen of a protocol. Days count from today. */
export interface PlannedTherapy {
  /** Ids of the disease's tables. */
  readonly therapy: string;
  readonly route: string;
  /** In the therapy's unit. */
  readonly amount: number;
  /** Days on which it is given, ascending. */
  readonly days: readonly number[];
  /** Day on which a lasting therapy ends; absent: it goes on. */
  readonly stop?: number;
}

/** One course of action to look at beside others; no items: natural history. */
export interface PatientPlan {
  readonly id: string;
  readonly label: string;
  readonly items: readonly PlannedTherapy[];
}

export interface PatientRequest {
  /**
   * Values by covariate id (age in years, female 0 or 1, bmi, gene, alignment, had_injury ...).
   * What is absent is not known of the person: it is drawn as in the population. Derived covariates
   * follow, unless they are given.
   */
  readonly covariates: Readonly<Record<string, number>>;
  /**
   * What was measured today, by outcome id (kl_grade, womac_pain, jsw ...). Of the lives that may lie
   * behind the person, those that led to it count more.
   */
  readonly observed?: Readonly<Record<string, number>>;
  readonly plans: readonly PatientPlan[];
  /** Plan that the others are compared with, e.g. placebo; absent: the first. */
  readonly reference?: string;
  /** Ids of outcomes to follow; default: pain, function, joint space and grade, or all where there are none such. */
  readonly outcomes?: readonly string[];
  /** Default 730.5: two years. */
  readonly days?: number;
  /** Default 200. */
  readonly draws?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** Quantiles over the draws at each day: q05 to q95 is the 90 % band, q25 to q75 the 50 % band. */
export interface Band {
  readonly q05: Float64Array;
  readonly q25: Float64Array;
  readonly q50: Float64Array;
  readonly q75: Float64Array;
  readonly q95: Float64Array;
  readonly mean: Float64Array;
}

/** One number over the draws. */
export interface Spread {
  readonly q05: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q95: number;
  readonly mean: number;
}

export interface ProjectedOutcome {
  readonly outcome: string;
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly better: "lower" | "higher";
  readonly importantDifference: number | null;
  /** [plan] */
  readonly plans: readonly {
    readonly plan: string;
    readonly values: Band;
    /** Draw by draw against the reference plan, at each day. */
    readonly againstReference: Band;
    /** Change from today at the end. */
    readonly change: Spread;
  }[];
}

/**
 * Why an outcome changes under a plan: parts of the mean change from today that add up to it, over one
 * draw for each life that may lie behind the person.
 */
export interface Contribution {
  readonly plan: string;
  readonly outcome: string;
  readonly day: number;
  /** What happens without any treatment. */
  readonly natural: number;
  /** The contextual (placebo) response to being treated. */
  readonly contextual: number;
  /** What the ingredient does beyond the context. */
  readonly specific: number;
}

/** How an outcome at `day` follows one uncertain or personal quantity over the draws. */
export interface Influence {
  /** Of the outcome itself, or of its difference from the reference plan. */
  readonly of: "value" | "difference";
  readonly plan: string;
  readonly outcome: string;
  readonly day: number;
  readonly id: string;
  readonly label: string;
  readonly kind: "parameter" | "trait";
  /** Rank correlation over the draws, -1 to 1. */
  readonly rankCorrelation: number;
  /** Share of the variance that a straight line in its ranks explains, 0 to 1. */
  readonly share: number;
}

/** Where the plans lead: what is known first. */
export interface ProjectedCourses {
  /** Days of all bands, from 0. */
  readonly days: Float64Array;
  readonly plans: readonly { readonly id: string; readonly label: string }[];
  readonly reference: string;
  /** What the draws are today, before anything is given. */
  readonly today: Readonly<Record<string, Spread>>;
  readonly outcomes: readonly ProjectedOutcome[];
  /** [plan] Chance that the knee has been replaced by each day, 0 to 1, over the draws. */
  readonly replacement: readonly { readonly plan: string; readonly probability: Band }[];
  /** Draws asked for, and those that could not be integrated under some plan. */
  readonly draws: { readonly asked: number; readonly failed: number };
  /** Lives behind the draws: how many were lived, and how many different ones the draws rest on. */
  readonly lives: { readonly lived: number; readonly kept: number };
  /** Where the parameters come from. */
  readonly parameters: "posterior" | "prior";
  /** All covariates over the draws; those given do not vary. */
  readonly covariates: Readonly<Record<string, Spread>>;
  readonly timing: ProjectionTiming;
}

/** Why the courses are so. */
export interface ProjectionExplanation {
  readonly contributions: readonly Contribution[];
  readonly influences: readonly Influence[];
}

/** The courses, and why they are so. */
export type PatientProjection = ProjectedCourses & ProjectionExplanation;

export interface ProjectionTiming {
  readonly milliseconds: number;
  /** False where the knee's past was known from an earlier call. */
  readonly ranHistory: boolean;
  readonly historyMilliseconds: number;
  readonly followUpMilliseconds: number;
}
