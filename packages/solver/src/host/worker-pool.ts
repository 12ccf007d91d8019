// A pool over any workers: blocks go to the least busy worker, results come back in lane order. Which
// workers there are is the business of node/ and browser/.

import {
  addCounters,
  type BlockResult,
  divideJob,
  type EnsembleJob,
  type EnsembleResult,
  type EnsembleShared,
  joinBlocks,
  type LaneBlock,
  planJob,
} from "../ensemble.js";
import {
  type EnsemblePool,
  type FailureLimit,
  StreamEnd,
  type StreamJob,
  type StreamOptions,
  type StreamOutcome,
} from "../ensemble-pool.js";
import { ResultCode } from "../problem.js";
import { freshCounters } from "../step.js";
import type { BlockWorker } from "./block-worker.js";
import type { CachedModule } from "./module-cache.js";
import { orderedResults } from "./ordered-results.js";
import { withoutProgram } from "./without-program.js";

/** Lanes per block of `run`: large enough to amortise a message and the lanes that idle at its end. */
const smallestBlock = 16;
const largestBlock = 256;
/** Blocks per worker that balance the load. */
const blocksToBalance = 8;
/** Blocks that a worker holds: the second waits there while the calling thread is busy. */
const blocksPerWorker = 2;
/** Blocks of a stream under way, or finished and not delivered, for each worker. */
const windowPerWorker = 8;

type RunOptions = Parameters<EnsemblePool["run"]>[1];

export class WorkerPool implements EnsemblePool {
  readonly #crew: readonly BlockWorker[];
  /** Those who wait for room at a worker, in order. */
  readonly #queue: (() => void)[] = [];

  /** `workers`: the number the pool reports; the calling thread counts as 0. */
  constructor(
    readonly workers: number,
    crew: readonly BlockWorker[],
    readonly cached: CachedModule,
  ) {
    this.#crew = crew;
  }

  async run(job: EnsembleJob, options: RunOptions = {}): Promise<EnsembleResult> {
    const even = Math.ceil(job.lanes / (blocksToBalance * this.#crew.length));
    const size = Math.min(largestBlock, Math.max(smallestBlock, even));
    const { shared, blocks } = divideJob(job, size);
    const signal = options.signal ?? new AbortController().signal;
    const start = this.#starter(shared, signal);
    const results: BlockResult[] = [];
    let done = 0;
    // All blocks are asked for at once, since their data are in memory anyway; an abortion marks
    // lanes instead of ending the loop.
    const unending = new AbortController().signal;
    for await (const result of orderedResults(blocks, start, blocks.length, unending)) {
      results.push(result);
      done += result.codes.length;
      options.onProgress?.(done);
    }
    return joinBlocks(job, results);
  }

  async stream(job: StreamJob, options: StreamOptions): Promise<StreamOutcome> {
    const { lanes, blocks, ...shared } = job;
    const stop = new AbortController();
    const cancel = (): void => stop.abort();
    options.signal?.addEventListener("abort", cancel, { once: true });
    if (options.signal?.aborted) stop.abort();
    const start = this.#starter(shared, stop.signal);
    const window = windowPerWorker * this.#crew.length;
    try {
      const results = orderedResults(blocks, start, window, stop.signal);
      return await deliver(results, lanes, options);
    } finally {
      options.signal?.removeEventListener("abort", cancel);
      stop.abort();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#crew.map((worker) => worker.close()));
  }

  /** A function that has one block of a job run as soon as a worker has room for it. */
  #starter(
    shared: EnsembleShared,
    signal: AbortSignal,
  ): (block: LaneBlock) => Promise<BlockResult> {
    const prepared = this.#prepared(shared);
    return async (block) => {
      const posted = await prepared;
      const worker = await this.#roomyWorker();
      try {
        return signal.aborted ? cancelled(shared, block) : await worker.run(posted, block);
      } finally {
        this.#queue.shift()?.();
      }
    };
  }

  /** The job as workers get it: with the module that its target makes, without the graph. */
  async #prepared(shared: EnsembleShared): Promise<EnsembleShared> {
    const { key, build, method } = planJob(shared);
    const engineKey = [shared.compiled.hash, key, method].join("|");
    const posted = { ...withoutProgram(shared), method, engineKey };
    return build ? { ...posted, module: await this.cached(key, build) } : posted;
  }

  async #roomyWorker(): Promise<BlockWorker> {
    for (;;) {
      const worker = this.#crew.reduce((a, b) => (b.pending < a.pending ? b : a));
      if (worker.pending < blocksPerWorker) return worker;
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
  }
}

/** Hand results over one after the other until they end or too many lanes failed. */
async function deliver(
  results: AsyncIterable<BlockResult>,
  lanes: number,
  { onBlock, onProgress, signal, failureLimit }: StreamOptions,
): Promise<StreamOutcome> {
  const counters = freshCounters();
  const limit = mostFailures(failureLimit, lanes);
  let done = 0;
  let failed = 0;
  for await (const result of results) {
    await onBlock(result);
    done += result.codes.length;
    failed += result.codes.reduce((sum, code) => sum + (code === ResultCode.success ? 0 : 1), 0);
    addCounters(counters, result.counters);
    onProgress?.({ done, failed });
    if (failed > limit) return { end: StreamEnd.tooManyFailures, done, failed, counters };
  }
  const end = signal?.aborted && done < lanes ? StreamEnd.cancelled : StreamEnd.complete;
  return { end, done, failed, counters };
}

/**
 * Failures of a whole job that are still allowed. Judged against all lanes rather than those done so
 * far, so that an unlucky beginning does not end a job that would have passed.
 */
function mostFailures(limit: FailureLimit | undefined, lanes: number): number {
  const { count = Number.POSITIVE_INFINITY, share = Number.POSITIVE_INFINITY } = limit ?? {};
  return Math.min(count, share * lanes);
}

function cancelled({ saveAt, observe }: EnsembleShared, block: LaneBlock): BlockResult {
  const width = saveAt.length * observe.length;
  return {
    firstLane: block.firstLane,
    codes: new Uint8Array(block.lanes).fill(ResultCode.cancelled),
    failureTimes: block.starts,
    failureStates: new Array<string>(block.lanes).fill(""),
    values: new Float64Array(block.lanes * width).fill(Number.NaN),
    fired: Array.from({ length: block.lanes }, () => []),
    counters: freshCounters(),
  };
}
