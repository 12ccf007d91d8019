// All that the ledger shows, loaded once: the disease, the evidence, and what experiments on the model
// said where they have been run.

import {
  type Evidence,
  type ExperimentResult,
  loadEvidence,
  loadKnee,
  loadResults,
  ReferenceIndex,
} from "@chondron/knee";
import type { Disease } from "@chondron/model";

export interface Knowledge {
  readonly disease: Disease;
  readonly evidence: Evidence;
  readonly results: readonly ExperimentResult[];
  readonly index: ReferenceIndex;
}

/** Throws DiagnosticError where the files do not hold together. */
export function loadKnowledge(): Knowledge {
  const evidence = loadEvidence();
  return {
    disease: loadKnee(),
    evidence,
    results: loadResults(),
    index: new ReferenceIndex(evidence),
  };
}
