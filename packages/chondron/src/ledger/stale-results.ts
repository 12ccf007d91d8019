// Whether the shipped answers to claims are still those of the disease, of its posterior and of the
// experiments as they are now. What is shown all the same carries this warning; a test keeps shipped
// answers from growing old.

import {
  loadExperimentsText,
  loadKneePosterior,
  loadResultsOrigin,
  type ResultsOrigin,
} from "@chondron/knee";
import { type Diagnostic, type Disease, diagnose, sha256Hex } from "@chondron/model";
import { diseaseHash } from "@chondron/trial";

/** CH4209 for each of disease, experiments and posterior that the shipped answers do not belong to. */
export function shippedResultsAge(disease: Disease): Diagnostic[] {
  const origin = loadResultsOrigin();
  if (!origin) return [];
  return staleResults(origin, disease, loadExperimentsText(), loadKneePosterior()?.draws);
}

/**
 * @param experiments text of the experiments
 * @param draws text of the posterior's draws, where one ships
 */
export function staleResults(
  origin: ResultsOrigin,
  disease: Disease,
  experiments: string,
  draws: string | undefined,
): Diagnostic[] {
  const undrawn = origin.posteriorHash === "" || draws === undefined;
  return [
    ...difference("disease", origin.diseaseHash, diseaseHash(disease)),
    ...difference("experiments", origin.experimentsHash, sha256Hex(experiments)),
    ...(undrawn ? [] : difference("posterior", origin.posteriorHash, sha256Hex(draws))),
  ];
}

function difference(what: string, found: string, expected: string): Diagnostic[] {
  if (found === expected) return [];
  const short = { found: found.slice(0, 12) || "unknown", expected: expected.slice(0, 12) };
  return [diagnose("CH4209", { what, ...short })];
}
