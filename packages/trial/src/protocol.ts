// A study design after reading: ids resolved, quantities as numbers in model units (days, the
// therapy's unit, the outcome's unit). Only `readProtocol` makes one; it has passed every check.
// Words follow CDISC USDM: arm, visit (encounter), endpoint, estimand's intercurrent events.

export interface Protocol {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly contextOfUse: string;
  /** Id of the disease it was checked against. */
  readonly disease: string;
  /** Unsigned 32-bit integer: keys every draw. */
  readonly seed: number;
  readonly replicates: number;
  readonly durationDays: number;
  readonly population: PopulationPlan;
  readonly variation: VariationPlan;
  readonly arms: readonly Arm[];
  readonly randomisation: RandomisationPlan;
  /** Ascending in time; the first is the entry visit on day 0. */
  readonly visits: readonly Visit[];
  readonly endpoints: readonly Endpoint[];
  readonly dropout: DropoutPlan;
  readonly measurement: MeasurementPlan;
  readonly missingData: string;
  readonly intercurrentEvents: string;
  readonly analysis: AnalysisPlan;
  readonly solver: SolverPlan;
  /** SHA-256 of the text it was read from. */
  readonly hash: string;
}

export interface PopulationPlan {
  /** Subjects to randomise in each replicate. */
  readonly size: number;
  /** Id among the disease's populations; "" where it has none. */
  readonly from: string;
  /** 0: the side that is drawn first; 1: the other side of the same people. */
  readonly side: 0 | 1;
  /** Distribution text by covariate id, in place of the disease's own: the population's, then the protocol's. */
  readonly covariates: Readonly<Record<string, CovariateOverride>>;
  readonly eligibility: readonly EligibilityRule[];
  /** Candidates assessed in one replicate before screening gives up. */
  readonly maximumScreened: number;
}

export interface CovariateOverride {
  readonly distribution: string;
  readonly low?: number;
  readonly high?: number;
}

/** Inclusion where `low <= value <= high`. Outcomes are measured with error, as at a real visit. */
export interface EligibilityRule {
  readonly of: "covariate" | "outcome";
  readonly id: string;
  readonly low: number;
  readonly high: number;
  /** As a reason for exclusion, e.g. "WOMAC pain outside 8 to 18". */
  readonly reason: string;
}

export interface VariationPlan {
  /** Multiplies every between-patient coefficient of variation; 0: all patients share parameters. */
  readonly betweenPatients: number;
  /** Draw uncertain parameters once per replicate from their priors. */
  readonly priors: boolean;
}

export interface Arm {
  readonly id: string;
  readonly label: string;
  readonly control: boolean;
  readonly allocation: number;
  readonly regimen: readonly RegimenItem[];
}

/** One therapy by one route; `times` are the days on which it is given, ascending. */
export interface RegimenItem {
  readonly therapy: string;
  readonly route: string;
  /** In the therapy's unit. */
  readonly amount: number;
  readonly times: readonly number[];
  /** Day on which a lasting therapy is ended; NaN where it is not. */
  readonly stop: number;
}

export interface RandomisationPlan {
  /** Drawn with equal chance for each next block; multiples of the sum of the allocation. */
  readonly blockSizes: readonly number[];
  readonly strata: readonly Stratum[];
}

/** Splits at cut points: below the first, from the first to below the second, … */
export interface Stratum {
  readonly of: "covariate" | "outcome";
  readonly id: string;
  readonly cuts: readonly number[];
}

export interface Visit {
  readonly id: string;
  readonly label: string;
  readonly day: number;
}

export type Endpoint = ChangeEndpoint | ResponderEndpoint | TimeToEventEndpoint;

interface EndpointBase {
  readonly id: string;
  readonly label: string;
  readonly primary: boolean;
}

export interface ChangeEndpoint extends EndpointBase {
  readonly kind: "change";
  readonly outcome: string;
  /** Index into the visits. */
  readonly visit: number;
}

export interface ResponderEndpoint extends EndpointBase {
  readonly kind: "responder";
  readonly rule: ResponderRule;
  readonly visit: number;
}

export type ResponderRule =
  /** OMERACT-OARSI set of criteria, Pham et al. 2004. */
  | { readonly kind: "omeract-oarsi"; pain: string; function: string; global: string }
  /** Better than at entry by `by`: in the outcome's unit, or a fraction of the entry value. */
  | { readonly kind: "improvement"; outcome: string; by: number; relative: boolean }
  /** At `value` or on its better side. */
  | { readonly kind: "state"; outcome: string; value: number };

export interface TimeToEventEndpoint extends EndpointBase {
  readonly kind: "time-to-event";
  /** Id among the disease's hazard events. */
  readonly event: string;
}

export interface DropoutPlan {
  /** Per year; 0: nobody drops out. */
  readonly annualHazard: number;
  /** Multiplier by arm, in the order of the arms. */
  readonly multipliers: readonly number[];
}

export interface MeasurementPlan {
  readonly error: boolean;
  /** SD by outcome id, in place of the disease's own. */
  readonly sd: Readonly<Record<string, number>>;
}

export interface AnalysisPlan {
  readonly confidenceLevel: number;
  readonly alpha: number;
  /** Covariates of the regression beside the entry value and the strata. */
  readonly covariates: readonly string[];
  readonly continuityCorrection: boolean;
}

export interface SolverPlan {
  readonly relativeTolerance: number;
  readonly method: string;
  /** Share of failed patients above which the trial counts as failed. */
  readonly failureLimit: number;
}
