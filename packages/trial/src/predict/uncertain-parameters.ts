// The parameters that nobody knows: those with a prior. Samplers and emulators see them in standard
// normal coordinates, z = quantile of the normal at the prior's probability, in which every prior is
// the same and ranges need no guarding.

import type { Disease } from "@chondron/model";
import { planParameters, priorQuantile } from "../population/parameters.js";
import { normalCdf } from "../stats/normal.js";

export interface UncertainParameter {
  readonly id: string;
  readonly unit: string;
  /** The prior as its row has it, e.g. `normal(0, 0.2)`. */
  readonly prior: string;
  /** Value without uncertainty. */
  readonly nominal: number;
  /** Value at a probability of the prior, cut at the row's range. */
  quantile(u: number): number;
  /** Value at a standard normal coordinate. */
  at(z: number): number;
}

/** The disease's parameters with a prior, in the order of their table. */
export function uncertainParameters(disease: Disease): UncertainParameter[] {
  const rows = disease.parameters.filter((row) => row.prior !== "");
  const { parameters } = planParameters(rows, { betweenPatients: 1, priors: true }, () => 0);
  return parameters.map((parameter) => {
    const quantile = (u: number): number => priorQuantile(parameter, u);
    const { id, unit, prior, value: nominal } = parameter.row;
    return { id, unit, prior, nominal, quantile, at: (z) => quantile(normalCdf(z)) };
  });
}
