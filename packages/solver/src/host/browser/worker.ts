// Entry of a browser's worker: the wire to its pool.

import type { WorkerRequest } from "../messages.js";
import { serveBlocks } from "../serve-blocks.js";
import type { WebWorkerScope } from "./web-worker.js";

const scope = globalThis as unknown as WebWorkerScope;
serveBlocks({
  // What arrives here was sent by pool.ts, which sends requests and nothing else.
  onRequest: (listener) =>
    scope.addEventListener("message", (event) => listener(event.data as WorkerRequest)),
  post: (reply, moved) => scope.postMessage(reply, moved),
});
