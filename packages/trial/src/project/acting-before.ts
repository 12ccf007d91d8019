// Which uncertain parameters act before today? A few lives are run with each at both ends of its prior,
// all in one job; where every state comes out the same to the last bit, it acts on treatment alone.

import type { EnsemblePool } from "@chondron/solver";
import { drawBatch, runHistories } from "../candidates.js";
import { typicalValuesOf } from "../population/parameters.js";
import type { UncertainParameter } from "../predict/uncertain-parameters.js";
import type { Trial } from "../prepare.js";

const livesTried = 2;
const quantiles = [0.1, 0.9] as const;

export async function actingBefore(
  trial: Trial,
  parameters: readonly UncertainParameter[],
  pool: EnsemblePool,
): Promise<UncertainParameter[]> {
  const variants = [undefined, ...parameters.flatMap((p) => quantiles.map((u) => ({ p, u })))];
  const nominal = typicalValuesOf(trial.parameters, ({ row }) => row.value);
  const lanes = livesTried * variants.length;
  const batch = drawBatch(trial, 1, nominal, 1, livesTried, livesTried);
  const repeat = (rows: Float64Array): Float64Array => {
    const part = rows.subarray(0, (rows.length / batch.starts.length) * livesTried);
    const all = new Float64Array(part.length * variants.length);
    for (const i of variants.keys()) all.set(part, i * part.length);
    return all;
  };
  const vectors = repeat(batch.vectors);
  const width = trial.defaultVector.length;
  variants.forEach((variant, i) => {
    if (!variant) return;
    const { index } = trial.parameters.find(({ row }) => row.id === variant.p.id)!;
    for (let life = 0; life < livesTried; life++)
      vectors[(i * livesTried + life) * width + index] = variant.p.quantile(variant.u);
  });
  const starts = repeat(batch.starts);
  const result = await runHistories(trial, { ...batch, lanes, vectors, starts }, pool, undefined);
  const size = livesTried * trial.compiled.states.length;
  const states = (i: number): Float64Array =>
    result!.finalStates!.subarray(i * size, (i + 1) * size);
  const differs = (i: number): boolean => {
    const reference = states(0);
    return states(i).some((value, k) => !Object.is(value, reference[k]));
  };
  return parameters.filter((_, p) =>
    quantiles.some((_u, q) => differs(1 + quantiles.length * p + q)),
  );
}
