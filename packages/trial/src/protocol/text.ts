// What a protocol's text holds once it has the shape of the schema: strings and numbers as written,
// nothing resolved. Keep in step with schema.ts.

export interface ProtocolText {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly contextOfUse?: string;
  readonly disease?: string;
  readonly seed: number;
  readonly replicates?: number;
  readonly duration: string;
  readonly population: PopulationText;
  readonly variation?: { readonly betweenPatients?: boolean | number; readonly priors?: boolean };
  readonly arms: readonly ArmText[];
  readonly randomisation?: {
    readonly blockSizes?: readonly number[];
    readonly strata?: readonly StratumText[];
  };
  readonly visits: readonly VisitText[];
  readonly endpoints: readonly EndpointText[];
  readonly dropout?: {
    readonly annualHazard: number;
    readonly multipliers?: Readonly<Record<string, number>>;
  };
  readonly measurement?: {
    readonly error?: boolean;
    readonly sd?: Readonly<Record<string, number>>;
  };
  readonly missingData?: string;
  readonly intercurrentEvents?: string;
  readonly analysis?: {
    readonly confidenceLevel?: number;
    readonly covariates?: readonly string[];
    readonly continuityCorrection?: boolean;
  };
  readonly solver?: {
    readonly relativeTolerance?: number;
    readonly method?: string;
    readonly failureLimit?: number;
  };
}

/** A number in the unit of its covariate or outcome, or a text with a unit. */
export type LevelText = number | string;

export interface PopulationText {
  readonly size?: number;
  readonly sizePerArm?: number;
  readonly from?: string;
  readonly side?: "index" | "other";
  readonly covariates?: Readonly<Record<string, string | CovariateText>>;
  readonly eligibility?: readonly EligibilityText[];
  readonly maximumScreened?: number;
}

export interface CovariateText {
  readonly distribution: string;
  readonly low?: LevelText;
  readonly high?: LevelText;
}

export interface EligibilityText {
  readonly covariate?: string;
  readonly outcome?: string;
  readonly from?: LevelText;
  readonly to?: LevelText;
}

export interface ArmText {
  readonly id: string;
  readonly label: string;
  readonly control?: boolean;
  readonly allocation?: number;
  readonly regimen?: string | readonly RegimenText[];
}

export interface RegimenText {
  readonly therapy: string;
  readonly route: string;
  readonly amount?: string | number;
  readonly start?: string;
  readonly every?: string;
  readonly count?: number;
  readonly until?: string;
}

export interface StratumText {
  readonly covariate?: string;
  readonly outcome?: string;
  readonly cuts: readonly LevelText[];
}

export interface VisitText {
  readonly id: string;
  readonly label: string;
  readonly at: string;
}

export interface EndpointText {
  readonly id: string;
  readonly label: string;
  readonly primary?: boolean;
  readonly type: "change" | "responder" | "time-to-event";
  readonly outcome?: string;
  readonly visit?: string;
  readonly rule?: "omeract-oarsi" | "improvement" | "state";
  readonly pain?: string;
  readonly function?: string;
  readonly global?: string;
  readonly by?: LevelText;
  readonly value?: LevelText;
  readonly event?: string;
}
