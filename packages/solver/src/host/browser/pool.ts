// Pools over the Web Workers of a browser, with the interface of the pools of Node.

import type { EnsemblePool } from "../../ensemble-pool.js";
import { InlineWorker, RemoteWorker } from "../block-worker.js";
import type { WorkerChannel, WorkerReply } from "../messages.js";
import { WorkerPool } from "../worker-pool.js";
import { cachedModule } from "./cached-module.js";
import { nextTask } from "./next-task.js";
import type { WebWorker } from "./web-worker.js";

declare const Worker: new (url: URL, options: { readonly type: "module" }) => WebWorker;

export interface BrowserPoolOptions {
  readonly workers: number;
  /**
   * Makes a worker that runs "@chondron/solver/worker". Absent: a module worker beside this file,
   * written in the form that bundlers recognise.
   */
  readonly createWorker?: () => WebWorker;
}

/** Open a pool. `workers: 0` runs in the calling thread. */
export async function openPool(options: BrowserPoolOptions): Promise<EnsemblePool> {
  const { workers, createWorker = bundledWorker } = options;
  const crew =
    workers > 0
      ? Array.from({ length: workers }, () => new RemoteWorker(workerChannel(createWorker())))
      : [new InlineWorker(nextTask)];
  return new WorkerPool(workers, crew, cachedModule);
}

function bundledWorker(): WebWorker {
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}

function workerChannel(worker: WebWorker): WorkerChannel {
  return {
    post: (request) => worker.postMessage(request),
    // What arrives here was sent by serve-blocks.ts, which sends replies and nothing else.
    onReply: (listener) =>
      worker.addEventListener("message", (event) => listener(event.data as WorkerReply)),
    onBroken: (listener) => {
      for (const type of ["error", "messageerror"] as const)
        worker.addEventListener(type, (event) => listener(new Error(event.message || type)));
    },
    close: async () => worker.terminate(),
  };
}
