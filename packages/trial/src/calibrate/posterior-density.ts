// What samplers and optimisers walk on: parameters in standard normal coordinates, then the logarithms of
// the unknown SDs, then the excesses of biased rows in standard normal coordinates. Priors: standard
// normal, and half-normal for SDs (Gelman 2006, Bayesian Analysis 1, 515-533), wide beside what trials of
// one therapy differ by. An excess is what trials of a set show beyond the model in all their biased arms
// alike: small-study effects, stronger products (bias modelled as a mean shift: Welton, Ades, Carlin,
// Altman, Sterne 2009, JRSS A 172, 119-136).

import type { Emulator } from "./emulator.js";
import { logLikelihood } from "./study-likelihood.js";
import type { StudyRows } from "./study-rows.js";

/** Scale of the half-normal prior of every SD, per cent of the endpoint's range. */
export const heterogeneityScale = 10;
/** SD of the normal prior of every excess, per cent of the endpoint's range. */
export const excessScale = 10;
/** Where optimisers start every SD. */
const heterogeneityStart = 4;

export interface PosteriorDensity {
  readonly dimensions: number;
  /** Where optimisers start. */
  readonly start: Float64Array;
  /** Log density up to a constant. */
  evaluate(x: Float64Array): number;
}

/** A point of the density in the units of the likelihood; `parameters` stay standard normal. */
export interface DensityPoint {
  readonly parameters: Float64Array;
  /** By term. */
  readonly sds: Float64Array;
  /** By set with biased rows, per cent of the endpoint's range. */
  readonly excesses: Float64Array;
}

export function pointOf(x: Float64Array, { terms, excesses }: StudyRows): DensityPoint {
  const parameters = x.length - terms.length - excesses.length;
  const last = parameters + terms.length;
  return {
    parameters: x.subarray(0, parameters),
    sds: x.subarray(parameters, last).map(Math.exp),
    excesses: x.subarray(last).map((z) => excessScale * z),
  };
}

/** Adds to every biased row the excess of its set. */
export function addExcess(
  predicted: Float64Array,
  { rows, excesses: sets }: StudyRows,
  excesses: Float64Array,
): void {
  if (sets.length === 0) return;
  rows.forEach(({ set, biased }, i) => {
    if (biased) predicted[i]! += excesses[sets.indexOf(set)]!;
  });
}

/** The density by an emulator, whose error counts as variance. `included`: studies that count. */
export function posteriorDensity(
  studyRows: StudyRows,
  emulator: Emulator,
  included?: (study: number) => boolean,
): PosteriorDensity {
  const parameters = emulator.dimensions;
  const { terms, excesses } = studyRows;
  const dimensions = parameters + terms.length + excesses.length;
  const predicted = new Float64Array(emulator.responses);
  const extra = emulator.error.map((error) => error * error);
  const start = new Float64Array(dimensions);
  start.fill(Math.log(heterogeneityStart), parameters, parameters + terms.length);
  return {
    ...{ dimensions, start },
    evaluate(x) {
      const point = pointOf(x, studyRows);
      emulator.evaluate(point.parameters, predicted);
      addExcess(predicted, studyRows, point.excesses);
      const likelihood = logLikelihood(studyRows, predicted, point.sds, extra, included);
      return logPrior(x, parameters, terms.length) + likelihood;
    },
  };
}

/** Log prior, with the Jacobian of the logarithm. */
function logPrior(x: Float64Array, parameters: number, terms: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const isSd = i >= parameters && i < parameters + terms;
    if (isSd) sum += value - 0.5 * (Math.exp(value) / heterogeneityScale) ** 2;
    else sum -= 0.5 * value * value;
  }
  return sum;
}
