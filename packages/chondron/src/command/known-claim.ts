// The claim of an id as typed, or the refusal of one that does not exist.

import type { Claim } from "@chondron/knee";
import { nearestName } from "@chondron/model";
import { findClaim } from "../ledger/claim-entry.js";
import { type Knowledge, loadKnowledge } from "../ledger/knowledge.js";
import { usageError } from "./cli-error.js";

/** Throws CliError (usage) where there is no such claim. */
export function requireClaim(id: string, knowledge: Knowledge = loadKnowledge()): Claim {
  const claim = findClaim(id, knowledge);
  if (claim) return claim;
  const near = nearestName(
    id,
    knowledge.evidence.claims.map((item) => item.id),
  );
  const list = '"chondron ledger claim" lists them.';
  const suggestion = near === undefined ? list : `Did you mean "${near}"? ${list}`;
  throw usageError("CH6071", { kind: "claim", id, suggestion });
}
