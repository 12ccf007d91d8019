// The claims that were asked of the model, in the words of a trial report.

import type { Evidence, ExperimentResult } from "@chondron/knee/texts";
import type { ReportClaim } from "../report/claim-section.js";

export function reportClaims(
  { claims }: Evidence,
  results: readonly ExperimentResult[],
): ReportClaim[] {
  return claims.flatMap(({ id, claim, verdict, experiment }) => {
    const result = results.find((one) => one.id === experiment);
    if (!result) return [];
    const { therapies = [], verdict: model, says } = result;
    return [{ id, claim, therapies, evidence: verdict, model, says }];
  });
}
