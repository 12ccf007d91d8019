// A population of runs of one compiled model. Lanes are independent and results lie by lane index, so
// neither the number of workers nor the order of work changes a bit of the result. Here are the types
// and the running of a block of lanes; host/ brings blocks to workers.

import { type CompiledModel, loadJs, type System } from "@chondron/compiler";
import { Integrator } from "./integrate.js";
import {
  type Counters,
  type FiredEvent,
  type Problem,
  ResultCode,
  type ScheduledAction,
  type Tolerance,
} from "./problem.js";
import { isStable } from "./stability.js";
import { freshCounters, type WorkCounters } from "./step.js";

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
  /** Absent: `auto`, lane by lane. */
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
  readonly counters: Counters;
}

export interface EnsemblePool {
  readonly workers: number;
  run(
    job: EnsembleJob,
    options?: { onProgress?: (lanesDone: number) => void; signal?: AbortSignal },
  ): Promise<EnsembleResult>;
  close(): Promise<void>;
}

/** What all lanes of a job share; sent to a worker once. */
export type EnsembleShared = Omit<
  EnsembleJob,
  "lanes" | "start" | "parameters" | "initialStates" | "schedules" | "stability"
> & { readonly stabilityLimit?: number };

/** Consecutive lanes of a job with their own data. */
export interface LaneBlock {
  readonly firstLane: number;
  readonly lanes: number;
  readonly starts: Float64Array;
  readonly parameters: Float64Array;
  readonly initialStates?: Float64Array;
  readonly schedules?: readonly (readonly ScheduledAction[])[];
  readonly stabilityParameters?: Float64Array;
}

export interface BlockResult extends EnsembleResult {
  readonly firstLane: number;
}

/** A job loaded and ready to run blocks, in any thread. */
export class BlockRunner {
  readonly #system: System;
  readonly #integrator: Integrator;
  readonly #observe: Int32Array;
  readonly #fixedParameters: Uint8Array;

  /** Throws RangeError for an id in `observe` or `overridden`, or a method, that does not exist. */
  constructor(readonly shared: EnsembleShared) {
    const { compiled } = shared;
    this.#system = loadJs(compiled);
    this.#integrator = new Integrator(this.#system, shared.method);
    this.#observe = Int32Array.from(shared.observe, (id) => indexIn(compiled.observables, id));
    const parameterIds = compiled.parameters.map((p) => p.id);
    this.#fixedParameters = new Uint8Array(parameterIds.length);
    for (const id of shared.overridden ?? []) this.#fixedParameters[indexIn(parameterIds, id)] = 1;
  }

  run(block: LaneBlock): BlockResult {
    const { saveAt, compiled, keepFinalStates } = this.shared;
    const stateCount = compiled.states.length;
    const width = saveAt.length * this.#observe.length;
    const values = new Float64Array(block.lanes * width).fill(Number.NaN);
    const finalStates = keepFinalStates ? new Float64Array(block.lanes * stateCount) : undefined;
    const codes = new Uint8Array(block.lanes);
    const failureTimes = new Float64Array(block.lanes).fill(Number.NaN);
    const failureStates: string[] = [];
    const fired: (readonly FiredEvent[])[] = [];
    const counters = freshCounters();
    for (let lane = 0; lane < block.lanes; lane++) {
      if (!this.#startIsStable(block, lane)) {
        codes[lane] = ResultCode.unstableStart;
        failureTimes[lane] = block.starts[lane]!;
        failureStates.push("");
        fired.push([]);
        continue;
      }
      const solution = this.#integrator.run(this.#problem(block, lane));
      codes[lane] = solution.code;
      values.set(solution.values, lane * width);
      finalStates?.set(solution.finalState, lane * stateCount);
      if (solution.code !== ResultCode.success) failureTimes[lane] = solution.time;
      failureStates.push(compiled.states[solution.worstState]?.id ?? "");
      fired.push(solution.fired);
      addCounters(counters, solution.counters);
    }
    return {
      firstLane: block.firstLane,
      codes,
      failureTimes,
      failureStates,
      values,
      ...(finalStates ? { finalStates } : {}),
      fired,
      counters,
    };
  }

  #problem(block: LaneBlock, lane: number): Problem {
    const { compiled, end, saveAt, tolerance, maxSteps, maxStepSize } = this.shared;
    const initialState = slice(block.initialStates, compiled.states.length, lane);
    const schedule = block.schedules?.[lane];
    return {
      start: block.starts[lane]!,
      end,
      parameters: slice(block.parameters, compiled.parameters.length, lane)!,
      fixedParameters: this.#fixedParameters,
      ...(initialState ? { initialState } : {}),
      ...(schedule ? { schedule } : {}),
      saveAt,
      observe: this.#observe,
      tolerance,
      ...(maxSteps === undefined ? {} : { maxSteps }),
      ...(maxStepSize === undefined ? {} : { maxStepSize }),
    };
  }

  #startIsStable(block: LaneBlock, lane: number): boolean {
    const limit = this.shared.stabilityLimit;
    const count = this.shared.compiled.parameters.length;
    const parameters = slice(block.stabilityParameters, count, lane);
    if (limit === undefined || !parameters) return true;
    return isStable(this.#system, parameters, this.#fixedParameters, limit);
  }
}

/** Cut a job into what lanes share and blocks of at most `size` lanes. */
export function divideJob(
  job: EnsembleJob,
  size: number,
): { shared: EnsembleShared; blocks: LaneBlock[] } {
  const { lanes, start, parameters, initialStates, schedules, stability, ...rest } = job;
  const shared = stability ? { ...rest, stabilityLimit: stability.limit } : rest;
  const starts = typeof start === "number" ? new Float64Array(lanes).fill(start) : start;
  const blocks = Array.from({ length: Math.ceil(lanes / size) }, (_, b): LaneBlock => {
    const from = b * size;
    const to = Math.min(lanes, from + size);
    const cut = (matrix: Float64Array): Float64Array =>
      matrix.slice((from * matrix.length) / lanes, (to * matrix.length) / lanes);
    return {
      firstLane: from,
      lanes: to - from,
      starts: starts.slice(from, to),
      parameters: cut(parameters),
      ...(initialStates ? { initialStates: cut(initialStates) } : {}),
      ...(schedules ? { schedules: schedules.slice(from, to) } : {}),
      ...(stability ? { stabilityParameters: cut(stability.parameters) } : {}),
    };
  });
  return { shared, blocks };
}

/** Put block results, in any order, together by lane. */
export function joinBlocks(job: EnsembleJob, blocks: readonly BlockResult[]): EnsembleResult {
  const width = job.saveAt.length * job.observe.length;
  const stateCount = job.compiled.states.length;
  const result = {
    codes: new Uint8Array(job.lanes),
    failureTimes: new Float64Array(job.lanes).fill(Number.NaN),
    failureStates: new Array<string>(job.lanes).fill(""),
    values: new Float64Array(job.lanes * width),
    finalStates: new Float64Array(job.keepFinalStates ? job.lanes * stateCount : 0),
    fired: new Array<readonly FiredEvent[]>(job.lanes).fill([]),
    counters: freshCounters(),
  };
  for (const block of blocks) {
    result.codes.set(block.codes, block.firstLane);
    result.failureTimes.set(block.failureTimes, block.firstLane);
    result.values.set(block.values, block.firstLane * width);
    if (block.finalStates) result.finalStates.set(block.finalStates, block.firstLane * stateCount);
    block.failureStates.forEach((state, i) => {
      result.failureStates[block.firstLane + i] = state;
      result.fired[block.firstLane + i] = block.fired[i]!;
    });
    addCounters(result.counters, block.counters);
  }
  const { finalStates, ...rest } = result;
  return job.keepFinalStates ? { ...rest, finalStates } : rest;
}

function addCounters(sum: WorkCounters, part: Counters): void {
  for (const name of Object.keys(sum) as (keyof Counters)[]) sum[name] += part[name];
}

function slice(
  matrix: Float64Array | undefined,
  width: number,
  row: number,
): Float64Array | undefined {
  return matrix?.subarray(row * width, (row + 1) * width);
}

function indexIn(ids: readonly string[], id: string): number {
  const index = ids.indexOf(id);
  if (index < 0) throw new RangeError(`unknown id "${id}"`);
  return index;
}
