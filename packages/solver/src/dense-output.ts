// The solution between two steps, from the stages of the step: see RosenbrockTableau.dense.

import type { RosenbrockTableau } from "./method/rosenbrock.js";

/**
 * Interpolate at θ in [0, 1] of the step from `y` to `proposed`.
 *
 * @param out [state] overwritten; may not be `y` or `proposed`.
 */
export function interpolate(
  tableau: RosenbrockTableau,
  stages: readonly Float64Array[],
  y: Float64Array,
  proposed: Float64Array,
  theta: number,
  out: Float64Array,
): void {
  const rest = 1 - theta;
  out.fill(0);
  for (let r = tableau.dense.length - 1; r >= 0; r--) {
    const row = tableau.dense[r]!;
    for (let s = 0; s < out.length; s++) {
      let sum = theta * out[s]!;
      for (let j = 0; j < row.length; j++) sum += row[j]! * stages[j]![s]!;
      out[s] = sum;
    }
  }
  for (let s = 0; s < out.length; s++)
    out[s] = rest * y[s]! + theta * (proposed[s]! + rest * out[s]!);
}
