// The values of uncertain parameters under which rows are predicted, with the SDs of heterogeneity that
// belong to each: draws of a posterior, of the priors, or the values of the rows.

import type { Disease } from "@chondron/model";
import { latinHypercube } from "../calibrate/latin-hypercube.js";
import type { ParameterSource } from "../calibrate/parameter-source.js";
import { drawIndex, drawValues, type Posterior } from "../calibrate/posterior.js";
import { openStream } from "../calibrate/random-stream.js";
import type { ParameterValues } from "./cohort.js";
import { type UncertainParameter, uncertainParameters } from "./uncertain-parameters.js";

export interface ParameterDraw {
  readonly values: ParameterValues;
  /** Index into the draws of the posterior; -1: none. */
  readonly posteriorDraw: number;
}

export interface DrawOptions {
  readonly source: ParameterSource;
  /** Needed for the source `posterior`. */
  readonly posterior?: Posterior;
  /** The source `nominal` has one. */
  readonly draws: number;
  readonly seed: number;
}

/** The draws that a source gives. */
export function parameterDraws(disease: Disease, options: DrawOptions): ParameterDraw[] {
  const { source, posterior, draws, seed } = options;
  if (source === "posterior" && posterior) return posteriorDraws(posterior, draws);
  if (source === "prior") return priorDraws(uncertainParameters(disease), draws, seed);
  return nominalDraw();
}

/** `count` draws of a posterior, spread evenly over its weights: repeated only where weights ask for it. */
export function posteriorDraws(posterior: Posterior, count: number): ParameterDraw[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = drawIndex(posterior, (i + 0.5) / count);
    return { values: drawValues(posterior, draw), posteriorDraw: draw };
  });
}

/** `count` draws of the priors: a Latin hypercube. */
export function priorDraws(
  parameters: readonly UncertainParameter[],
  count: number,
  seed: number,
): ParameterDraw[] {
  const cube = latinHypercube(count, parameters.length, openStream(seed, "prior draws"));
  return cube.map((point) => ({
    values: new Map(
      parameters.map((parameter, i) => [parameter.id, parameter.quantile(point[i]!)]),
    ),
    posteriorDraw: -1,
  }));
}

/** The values of the rows. */
export function nominalDraw(): ParameterDraw[] {
  return [{ values: new Map(), posteriorDraw: -1 }];
}
