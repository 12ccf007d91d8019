// Pools over worker threads of Node.

import { Worker } from "node:worker_threads";
import type { EnsemblePool } from "../../ensemble-pool.js";
import { InlineWorker, RemoteWorker } from "../block-worker.js";
import type { WorkerChannel } from "../messages.js";
import { WorkerPool } from "../worker-pool.js";
import { cachedModule } from "./cached-module.js";

/** Open a pool. `workers: 0` runs in the calling thread. */
export async function openPool(options: { readonly workers: number }): Promise<EnsemblePool> {
  const { workers } = options;
  const crew =
    workers > 0
      ? Array.from({ length: workers }, () => new RemoteWorker(threadChannel()))
      : [new InlineWorker(() => new Promise((resolve) => setImmediate(resolve)))];
  return new WorkerPool(workers, crew, cachedModule);
}

function threadChannel(): WorkerChannel {
  const thread = new Worker(new URL("./worker.js", import.meta.url));
  return {
    post: (request) => thread.postMessage(request),
    onReply: (listener) => thread.on("message", listener),
    onBroken: (listener) => {
      thread.on("error", (error) => listener(asError(error)));
      thread.on("messageerror", (error) => listener(asError(error)));
      thread.on("exit", (code) => listener(new Error(`a worker thread ended (code ${code})`)));
    },
    close: async () => {
      await thread.terminate();
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
