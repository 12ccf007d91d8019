// Parameter vectors of enrolled people under other typical values of some parameters: each keeps the draws
// that tell them from others.

import { drawParameters, type TypicalValues } from "./population/parameters.js";
import type { Trial } from "./prepare.js";
import type { Screening } from "./screen.js";
import { createDraws } from "./stats/random.js";

/**
 * [patient][parameter] A copy.
 *
 * @param typical for all rows of the trial's parameters.
 * @param changed indices of the rows to draw again.
 */
export function enrolledVectors(
  trial: Trial,
  replicate: number,
  { enrolment, enrolled }: Screening,
  typical: TypicalValues,
  changed: readonly number[],
): Float64Array {
  const width = trial.defaultVector.length;
  const vectors = enrolment.vectors.slice(0, enrolled * width);
  const pick = (all: Float64Array): Float64Array => Float64Array.from(changed, (i) => all[i]!);
  const part: TypicalValues = {
    value: pick(typical.value),
    below: pick(typical.below),
    between: pick(typical.between),
  };
  const parameters = changed.map((i) => trial.parameters[i]!);
  for (let patient = 0; patient < enrolled; patient++) {
    const draws = createDraws(trial.protocol.seed, replicate, enrolment.candidate[patient]!);
    drawParameters(parameters, part, draws, vectors, patient * width);
  }
  return vectors;
}

/** Arrays one after the other. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
