// A population of runs of one compiled model over worker threads. Lanes are independent, results
// lie by lane index, so the number of workers never changes a bit of the result.

import type { CompiledModel } from "@chondron/compiler";
import type { FiredEvent, ResultCode, ScheduledAction, Tolerance } from "./problem.js";

export interface EnsembleJob {
  readonly compiled: CompiledModel;
  /** Ids among `compiled.observables`: the columns of `values`. */
  readonly observe: readonly string[];
  readonly lanes: number;
  /** Start of every lane, or one start per lane. */
  readonly start: number | Float64Array;
  readonly end: number;
  /** Times to record, ascending, within [start, end]; the same for all lanes. */
  readonly saveAt: Float64Array;
  /** [lane][parameter]: the whole parameter vector of each lane. Computed parameters are computed. */
  readonly parameters: Float64Array;
  /** Parameters whose values here replace their initial assignment. */
  readonly overridden?: readonly string[];
  /** [lane][state]. Absent: the model's own initial values. */
  readonly initialStates?: Float64Array;
  /** Per lane, ascending in time. Absent: no actions. */
  readonly schedules?: readonly (readonly ScheduledAction[])[];
  readonly tolerance: Tolerance;
  readonly method?: string;
  readonly maxSteps?: number;
  readonly maxStepSize?: number;
  readonly keepFinalStates?: boolean;
  /**
   * Reject a lane before integrating (`unstableStart`) when the Jacobian at the model's initial
   * values has an eigenvalue with real part above `limit` under these parameters.
   */
  readonly stability?: { readonly parameters: Float64Array; readonly limit: number };
}

export interface EnsembleResult {
  /** [lane] */
  readonly codes: Uint8Array;
  /** [lane] Where it failed; NaN for success. */
  readonly failureTimes: Float64Array;
  /** [lane] Id of the state with the largest error at the failure; "" for success. */
  readonly failureStates: readonly string[];
  /** [lane][saveAt][observe]; NaN from a failure on. */
  readonly values: Float64Array;
  /** [lane][state] at `end`, where asked for. */
  readonly finalStates?: Float64Array;
  /** [lane] Events of the model that fired, in time order. */
  readonly fired: readonly (readonly FiredEvent[])[];
  /** Sums over lanes. */
  readonly counters: { readonly [name: string]: number };
}

export interface EnsemblePool {
  readonly workers: number;
  run(
    job: EnsembleJob,
    options?: { onProgress?: (lanesDone: number) => void; signal?: AbortSignal },
  ): Promise<EnsembleResult>;
  close(): Promise<void>;
}

export type LaneCode = ResultCode;
