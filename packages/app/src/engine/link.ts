// Calls over messages: a method by name with one argument, progress on the way, one answer or fault. The
// side that serves answers many calls at a time; a call that is cancelled gets its signal aborted.

import type { Diagnostic } from "@chondron/model";
import { EngineError } from "./engine-error.js";

export type Request =
  | {
      readonly kind: "call";
      readonly id: number;
      readonly method: string;
      readonly argument: unknown;
    }
  | { readonly kind: "cancel"; readonly id: number };

export type Reply =
  | { readonly kind: "progress"; readonly id: number; readonly value: unknown }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "fault"; readonly id: number; readonly fault: Fault };

interface Fault {
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly cancelled: boolean;
}

/** One end of a wire. */
export interface Wire<Sent, Received> {
  send(message: Sent): void;
  receive(listener: (message: Received) => void): void;
}

export interface CallControl {
  readonly signal: AbortSignal;
  readonly onProgress: (value: unknown) => void;
}

export type Method = (argument: never, control: CallControl) => unknown;

/** Answer calls of `methods`. */
export function serve(wire: Wire<Reply, Request>, methods: Readonly<Record<string, Method>>): void {
  const running = new Map<number, AbortController>();
  wire.receive(async (request) => {
    const { id } = request;
    if (request.kind === "cancel") {
      running.get(id)?.abort();
      return;
    }
    const stop = new AbortController();
    running.set(id, stop);
    const onProgress = (value: unknown): void => wire.send({ kind: "progress", id, value });
    try {
      const method = methods[request.method] as
        | ((argument: unknown, control: CallControl) => unknown)
        | undefined;
      if (!method) throw new Error(`there is no method "${request.method}"`);
      const value = await method(request.argument, { signal: stop.signal, onProgress });
      wire.send({ kind: "answer", id, value });
    } catch (error) {
      wire.send({ kind: "fault", id, fault: faultOf(error, stop.signal.aborted) });
    } finally {
      running.delete(id);
    }
  });
}

function faultOf(error: unknown, cancelled: boolean): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const found = (error as { readonly diagnostics?: readonly Diagnostic[] } | null)?.diagnostics;
  return { message, diagnostics: Array.isArray(found) ? found : [], cancelled };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onProgress(value: unknown): void;
}

/** The calling side. */
export class Caller {
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #broken: Error | undefined;

  constructor(readonly wire: Wire<Request, Reply>) {
    wire.receive((reply) => this.#settle(reply));
  }

  /** Rejects with EngineError, or AbortError after the signal. */
  call<Answer>(
    method: string,
    argument: unknown,
    options: { readonly signal?: AbortSignal; onProgress?(value: unknown): void } = {},
  ): Promise<Answer> {
    const { signal, onProgress = () => {} } = options;
    return new Promise<Answer>((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      if (signal?.aborted) return reject(abortError());
      const id = ++this.#last;
      const cancel = (): void => {
        this.wire.send({ kind: "cancel", id });
        this.#waiting.delete(id);
        reject(abortError());
      };
      const ended = (): void => signal?.removeEventListener("abort", cancel);
      signal?.addEventListener("abort", cancel, { once: true });
      this.#waiting.set(id, {
        onProgress,
        resolve: (value) => {
          ended();
          resolve(value as Answer);
        },
        reject: (error) => {
          ended();
          reject(error);
        },
      });
      this.wire.send({ kind: "call", id, method, argument });
    });
  }

  /** Every open call and all later ones reject with `error`. */
  break(error: Error): void {
    this.#broken = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if (reply.kind === "progress") {
      waiting.onProgress(reply.value);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.kind === "answer") {
      waiting.resolve(reply.value);
      return;
    }
    const { message, diagnostics, cancelled } = reply.fault;
    waiting.reject(cancelled ? abortError() : new EngineError(message, diagnostics));
  }
}

function abortError(): DOMException {
  return new DOMException("The run was cancelled.", "AbortError");
}
