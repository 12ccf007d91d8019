// By how much one more study would differ from what the model predicts for it, from the unknown SDs of a
// posterior. A row of a fitted set takes that set's; another row takes those of the set whose
// therapies it shares most, and where it shares none, the mean of all sets of single studies.

import type { Posterior } from "../calibrate/posterior.js";
import { newStudyVariance } from "../calibrate/study-likelihood.js";
import { heterogeneityKinds } from "../calibrate/study-rows.js";
import type { PlannedRow, PredictionPlan } from "./prediction-plan.js";

/** Variance between studies of a row under one draw, in per cent of the range, squared. */
export type BetweenStudyVariance = (row: PlannedRow, draw: number) => number;

export function betweenStudyVariance(
  posterior: Posterior,
  { groups }: PredictionPlan,
): BetweenStudyVariance {
  const sets = [...new Set(posterior.terms.map((term) => term.set))];
  // Pooled figures stand for many studies: what they miss says nothing of a single one.
  const single = sets.filter((set) =>
    posterior.terms.some((term) => term.set === set && term.kind === "study"),
  );
  const candidates = single.length > 0 ? single : sets;
  const setsOf = (row: PlannedRow): readonly string[] => {
    if (row.target.set !== "" && sets.includes(row.target.set)) return [row.target.set];
    const given = groups[row.group]!.arms[row.arm]!.regimen.map((item) => item.therapy);
    const shared = candidates.map(
      (set) => posterior.manifest.therapies[set]?.filter((id) => given.includes(id)).length ?? 0,
    );
    const most = Math.max(...shared);
    return most > 0 ? candidates.filter((_, i) => shared[i] === most) : candidates;
  };
  return (row, draw) => {
    const own = setsOf(row);
    const sds = posterior.sds[draw]!;
    const sum = own.reduce((total, set) => {
      const [study, arm, one] = heterogeneityKinds.map((kind) =>
        posterior.terms.findIndex((term) => term.set === set && term.kind === kind),
      );
      const terms = { study: study!, arm: arm!, row: one! };
      return total + newStudyVariance(terms, sds, row.versus >= 0);
    }, 0);
    return sum / own.length;
  };
}
