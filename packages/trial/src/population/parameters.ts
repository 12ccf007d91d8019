// Parameters of virtual patients. What nobody knows (the prior) is drawn once per replicate and
// shared by its patients; what differs between people (the variability) is log-normal around that
// typical value, cut at the row's low and high. Signs are kept: a value below zero varies too.

import { type Diagnostic, diagnose, type ParameterRow } from "@chondron/model";
import type { VariationPlan } from "../protocol.js";
import { logSdFromCv } from "../stats/distribution.js";
import { exp, log } from "../stats/elementary.js";
import { normalCdf, normalQuantile } from "../stats/normal.js";
import type { Draws } from "../stats/random.js";
import { type DistributionText, drawValue, parseDistribution } from "./distribution-text.js";

export interface ParameterDraw {
  readonly row: ParameterRow;
  /** Index into the parameter vector of the compiled model. */
  readonly index: number;
  /** SD of the logarithm between patients; 0: none. */
  readonly logSd: number;
  readonly prior?: DistributionText;
  readonly purpose: string;
}

/** The rows with their places in the parameter vector and the variation that the protocol wants. */
export function planParameters(
  rows: readonly ParameterRow[],
  variation: VariationPlan,
  indexOf: (id: string) => number,
): { readonly parameters: readonly ParameterDraw[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const parameters = rows.flatMap((row): ParameterDraw[] => {
    const index = indexOf(row.id);
    if (index < 0) {
      diagnostics.push(diagnose("CH4081", { cause: `the model has no parameter "${row.id}"` }));
      return [];
    }
    const { distribution, cause } = row.prior === "" ? {} : parseDistribution(row.prior);
    if (cause) {
      diagnostics.push(diagnose("CH4032", { text: row.prior, id: row.id, cause }));
    }
    const logSd = logSdFromCv(row.variability * variation.betweenPatients);
    const purpose = `parameter ${row.id}`;
    const prior = variation.priors && distribution ? { prior: distribution } : {};
    return [{ row, index, logSd, purpose, ...prior }];
  });
  return { parameters, diagnostics };
}

/** Typical values of one replicate, in the order of the rows. */
export interface TypicalValues {
  readonly value: Float64Array;
  /** Probability below the lower cut of a patient's normal deviate, and between the two cuts. */
  readonly below: Float64Array;
  readonly between: Float64Array;
}

/** Draw the typical values; symbols in a prior: `value`, `low`, `high` of its row. */
export function drawTypicalValues(
  parameters: readonly ParameterDraw[],
  draws: Draws,
): TypicalValues {
  return typicalValuesOf(parameters, (parameter) => drawTypicalValue(parameter, draws));
}

/** Typical values that are given rather than drawn. */
export function typicalValuesOf(
  parameters: readonly ParameterDraw[],
  typicalValue: (parameter: ParameterDraw) => number,
): TypicalValues {
  const value = Float64Array.from(parameters, typicalValue);
  const cuts = parameters.map((parameter, i) => deviateCuts(parameter, value[i]!));
  const below = Float64Array.from(cuts, ([from]) => normalCdf(from));
  const between = Float64Array.from(cuts, ([, to], i) => normalCdf(to) - below[i]!);
  return { value, below, between };
}

/** The typical value of one parameter, from its prior. */
export function drawTypicalValue(parameter: ParameterDraw, draws: Draws): number {
  return priorQuantile(parameter, draws.uniform(parameter.purpose));
}

/** Value at a quantile of the prior, cut at the row's range; the row's value without a prior. */
export function priorQuantile({ row, prior }: ParameterDraw, u: number): number {
  if (!prior) return row.value;
  const known: Readonly<Record<string, number>> = {
    value: row.value,
    low: row.low,
    high: row.high,
  };
  const lookup = (id: string): number => known[id] ?? Number.NaN;
  return drawValue(prior, lookup, row.low, row.high, u);
}

/** Range of the normal deviate z for which value * exp(logSd z) stays within low and high. */
function deviateCuts({ row, logSd }: ParameterDraw, value: number): readonly [number, number] {
  if (logSd === 0 || value === 0) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const smallest = value > 0 ? row.low / value : row.high / value;
  const largest = value > 0 ? row.high / value : row.low / value;
  return [
    smallest > 0 ? log(smallest) / logSd : Number.NEGATIVE_INFINITY,
    largest > 0 ? log(largest) / logSd : Number.POSITIVE_INFINITY,
  ];
}

/** Writes one patient's values into the parameter vector that starts at `offset`. */
export function drawParameters(
  parameters: readonly ParameterDraw[],
  typical: TypicalValues,
  draws: Draws,
  vector: Float64Array,
  offset: number,
): void {
  for (let i = 0; i < parameters.length; i++) {
    const { index, logSd, purpose, row } = parameters[i]!;
    const value = typical.value[i]!;
    if (logSd === 0 || value === 0) {
      vector[offset + index] = value;
      continue;
    }
    const u = typical.below[i]! + draws.uniform(purpose) * typical.between[i]!;
    const drawn = value * exp(logSd * normalQuantile(u));
    vector[offset + index] = Math.min(row.high, Math.max(row.low, drawn));
  }
}
