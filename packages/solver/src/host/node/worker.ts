// Entry of a worker thread of Node: the wire to its pool.

import { parentPort } from "node:worker_threads";
import { serveBlocks } from "../serve-blocks.js";

const port = parentPort;
if (!port) throw new Error("this file runs in a worker thread");
serveBlocks({
  onRequest: (listener) => port.on("message", listener),
  post: (reply, moved) => port.postMessage(reply, moved),
});
