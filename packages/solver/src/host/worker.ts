// The thread side of pool.ts: loads a job, runs blocks of it, sends their arrays back by transfer.

import { parentPort } from "node:worker_threads";
import { type BlockResult, BlockRunner } from "../ensemble.js";
import type { WorkerReply, WorkerRequest } from "./pool.js";

let runner: BlockRunner | undefined;
let loadError = "no job loaded";

parentPort?.on("message", (request: WorkerRequest) => {
  if (request.kind === "load") load(request);
  else reply(() => runBlock(request));
});

function load(request: Extract<WorkerRequest, { kind: "load" }>): void {
  try {
    runner = new BlockRunner(request.shared);
  } catch (error) {
    runner = undefined;
    loadError = String(error);
  }
}

function runBlock(request: Extract<WorkerRequest, { kind: "run" }>): BlockResult {
  if (!runner) throw new Error(loadError);
  return runner.run(request.block);
}

function reply(action: () => BlockResult): void {
  try {
    const result = action();
    const buffers = [result.codes.buffer, result.failureTimes.buffer, result.values.buffer];
    if (result.finalStates) buffers.push(result.finalStates.buffer);
    const message: WorkerReply = { kind: "done", result };
    parentPort?.postMessage(message, buffers as ArrayBuffer[]);
  } catch (error) {
    const message: WorkerReply = { kind: "failed", message: String(error) };
    parentPort?.postMessage(message);
  }
}
