// The worker's side of a pool, in Node and in browsers: loads a job, runs blocks of it, and sends
// their arrays back by transfer.

import type { CompiledModel } from "@chondron/compiler";
import { KeptEngines } from "../engine/kept-engines.js";
import { type BlockResult, BlockRunner } from "../ensemble.js";
import { runAccepted } from "../refused-lanes.js";
import type { PoolChannel, SharedOfModel, WorkerReply } from "./messages.js";

export function serveBlocks(channel: PoolChannel): void {
  const engines = new KeptEngines();
  let model: CompiledModel | undefined;
  let runner: (() => BlockRunner) | undefined;
  channel.onRequest((request) => {
    if (request.kind === "model") model = request.compiled;
    else if (request.kind === "load") runner = load(model, request.shared, engines);
    else
      answer(channel, () => {
        if (!runner) throw new Error("no job loaded");
        return runAccepted(runner(), request.block);
      });
  });
}

/** A job that cannot be loaded says so in reply to each of its blocks. */
function load(
  compiled: CompiledModel | undefined,
  shared: SharedOfModel,
  engines: KeptEngines,
): () => BlockRunner {
  try {
    if (!compiled) throw new Error("no model sent");
    const runner = new BlockRunner({ ...shared, compiled }, engines);
    return () => runner;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function answer(channel: PoolChannel, action: () => BlockResult): void {
  let reply: WorkerReply;
  try {
    reply = { kind: "done", result: action() };
  } catch (error) {
    reply = { kind: "failed", message: String(error) };
  }
  channel.post(reply, reply.kind === "done" ? buffersOf(reply.result) : []);
}

function buffersOf({ codes, failureTimes, values, finalStates }: BlockResult): ArrayBuffer[] {
  const arrays = [codes, failureTimes, values, ...(finalStates ? [finalStates] : [])];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}
