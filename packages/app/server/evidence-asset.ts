// Evidence for the page, from the same code as `chondron ledger`: one file that the Evidence page
// fetches, and the few numbers of the first screen, which are part of the page itself.

import { mkdirSync, writeFileSync } from "node:fs";
import { type BookResult, type EvidenceBook, evidenceBook, loadKnowledge } from "chondron/ledger";

/** The experiment whose answer the first screen gives. */
export const mainExperiment = "ev-pain";

/** What the first screen says, in numbers. */
export interface FirstAnswer {
  readonly claims: number;
  readonly byVerdict: Readonly<Record<string, number>>;
  /** Claims about efficacy, and how many of them the evidence supports. */
  readonly efficacy: number;
  readonly efficacySupported: number;
  readonly parameters: number;
  readonly assumed: number;
  /** Experiments that have been run. */
  readonly answered: number;
  /** Null where the experiments have not been run. */
  readonly main: BookResult | null;
}

export function firstAnswer({ overview, claims, results }: EvidenceBook): FirstAnswer {
  const efficacy = claims.filter(({ kind }) => kind === "efficacy");
  return {
    claims: claims.length,
    byVerdict: overview.claims.byVerdict,
    efficacy: efficacy.length,
    efficacySupported: efficacy.filter(({ verdict }) => verdict === "supported").length,
    parameters: overview.parameters.total,
    assumed: overview.parameters.byBasis["reason alone"] ?? 0,
    answered: overview.claims.answered,
    main: results.find(({ id }) => id === mainExperiment) ?? null,
  };
}

/** Writes evidence.json and first-answer.json into `folder`, which ends with a slash. */
export function writeEvidence(folder: URL): void {
  const book = evidenceBook(loadKnowledge());
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("evidence.json", folder), JSON.stringify(book));
  writeFileSync(new URL("first-answer.json", folder), JSON.stringify(firstAnswer(book)));
}
