// What a method says of a step within tolerance: where it led, and the solution along it. It is all
// that the course of a run (course.ts) and its past (history.ts) ever see of a method.

/** The solution along a step: writes the state at a fraction in [0, 1] into `out` [state]. */
export type DenseOutput = (fraction: number, out: Float64Array) => void;

export interface AcceptedStep {
  readonly start: number;
  /** Fractions are parts of this; equal to end - start but for rounding. */
  readonly size: number;
  readonly end: number;
  /** [state] at `end`; valid until the next attempt. */
  readonly proposed: Float64Array;
  /** @param only indices of the states wanted; the others of `out` are left as they are. */
  interpolate(fraction: number, out: Float64Array, only?: Int32Array): void;
  /** The dense output as a copy that outlives the step. */
  keep(): DenseOutput;
}
