// Errors against tolerances: the weighted root mean square that every method is judged by, and the
// state that is worst.

import type { Tolerance } from "./problem.js";

/** Norm of errors [state] of a step from `y` to `proposed`; at most 1 means within tolerance. */
export function scaledNorm(
  errors: Float64Array,
  y: Float64Array,
  proposed: Float64Array,
  tolerance: Tolerance,
): number {
  let sum = 0;
  for (let s = 0; s < errors.length; s++) {
    const scale = Math.max(Math.abs(y[s]!), Math.abs(proposed[s]!));
    const ratio = errors[s]! / (tolerance.absolute[s]! + tolerance.relative * scale);
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / Math.max(1, errors.length));
}

/** Index of the state whose error is largest against its tolerance. */
export function worstRatio(errors: Float64Array, y: Float64Array, tolerance: Tolerance): number {
  let worst = 0;
  let largest = -1;
  for (let s = 0; s < errors.length; s++) {
    const weight = tolerance.absolute[s]! + tolerance.relative * Math.abs(y[s]!);
    const ratio = Math.abs(errors[s]!) / weight;
    // A value that is not a number is worse than any number.
    if (ratio > largest || Number.isNaN(ratio)) {
      worst = s;
      largest = Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
    }
  }
  return worst;
}
