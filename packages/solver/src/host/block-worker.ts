// Whatever runs blocks for a pool: a worker behind a channel, or the calling thread itself.

import { KeptEngines } from "../engine/kept-engines.js";
import { type BlockResult, BlockRunner, type EnsembleShared, type LaneBlock } from "../ensemble.js";
import { runAccepted } from "../refused-lanes.js";
import type { WorkerChannel, WorkerReply } from "./messages.js";

export interface BlockWorker {
  /** Blocks asked for and not yet answered. */
  readonly pending: number;
  /**
   * Run a block of the job that `shared` describes; the same object means the same job. Rejects
   * where the job cannot be loaded (see BlockRunner) or the worker broke: both are bugs.
   */
  run(shared: EnsembleShared, block: LaneBlock): Promise<BlockResult>;
  close(): Promise<void>;
}

/** A worker of its own, seen from the calling thread. */
export class RemoteWorker implements BlockWorker {
  readonly #waiting: { resolve(result: BlockResult): void; reject(error: Error): void }[] = [];
  #loaded: EnsembleShared | undefined;
  /** Hash of the model that the worker holds: the larger part of a job, sent once for many. */
  #model: string | undefined;
  #broken: Error | undefined;

  constructor(readonly channel: WorkerChannel) {
    channel.onReply((reply) => this.#settle(reply));
    channel.onBroken((error) => this.#break(error));
  }

  get pending(): number {
    return this.#waiting.length;
  }

  run(shared: EnsembleShared, block: LaneBlock): Promise<BlockResult> {
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      if (this.#loaded !== shared) this.#load(shared);
      this.#loaded = shared;
      this.channel.post({ kind: "run", block });
      this.#waiting.push({ resolve, reject });
    });
  }

  #load({ compiled, ...shared }: EnsembleShared): void {
    if (this.#model !== compiled.hash) this.channel.post({ kind: "model", compiled });
    this.#model = compiled.hash;
    this.channel.post({ kind: "load", shared });
  }

  async close(): Promise<void> {
    this.#break(new Error("the pool is closed"));
    await this.channel.close();
  }

  #settle(reply: WorkerReply): void {
    const first = this.#waiting.shift();
    if (reply.kind === "done") first?.resolve(reply.result);
    else first?.reject(new Error(reply.message));
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
  }
}

/** The calling thread as a worker. */
export class InlineWorker implements BlockWorker {
  pending = 0;
  readonly #engines = new KeptEngines();
  #runner: BlockRunner | undefined;

  /** `pause` lets the caller's timers, signals and progress lines run before each block. */
  constructor(readonly pause: () => Promise<void>) {}

  async run(shared: EnsembleShared, block: LaneBlock): Promise<BlockResult> {
    this.pending++;
    try {
      await this.pause();
      if (this.#runner?.shared !== shared) {
        this.#runner = new BlockRunner(shared, this.#engines);
      }
      return runAccepted(this.#runner, block);
    } finally {
      this.pending--;
    }
  }

  async close(): Promise<void> {}
}
