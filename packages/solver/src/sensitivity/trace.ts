// What a run did, step by step, so that it can be done again and differentiated: the steps with their
// sizes, where each ended and why, and every change of y and p in order. Plain data.

import type { Problem, Solution } from "../problem.js";

/** Something that happened at one moment, in order. */
export type TracedChange =
  | { readonly kind: "save"; readonly row: number; readonly time: number }
  /** An event with a delay was triggered; `id` names this waiting. */
  | { readonly kind: "delay"; readonly event: number; readonly id: number; readonly due: number }
  /** An event's right-hand sides were evaluated; `id` names these values. */
  | {
      readonly kind: "values";
      readonly event: number;
      readonly id: number;
      readonly values: Float64Array;
    }
  /** An event's values were stored, after a wait where `waited` names one. */
  | {
      readonly kind: "event";
      readonly event: number;
      readonly id: number;
      readonly values: Float64Array;
      readonly waited?: number;
    }
  | { readonly kind: "action"; readonly action: number; readonly arguments: readonly number[] };

/**
 * What fixed the time where a step's solution was left. Where it is "fixed", that time does not depend
 * on the inputs: the step sequence is held, and so are scheduled times and the run's end.
 */
export type Landing =
  | { readonly kind: "fixed" }
  /** A difference that decides a trigger changed sign. */
  | { readonly kind: "root"; readonly root: number }
  /** A waiting event became due. */
  | { readonly kind: "due"; readonly id: number }
  /** An event fired, and no difference shows when: its time has no derivative. */
  | { readonly kind: "unknown" };

export interface TracedStep {
  readonly start: number;
  readonly size: number;
  readonly end: number;
  /** Where the solution was left: `end`, or before it where a trigger changed. */
  readonly reached: number;
  readonly landing: Landing;
  /** Rows recorded inside the step, before `reached`. */
  readonly saves: readonly { readonly row: number; readonly time: number }[];
  /** What happened at `reached`. */
  readonly changes: readonly TracedChange[];
}

export interface Trace {
  readonly problem: Problem;
  readonly solution: Solution;
  /** What happened at the start. */
  readonly beginning: readonly TracedChange[];
  readonly steps: readonly TracedStep[];
}

/** Part of the step at which a time in it lies. */
export function fractionOf(step: TracedStep, time: number): number {
  return time === step.end ? 1 : (time - step.start) / step.size;
}
