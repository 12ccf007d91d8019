// Worker threads of Node for ensembles. Every worker holds one loaded job at a time; blocks are
// handed out as workers become free, results are put together by lane. With zero workers the blocks
// run in the calling thread, to the same bits.

import { Worker } from "node:worker_threads";
import {
  type BlockResult,
  BlockRunner,
  divideJob,
  type EnsembleJob,
  type EnsemblePool,
  type EnsembleResult,
  type EnsembleShared,
  joinBlocks,
  type LaneBlock,
} from "../ensemble.js";
import { ResultCode } from "../problem.js";
import { freshCounters } from "../step.js";

/** Lanes per block: small enough to balance load and report progress, large enough to amortise. */
const blockSize = 16;

export type WorkerRequest =
  | { readonly kind: "load"; readonly shared: EnsembleShared }
  | { readonly kind: "run"; readonly block: LaneBlock };

export type WorkerReply =
  | { readonly kind: "done"; readonly result: BlockResult }
  | { readonly kind: "failed"; readonly message: string };

type RunOptions = Parameters<EnsemblePool["run"]>[1];

/** Open a pool. `workers: 0` runs in the calling thread. */
export async function openPool(options: { readonly workers: number }): Promise<EnsemblePool> {
  return options.workers > 0 ? new ThreadPool(options.workers) : new InlinePool();
}

class InlinePool implements EnsemblePool {
  readonly workers = 0;

  async run(job: EnsembleJob, options: RunOptions = {}): Promise<EnsembleResult> {
    const { shared, blocks } = divideJob(job, blockSize);
    const runner = new BlockRunner(shared);
    const results: BlockResult[] = [];
    let done = 0;
    for (const block of blocks) {
      // Let the caller's timers, signals and progress lines run between blocks.
      await new Promise((resolve) => setImmediate(resolve));
      results.push(options.signal?.aborted ? cancelled(job, block) : runner.run(block));
      done += block.lanes;
      options.onProgress?.(done);
    }
    return joinBlocks(job, results);
  }

  async close(): Promise<void> {}
}

class ThreadPool implements EnsemblePool {
  readonly #threads: Worker[];

  constructor(readonly workers: number) {
    const script = new URL("./worker.js", import.meta.url);
    this.#threads = Array.from({ length: workers }, () => new Worker(script));
  }

  async run(job: EnsembleJob, options: RunOptions = {}): Promise<EnsembleResult> {
    const { shared, blocks } = divideJob(job, blockSize);
    const results: BlockResult[] = [];
    const waiting = blocks.values();
    let done = 0;
    const work = async (thread: Worker): Promise<void> => {
      thread.postMessage({ kind: "load", shared } satisfies WorkerRequest);
      for (const block of waiting) {
        const result = options.signal?.aborted ? cancelled(job, block) : await ask(thread, block);
        results.push(result);
        done += block.lanes;
        options.onProgress?.(done);
      }
    };
    await Promise.all(this.#threads.map(work));
    return joinBlocks(job, results);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}

/** Run one block in a thread; a thread that breaks is a bug and rejects. */
function ask(thread: Worker, block: LaneBlock): Promise<BlockResult> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void): void => {
      thread.off("message", onMessage);
      thread.off("error", onError);
      action();
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onMessage = (reply: WorkerReply): void =>
      settle(() =>
        reply.kind === "done" ? resolve(reply.result) : reject(new Error(reply.message)),
      );
    thread.on("message", onMessage);
    thread.on("error", onError);
    thread.postMessage({ kind: "run", block } satisfies WorkerRequest);
  });
}

function cancelled(job: EnsembleJob, block: LaneBlock): BlockResult {
  const width = job.saveAt.length * job.observe.length;
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
