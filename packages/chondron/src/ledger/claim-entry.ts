// One claim of the article with everything it rests on.

import type { Claim, ExperimentResult, Fact, Source } from "@chondron/knee";
import { capital } from "../report/format.js";
import type { Knowledge } from "./knowledge.js";

export interface ClaimEntry {
  readonly claim: Claim;
  readonly facts: readonly Fact[];
  readonly sources: readonly Source[];
  /** What the model says; absent where the experiment has not been run. */
  readonly result?: ExperimentResult;
}

export function claimEntry(claim: Claim, { index, results }: Knowledge): ClaimEntry {
  const result = results.find(({ id }) => id === claim.experiment);
  return {
    claim,
    facts: claim.facts.flatMap((id) => index.fact(id) ?? []),
    sources: claim.sources.flatMap((id) => index.source(id) ?? []),
    ...(result ? { result } : {}),
  };
}

/** The claim of an id, in either case and without leading zeros: `C07`, `c7`. */
export function findClaim(id: string, { evidence }: Knowledge): Claim | undefined {
  const number = /^c0*(\d+)$/i.exec(id)?.[1];
  const full = number === undefined ? id : `C${number.padStart(2, "0")}`;
  return evidence.claims.find((claim) => claim.id === full);
}

/** What the model says about a claim, in a sentence. */
export function modelWords({ claim, result }: ClaimEntry): string {
  if (result) return `${capital(result.verdict)}. ${result.says}`;
  if (!claim.testable) return `Not asked: ${claim.whyNot}`;
  if (claim.experiment === "") return "Not asked yet: no experiment is written for it.";
  return `Not asked yet: experiment "${claim.experiment}" has not been run.`;
}
