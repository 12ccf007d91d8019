// Where the uncertainty of an effect comes from, as three SDs whose squares add up: what nobody knows of
// the parameters, which patients happen to be in a trial, and what visits record of them.
//
// Over replicates, the variance of the estimates is that between parameter draws plus the sampling
// variance of one trial; the latter is what each replicate's standard error claims. The difference is the
// parameters' (method of moments, as DerSimonian and Laird 1986 have it for studies; 0 where negative). The
// sampling variance of a mean falls to measurement by its share in the variance of the recorded changes.

import type { Trial } from "../prepare.js";
import type { EffectUncertainty, SubjectTable } from "../result.js";
import { mean, standardDeviation } from "../stats/summary.js";
import type { Effect } from "./effects.js";
import { orNull } from "./measures.js";

/** One effect over all replicates; `tables`: their subjects. */
export function effectUncertainty(
  trial: Trial,
  effects: readonly Effect[],
  tables: readonly SubjectTable[],
): EffectUncertainty {
  const known = effects.flatMap((effect, i) =>
    Number.isFinite(effect.estimate) && Number.isFinite(effect.standardError) ? [i] : [],
  );
  const claimed = mean(known.map((i) => effects[i]!.standardError ** 2));
  const spread = standardDeviation(known.map((i) => effects[i]!.estimate)) ** 2;
  const uncertain = trial.parameters.some(({ prior }) => prior !== undefined);
  const parameter = uncertain ? Math.sqrt(Math.max(0, spread - claimed)) : 0;
  const share = mean(known.map((i) => measurementShare(effects[i]!, tables[i]!)));
  return {
    parameter: orNull(parameter),
    patient: orNull(Math.sqrt(claimed * (1 - share))),
    sampling: orNull(Math.sqrt(claimed * share)),
  };
}

/** Share of measurement error in the variance of recorded changes; shares and events have none of their own. */
function measurementShare(effect: Effect, table: SubjectTable): number {
  if (effect.kind !== "mean difference") return 0;
  const outcome = table.outcomeIds.indexOf(effect.outcome);
  const width = table.outcomeIds.length;
  const visits = table.visitDays.length;
  const changes: number[] = [];
  const errors: number[] = [];
  for (let row = 0; row < table.size; row++) {
    const entry = row * visits * width + outcome;
    const now = (row * visits + effect.visit) * width + outcome;
    const recorded = table.observed[now]! - table.observed[entry]!;
    const error = recorded - (table.underlying[now]! - table.underlying[entry]!);
    if (Number.isNaN(error)) continue;
    changes.push(recorded);
    errors.push(error);
  }
  const share = standardDeviation(errors) ** 2 / standardDeviation(changes) ** 2;
  return Number.isFinite(share) ? Math.min(1, share) : 0;
}
