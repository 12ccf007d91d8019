// A mixture of normal distributions, one per draw of the parameters: what a study would report. Its
// variance falls into that between the means (what is not known of the parameters) and the means of
// the parts within.

import { normalCdf } from "../stats/normal.js";

export interface Component {
  readonly mean: number;
  /** Variances within a draw, by where they come from. */
  readonly betweenStudy: number;
  readonly sampling: number;
  readonly monteCarlo: number;
}

export interface PredictiveSummary {
  readonly mean: number;
  readonly sd: number;
  /** SDs by source; their squares sum to that of `sd`. */
  readonly parameterSd: number;
  readonly betweenStudySd: number;
  readonly samplingSd: number;
  readonly monteCarloSd: number;
}

/** Draws of equal weight. */
export function summarisePredictive(components: readonly Component[]): PredictiveSummary {
  const average = (pick: (c: Component) => number): number =>
    components.reduce((sum, c) => sum + pick(c), 0) / components.length;
  const mean = average((c) => c.mean);
  const parameter = average((c) => (c.mean - mean) ** 2);
  const betweenStudy = average((c) => c.betweenStudy);
  const sampling = average((c) => c.sampling);
  const monteCarlo = average((c) => c.monteCarlo);
  return {
    mean,
    sd: Math.sqrt(parameter + betweenStudy + sampling + monteCarlo),
    parameterSd: Math.sqrt(parameter),
    betweenStudySd: Math.sqrt(betweenStudy),
    samplingSd: Math.sqrt(sampling),
    monteCarloSd: Math.sqrt(monteCarlo),
  };
}

/** Probability of at most x. */
export function predictiveCdf(components: readonly Component[], x: number): number {
  const sum = components.reduce((total, c) => {
    const sd = Math.sqrt(c.betweenStudy + c.sampling + c.monteCarlo);
    return total + (sd > 0 ? normalCdf((x - c.mean) / sd) : x >= c.mean ? 1 : 0);
  }, 0);
  return sum / components.length;
}

/** Value at probability p, by bisection to a millionth of the spread. */
export function predictiveQuantile(components: readonly Component[], p: number): number {
  const { mean, sd } = summarisePredictive(components);
  if (!(sd > 0)) return mean;
  let [low, high] = [mean - 2 * sd, mean + 2 * sd];
  while (predictiveCdf(components, low) > p) low -= 2 * (high - low);
  while (predictiveCdf(components, high) < p) high += 2 * (high - low);
  while (high - low > 1e-6 * sd) {
    const middle = (low + high) / 2;
    if (predictiveCdf(components, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
