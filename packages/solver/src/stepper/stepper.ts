// What the integrator asks of a method, one-step or multi-step. A stepper owns its step size control
// and its past; it never sees events, actions or recording (course.ts), and it never passes a stop.

import type { AcceptedStep } from "../accepted-step.js";
import type { ResultCode, Tolerance } from "../problem.js";
import type { WorkCounters } from "../step.js";

/** Where a run stands; the stepper reads it and leaves it alone. */
export interface Moment {
  readonly t: number;
  readonly y: Float64Array;
  /** Working parameter vector. */
  readonly p: Float64Array;
  readonly problem: { readonly end: number; readonly tolerance: Tolerance };
}

export interface Stepper {
  /** Name of the method now at work. */
  readonly method: string;
  /** Step size that the method would take next. */
  readonly wanted: number;
  /** The last accepted step; valid until the next attempt. */
  readonly step: AcceptedStep;
  /**
   * A run starts at `at`, which is then kept up to date, and counts its work in `counters`.
   *
   * @param wanted step size that another method took until here.
   */
  begin(at: Moment, counters: WorkCounters, wanted?: number): void;
  /** The solution jumped: nothing before this moment tells of what comes. */
  restart(): void;
  /** Steps are about to be tried from the present moment, the last step's end or a time inside it. */
  prepare(): void;
  /**
   * Try a step of size h > 0 to `end`. False where it was not within tolerance; `wanted` is then
   * smaller than h.
   */
  attempt(h: number, end: number): boolean;
  /** Why the last attempt failed, where no smaller step is possible. */
  failure(): ResultCode;
  /** Index of the state whose error is largest against its tolerance in the last attempt. */
  worstState(): number;
}
