// What a pool of workers offers, in Node and in browsers alike: a job whose lanes fit in memory
// (`run`), or one whose lanes come and go in blocks (`stream`). host/ holds what fulfils it.

import type {
  BlockResult,
  EnsembleJob,
  EnsembleResult,
  EnsembleShared,
  LaneBlock,
} from "./ensemble.js";
import type { Counters } from "./problem.js";

/** A job of any number of lanes, of which a bounded number is in memory at a time. */
export interface StreamJob extends EnsembleShared {
  /** Number of lanes in all blocks together. */
  readonly lanes: number;
  /** Consecutive lanes from 0 on; the next block is asked for when there is room for it. */
  readonly blocks: Iterable<LaneBlock> | AsyncIterable<LaneBlock>;
}

/** More failed lanes than this end a stream. Absent: no limit. */
export interface FailureLimit {
  readonly count?: number;
  /** Of all lanes of the job, 0 to 1. */
  readonly share?: number;
}

export interface StreamOptions {
  /**
   * Takes the results block by block in lane order; while its promise is open, no further block is
   * delivered and no more than a bounded number is integrated ahead.
   */
  onBlock(result: BlockResult): void | Promise<void>;
  onProgress?(progress: StreamProgress): void;
  readonly signal?: AbortSignal;
  readonly failureLimit?: FailureLimit;
}

export interface StreamProgress {
  /** Lanes delivered. */
  readonly done: number;
  readonly failed: number;
}

export const StreamEnd = {
  /** All lanes were delivered. */
  complete: "complete",
  cancelled: "cancelled",
  /** The limit was passed; the block that passed it was the last one delivered. */
  tooManyFailures: "tooManyFailures",
} as const;
export type StreamEnd = (typeof StreamEnd)[keyof typeof StreamEnd];

export interface StreamOutcome extends StreamProgress {
  readonly end: StreamEnd;
  /** Sums over the lanes delivered. */
  readonly counters: Counters;
}

export interface EnsemblePool {
  readonly workers: number;
  /** After `signal` the lanes that were not integrated have the code `cancelled`. */
  run(
    job: EnsembleJob,
    options?: { onProgress?: (lanesDone: number) => void; signal?: AbortSignal },
  ): Promise<EnsembleResult>;
  /** Equal jobs give equal results in equal order on any number of workers. */
  stream(job: StreamJob, options: StreamOptions): Promise<StreamOutcome>;
  close(): Promise<void>;
}
