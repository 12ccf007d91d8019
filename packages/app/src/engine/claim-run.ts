// A claim put to the model in the browser: what is asked and told. Data only.

import type { ClaimsResults } from "chondron/claims";

export interface ClaimRequest {
  /** Id of a claim that has an experiment, e.g. C64. */
  readonly claim: string;
  /** Draws of the uncertain parameters. */
  readonly draws: number;
  /** Virtual people of each cohort. */
  readonly patients: number;
  readonly seed: number;
}

/** As `chondron claims --claim ID --json` gives it. */
export type ClaimRun = ClaimsResults;
