// Which uncertain parameters act before the day of entry? Found by trying: a few natural histories are
// run with each parameter at both ends of its prior; where every state and every observable stays the
// same to the last bit, it acts on treatment alone and histories need not be run again for it.

import type { EnsemblePool } from "@chondron/solver";
import { drawBatch, runHistories } from "../candidates.js";
import { typicalValuesOf } from "../population/parameters.js";
import type { Trial } from "../prepare.js";
import type { UncertainParameter } from "./uncertain-parameters.js";

const candidatesTried = 8;
const quantiles = [0.1, 0.9] as const;

export async function parametersBeforeEntry(
  trial: Trial,
  parameters: readonly UncertainParameter[],
  pool: EnsemblePool,
): Promise<ReadonlySet<string>> {
  const nominal = await history(trial, new Map(), pool);
  const acting = new Set<string>();
  for (const parameter of parameters) {
    for (const u of quantiles) {
      const values = new Map([[parameter.id, parameter.quantile(u)]]);
      if (!equalBits(await history(trial, values, pool), nominal)) acting.add(parameter.id);
    }
  }
  return acting;
}

async function history(
  trial: Trial,
  values: ReadonlyMap<string, number>,
  pool: EnsemblePool,
): Promise<Float64Array> {
  const typical = typicalValuesOf(trial.parameters, ({ row }) => values.get(row.id) ?? row.value);
  const batch = drawBatch(trial, 1, typical, 1, candidatesTried, 100 * candidatesTried);
  const result = await runHistories(trial, batch, pool, undefined);
  if (!result) return new Float64Array();
  return Float64Array.of(...result.finalStates!, ...result.values);
}

function equalBits(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
