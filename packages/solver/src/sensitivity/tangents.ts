// Derivatives of the present time, state and parameters by every input. Time varies too: where an
// event happens depends on the inputs.

import type { SensitivityInput } from "./inputs.js";

/** One input's column. */
export interface Tangent {
  /** Derivative of the time where the run stands; 0 but after an event. */
  dt: number;
  /** [state] along with `dt`: the total derivative of y(t). */
  readonly dy: Float64Array;
  /** [active parameter] */
  readonly dp: Float64Array;
}

/** Columns at the start, before initial assignments. */
export function unitTangents(
  inputs: readonly SensitivityInput[],
  states: number,
  active: Int32Array,
): Tangent[] {
  return inputs.map(({ vector, index }) => {
    const dy = new Float64Array(states);
    const dp = new Float64Array(active.length);
    if (vector === "state") dy[index] = 1;
    else dp[active.indexOf(index)] = 1;
    return { dt: 0, dy, dp };
  });
}
