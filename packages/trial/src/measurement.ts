// What a visit records of what is there: the value plus an error of the visit, within the bounds of
// the instrument, rounded to its resolution.

import type { Outcome } from "./disease.js";
import type { MeasurementPlan } from "./protocol.js";
import type { Draws } from "./stats/random.js";

export interface Instrument {
  readonly sd: number;
  readonly low: number;
  readonly high: number;
  readonly resolution: number;
  readonly purpose: string;
}

/** The instruments of a protocol, in the order of the outcomes. */
export function instrumentsOf(
  outcomes: readonly Outcome[],
  plan: MeasurementPlan,
): readonly Instrument[] {
  return outcomes.map(({ id, low, high, resolution, measurementSd }) => ({
    sd: plan.error ? (plan.sd[id] ?? measurementSd) : 0,
    low,
    high,
    resolution,
    purpose: `error ${id}`,
  }));
}

/** The recorded value; `visit` keys the error. NaN stays NaN. */
export function measure(
  { sd, low, high, resolution, purpose }: Instrument,
  value: number,
  draws: Draws,
  visit: number,
): number {
  const read = sd > 0 ? value + sd * draws.normal(purpose, visit) : value;
  const rounded = resolution > 0 ? roundTo(read, resolution) : read;
  if (rounded < low) return low;
  return rounded > high ? high : rounded;
}

/** Nearest multiple of `step`, divided where 1/step is whole, so that 0.1 steps print as such. */
function roundTo(value: number, step: number): number {
  const inverse = Math.round(1 / step);
  const whole = step < 1 && Math.abs(inverse * step - 1) < 1e-9;
  return whole ? Math.round(value * inverse) / inverse : Math.round(value / step) * step;
}
