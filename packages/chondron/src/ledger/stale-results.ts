// Whether the shipped answers to claims are still those of the disease and of the experiments as they are
// now. What is shown all the same carries this warning; a test keeps shipped answers from growing old.

import { createHash } from "node:crypto";
import { loadExperimentsText, loadResultsOrigin, type ResultsOrigin } from "@chondron/knee";
import { type Diagnostic, type Disease, diagnose } from "@chondron/model";
import { diseaseHash } from "@chondron/trial";

/** CH4209 for each of disease and experiments that the shipped answers do not belong to. */
export function shippedResultsAge(disease: Disease): Diagnostic[] {
  const origin = loadResultsOrigin();
  return origin ? staleResults(origin, disease, loadExperimentsText()) : [];
}

/** @param experiments text of the experiments. */
export function staleResults(
  origin: ResultsOrigin,
  disease: Disease,
  experiments: string,
): Diagnostic[] {
  const textHash = createHash("sha256").update(experiments, "utf8").digest("hex");
  return [
    ...difference("disease", origin.diseaseHash, diseaseHash(disease)),
    ...difference("experiments", origin.experimentsHash, textHash),
  ];
}

function difference(what: string, found: string, expected: string): Diagnostic[] {
  if (found === expected) return [];
  const short = { found: found.slice(0, 12) || "unknown", expected: expected.slice(0, 12) };
  return [diagnose("CH4209", { what, ...short })];
}
