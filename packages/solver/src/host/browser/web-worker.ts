// The part of browsers' workers that a pool uses. Declared here because the packages are compiled
// without the types of a browser's page: Node has no such names. Source: HTML standard, section
// "Web workers".

/** A dedicated worker, seen from its page. */
export interface WebWorker {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  addEventListener(
    type: "message" | "messageerror" | "error",
    listener: (event: WebWorkerEvent) => void,
  ): void;
  terminate(): void;
}

export interface WebWorkerEvent {
  /** Of messages. */
  readonly data?: unknown;
  /** Of errors. */
  readonly message?: string;
}

/** The global object inside a dedicated worker. */
export type WebWorkerScope = Omit<WebWorker, "terminate">;
