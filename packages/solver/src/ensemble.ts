// A population of runs of one compiled model. Lanes are independent and results lie by lane index, so
// neither the number of workers nor the order of work changes a bit of the result. Here are the types
// and the running of a block of lanes; host/ brings blocks to workers.

import type { CompiledModel } from "@chondron/compiler";
import { Engine, type LaneTask } from "./engine/engine.js";
import { type EnginePlan, planEngine } from "./engine/engine-plan.js";
import { KeptEngines } from "./engine/kept-engines.js";
import type { Target } from "./engine/target.js";
import {
  type Counters,
  type FiredEvent,
  type Problem,
  ResultCode,
  type ScheduledAction,
  type Solution,
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
  /** Default: two patients at a time in WebAssembly. */
  readonly target?: Target;
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

/** What all lanes of a job share; sent to a worker once. */
export type EnsembleShared = Omit<
  EnsembleJob,
  "lanes" | "start" | "parameters" | "initialStates" | "schedules" | "stability"
> & {
  readonly stabilityLimit?: number;
  /** What the target made of the model once for all workers; absent: the JavaScript target. */
  readonly module?: WebAssembly.Module;
  /** Jobs with equal keys may use the same engine; absent: one of its own. */
  readonly engineKey?: string;
};

/** Consecutive lanes of a job with their own data. */
export interface LaneBlock {
  readonly firstLane: number;
  readonly lanes: number;
  readonly starts: Float64Array;
  readonly parameters: Float64Array;
  readonly initialStates?: Float64Array;
  readonly schedules?: readonly (readonly ScheduledAction[])[];
  readonly stabilityParameters?: Float64Array;
  /** [lane] 1 where the lane has no valid values and must not run: see refused-lanes.ts. */
  readonly refused?: Uint8Array;
}

export interface BlockResult extends EnsembleResult {
  readonly firstLane: number;
}

/** A job loaded and ready to run blocks, in any thread. */
export class BlockRunner {
  readonly #engine: Engine;
  readonly #observe: Int32Array;
  readonly #fixedParameters: Uint8Array;

  /** Throws RangeError for an id in `observe` or `overridden`, or a method, that does not exist. */
  constructor(
    readonly shared: EnsembleShared,
    engines = new KeptEngines(),
  ) {
    const { compiled, module, method, engineKey } = shared;
    const open = (): Engine => new Engine(compiled, module, method);
    this.#engine = engineKey === undefined ? open() : engines.engine(engineKey, open);
    this.#observe = observedIndices(shared);
    const parameterIds = compiled.parameters.map((p) => p.id);
    this.#fixedParameters = new Uint8Array(parameterIds.length);
    for (const id of shared.overridden ?? []) this.#fixedParameters[indexIn(parameterIds, id)] = 1;
  }

  run(block: LaneBlock): BlockResult {
    const result = emptyResult(this.shared, block);
    this.#engine.runAll(this.#tasks(block, result));
    return result;
  }

  *#tasks(block: LaneBlock, result: BlockResult): Generator<LaneTask> {
    for (let lane = 0; lane < block.lanes; lane++) {
      const done = (solution: Solution): void => putSolution(this.shared, result, lane, solution);
      if (this.#startIsStable(block, lane)) yield { problem: this.#problem(block, lane), done };
      else {
        result.codes[lane] = ResultCode.unstableStart;
        result.failureTimes[lane] = block.starts[lane]!;
      }
    }
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
    return isStable(this.#engine.system, parameters, this.#fixedParameters, limit);
  }
}

function emptyResult(shared: EnsembleShared, { firstLane, lanes }: LaneBlock): BlockResult {
  const { saveAt, observe, compiled, keepFinalStates } = shared;
  return {
    firstLane,
    codes: new Uint8Array(lanes),
    failureTimes: new Float64Array(lanes).fill(Number.NaN),
    failureStates: new Array<string>(lanes).fill(""),
    values: new Float64Array(lanes * saveAt.length * observe.length).fill(Number.NaN),
    ...(keepFinalStates ? { finalStates: new Float64Array(lanes * compiled.states.length) } : {}),
    fired: new Array<readonly FiredEvent[]>(lanes).fill([]),
    counters: freshCounters(),
  };
}

function putSolution(
  { compiled }: EnsembleShared,
  result: BlockResult,
  lane: number,
  solution: Solution,
): void {
  const { code, values, finalState, worstState, fired, counters } = solution;
  result.codes[lane] = code;
  result.values.set(values, lane * values.length);
  result.finalStates?.set(finalState, lane * finalState.length);
  if (code !== ResultCode.success) result.failureTimes[lane] = solution.time;
  (result.failureStates as string[])[lane] = compiled.states[worstState]?.id ?? "";
  (result.fired as (readonly FiredEvent[])[])[lane] = fired;
  addCounters(result.counters, counters);
}

/** Indices of what a job observes. Throws RangeError for an id that does not exist. */
export function observedIndices({ compiled, observe }: EnsembleShared): Int32Array {
  return Int32Array.from(observe, (id) => indexIn(compiled.observables, id));
}

/** Which target and method run a job. Throws RangeError for an id in `observe` that does not exist. */
export function planJob(shared: EnsembleShared): EnginePlan {
  return planEngine({
    ...shared,
    relativeTolerance: shared.tolerance.relative,
    observe: observedIndices(shared),
    rows: shared.saveAt.length,
  });
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

export function addCounters(sum: WorkCounters, part: Counters): void {
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
