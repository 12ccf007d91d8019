// What samplers and optimisers walk on: parameters in standard normal coordinates, followed by the
// logarithms of the unknown SDs. Priors: standard normal, and half-normal for SDs (Gelman 2006, Bayesian
// Analysis 1, 515-533), wide beside what trials of one therapy differ by.

import type { Emulator } from "./emulator.js";
import { logLikelihood } from "./study-likelihood.js";
import type { StudyRows } from "./study-rows.js";

/** Scale of the half-normal prior of every SD, per cent of the endpoint's range. */
export const heterogeneityScale = 10;
/** Where optimisers start every SD. */
export const heterogeneityStart = 4;

export interface PosteriorDensity {
  readonly parameters: number;
  readonly dimensions: number;
  /** Log density up to a constant. */
  evaluate(x: Float64Array): number;
}

/** The density by an emulator, whose error counts as variance. `included`: studies that count. */
export function posteriorDensity(
  studyRows: StudyRows,
  emulator: Emulator,
  included?: (study: number) => boolean,
): PosteriorDensity {
  const parameters = emulator.dimensions;
  const dimensions = parameters + studyRows.terms.length;
  const predicted = new Float64Array(emulator.responses);
  const extra = emulator.error.map((error) => error * error);
  return {
    ...{ parameters, dimensions },
    evaluate(x) {
      emulator.evaluate(x.subarray(0, parameters), predicted);
      const sds = heterogeneityOf(x, parameters);
      return logPrior(x, parameters) + logLikelihood(studyRows, predicted, sds, extra, included);
    },
  };
}

/** The SDs behind a point. */
export function heterogeneityOf(x: Float64Array, parameters: number): Float64Array {
  return x.subarray(parameters).map(Math.exp);
}

/** Log prior, with the Jacobian of the logarithm. */
export function logPrior(x: Float64Array, parameters: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (i < parameters) sum -= 0.5 * value * value;
    else sum += value - 0.5 * (Math.exp(value) / heterogeneityScale) ** 2;
  }
  return sum;
}
