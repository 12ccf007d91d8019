// The engine behind workers: one for the knee, opened with the first call, and one for models of users,
// which is ended and opened anew when a model takes too long or a call is cancelled.

import type { CallOptions, EngineClient } from "./client.js";
import { EngineError } from "./engine-error.js";
import { Caller, type Reply, type Request, type Wire } from "./link.js";
import type { ModelReading, ReadModelRequest } from "./model-run.js";
import type { TrialProgress } from "./trial-run.js";

/** Longest time that a call about a user's model may take (ms). */
const modelTime = 20_000;

export function openEngine(): EngineClient {
  const knee = new WorkerCaller(
    () => new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" }),
  );
  const models = new ModelCaller(
    () => new Worker(new URL("./model.worker.ts", import.meta.url), { type: "module" }),
  );
  return {
    knee: () => knee.call("knee", undefined),
    protocols: () => knee.call("protocols", undefined),
    evidence: () => knee.call("evidence", undefined),
    checkProtocol: (text, file) =>
      knee.call("checkProtocol", file === undefined ? { text } : { text, file }),
    editProtocol: (text, edits) => knee.call("editProtocol", { text, edits }),
    projectPatient: (request, options) => knee.call("projectPatient", request, options),
    explainProjection: (request, options) => knee.call("explainProjection", request, options),
    runTrial: (request, options = {}) =>
      knee.call("runTrial", request, {
        ...(options.signal ? { signal: options.signal } : {}),
        onProgress: (value) => options.onProgress?.(value as TrialProgress),
      }),
    askClaim: (request, options = {}) =>
      knee.call("askClaim", request, {
        ...(options.signal ? { signal: options.signal } : {}),
        onProgress: (value) => options.onProgress?.(value as number),
      }),
    readModel: (request, options) => models.read(request, options),
    simulateModel: (request, options) => models.call("simulateModel", request, options),
    scanParameter: (request, options) => models.call("scanParameter", request, options),
    close: () => {
      knee.close();
      models.close();
    },
  };
}

/** Calls to a worker that is opened by the first of them. */
class WorkerCaller {
  #worker: Worker | undefined;
  #caller: Caller | undefined;

  constructor(readonly open: () => Worker) {}

  call<Answer>(
    method: string,
    argument: unknown,
    options?: Parameters<Caller["call"]>[2],
  ): Promise<Answer> {
    return this.#opened().call(method, argument, options);
  }

  #opened(): Caller {
    if (this.#caller) return this.#caller;
    const worker = this.open();
    const caller = new Caller(wireOf(worker));
    for (const type of ["error", "messageerror"] as const)
      worker.addEventListener(type, (event) => {
        const cause = (event as Partial<ErrorEvent>).message ?? type;
        this.end(`The engine stopped: ${cause}`);
      });
    this.#worker = worker;
    this.#caller = caller;
    return caller;
  }

  /** Ends the worker; open calls reject, the next opens another. */
  end(message: string): void {
    this.#worker?.terminate();
    this.#caller?.break(new EngineError(message));
    this.#worker = undefined;
    this.#caller = undefined;
  }

  close(): void {
    this.end("The engine is closed.");
  }
}

/** Calls about models of users: each within a time, after which their worker is ended. */
class ModelCaller extends WorkerCaller {
  /** Models that were read, to read them again in a new worker: handles outlive workers. */
  readonly #requests = new Map<number, ReadModelRequest>();
  #handles = new Map<number, number>();
  #last = 0;

  async read(request: ReadModelRequest, options: CallOptions = {}): Promise<ModelReading> {
    const reading = await this.#timed<ModelReading>(
      "readModel",
      request,
      options,
      request.limits?.milliseconds,
    );
    if (reading.handle === undefined) return reading;
    const handle = ++this.#last;
    this.#requests.set(handle, request);
    this.#handles.set(handle, reading.handle);
    return { ...reading, handle };
  }

  override async call<Answer>(
    method: string,
    argument: unknown,
    options: CallOptions = {},
  ): Promise<Answer> {
    const request = argument as { readonly model: number | "knee" };
    if (request.model === "knee") return this.#timed(method, request, options);
    const model = await this.#inWorker(request.model, options);
    return this.#timed(method, { ...request, model }, options);
  }

  override end(message: string): void {
    super.end(message);
    this.#handles = new Map();
  }

  /** The worker's own handle of a model, which is read again where the worker is new. */
  async #inWorker(handle: number, options: CallOptions): Promise<number> {
    const known = this.#handles.get(handle);
    if (known !== undefined) return known;
    const request = this.#requests.get(handle);
    if (!request) throw new EngineError("There is no such model; import it again.");
    const reading = await this.#timed<ModelReading>("readModel", request, options);
    if (reading.handle === undefined)
      throw new EngineError("The model could not be read again.", reading.diagnostics);
    this.#handles.set(handle, reading.handle);
    return reading.handle;
  }

  #timed<Answer>(
    method: string,
    argument: unknown,
    { signal }: CallOptions,
    milliseconds = modelTime,
  ): Promise<Answer> {
    const seconds = Math.round(milliseconds / 1000);
    const timer = setTimeout(
      () =>
        this.end(
          `The model took longer than ${seconds} seconds and was stopped. Try a smaller model or a shorter run.`,
        ),
      milliseconds,
    );
    const stop = (): void => this.end("The run was cancelled.");
    signal?.addEventListener("abort", stop, { once: true });
    return super.call<Answer>(method, argument, signal ? { signal } : {}).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    });
  }
}

function wireOf(worker: Worker): Wire<Request, Reply> {
  return {
    send: (message) => worker.postMessage(message),
    // What arrives here was sent by link.ts in the worker, which sends replies and nothing else.
    receive: (listener) =>
      worker.addEventListener("message", ({ data }) => listener(data as Reply)),
  };
}
