// By how much one more study would differ from what the model predicts for it, from the unknown SDs of a
// posterior. A row of a fitted set takes that set's; another row takes those of the set whose
// therapies it shares most, and where it shares none, the mean of all sets of single studies. An
// endpoint that was not fitted is taken to differ by as many SDs of single patients as those that were.

import type { Posterior } from "../calibrate/posterior.js";
import { heterogeneityScale } from "../calibrate/posterior-density.js";
import { newStudyVariance } from "../calibrate/study-likelihood.js";
import { heterogeneityKinds } from "../calibrate/study-rows.js";
import type { PlannedRow, PredictionPlan } from "./prediction-plan.js";
import type { RowAnswer } from "./row-answer.js";

/** Variance between studies of a row under one draw, in the row's unit, squared. */
export type BetweenStudyVariance = (row: PlannedRow, answer: RowAnswer, draw: number) => number;

/** SD of single changes of pain in per cent of its scale: what the prior of the SDs was made for. */
const usualIndividualSd = 25;

/** Nothing is known of studies: the mean of the prior; SDs are those of patients times what they are for pain. */
export const priorVariance: BetweenStudyVariance = (row, answer) => {
  const parts = row.versus >= 0 ? 4 : heterogeneityKinds.length;
  return parts * (heterogeneityScale / usualIndividualSd) ** 2 * answer.individualVariance;
};

/** Studies do not differ. */
export const noVariance: BetweenStudyVariance = () => 0;

export function betweenStudyVariance(
  posterior: Posterior,
  { groups }: PredictionPlan,
): BetweenStudyVariance {
  const candidates = singleStudySets(posterior);
  const known = new Set(posterior.terms.map((term) => term.set));
  const setsOf = (row: PlannedRow): readonly string[] => {
    if (row.target.set !== "" && known.has(row.target.set)) return [row.target.set];
    const given = groups[row.group]!.arms[row.arm]!.regimen.map((item) => item.therapy);
    const shared = candidates.map(
      (set) =>
        posterior.manifest.sets[set]?.therapies.filter((id) => given.includes(id)).length ?? 0,
    );
    const most = Math.max(...shared);
    return most > 0 ? candidates.filter((_, i) => shared[i] === most) : candidates;
  };
  return (row, answer, draw) => {
    const own = setsOf(row);
    const sum = own.reduce(
      (total, set) => total + setVariance(posterior, set, row, answer, draw),
      0,
    );
    return sum / own.length;
  };
}

/** Pooled figures stand for many studies: what they miss says nothing of a single one. */
function singleStudySets({ terms }: Posterior): string[] {
  const sets = [...new Set(terms.map((term) => term.set))];
  const single = sets.filter((set) =>
    terms.some((term) => term.set === set && term.kind === "study"),
  );
  return single.length > 0 ? single : sets;
}

function setVariance(
  { terms, sds, manifest }: Posterior,
  set: string,
  { target, measure, versus }: PlannedRow,
  answer: RowAnswer,
  draw: number,
): number {
  const at = (kind: string): number =>
    terms.findIndex((term) => term.set === set && term.kind === kind);
  const own = { study: at("study"), arm: at("arm"), row: at("row") };
  const variance = newStudyVariance(own, sds[draw]!, versus >= 0);
  const fitted = manifest.sets[set];
  if (!fitted || fitted.endpoints.includes(target.endpoint)) return variance / measure.scale ** 2;
  // A contrast's contribution counts both arms twice.
  const individual = answer.individualVariance / (versus >= 0 ? 4 : 1);
  return (variance * individual) / fitted.individualSd ** 2;
}
