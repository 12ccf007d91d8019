// What a pool and its workers say to each other, and the wire between them: the same in Node and in
// browsers, whose worker objects differ (node/, browser/).

import type { CompiledModel } from "@chondron/compiler";
import type { BlockResult, EnsembleShared, LaneBlock } from "../ensemble.js";

/** A job of the model that was sent last. */
export type SharedOfModel = Omit<EnsembleShared, "compiled">;

export type WorkerRequest =
  | { readonly kind: "model"; readonly compiled: CompiledModel }
  | { readonly kind: "load"; readonly shared: SharedOfModel }
  | { readonly kind: "run"; readonly block: LaneBlock };

export type WorkerReply =
  | { readonly kind: "done"; readonly result: BlockResult }
  | { readonly kind: "failed"; readonly message: string };

/** The pool's end of the wire. Messages arrive in the order in which they were sent. */
export interface WorkerChannel {
  post(request: WorkerRequest): void;
  onReply(listener: (reply: WorkerReply) => void): void;
  /** The worker broke or ended by itself: no further reply will come. */
  onBroken(listener: (error: Error) => void): void;
  close(): Promise<void>;
}

/** The worker's end of the wire. */
export interface PoolChannel {
  onRequest(listener: (request: WorkerRequest) => void): void;
  /** `moved`: buffers of the reply that the worker gives away. */
  post(reply: WorkerReply, moved: readonly ArrayBuffer[]): void;
}
