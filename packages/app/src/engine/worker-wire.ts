// A worker's own end of the wire to its page.

import type { Reply, Request, Wire } from "./link.js";

interface Scope {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

export function workerWire(): Wire<Reply, Request> {
  const scope = globalThis as unknown as Scope;
  return {
    send: (message) => scope.postMessage(message),
    // What arrives here was sent by engine-client.ts, which sends requests and nothing else.
    receive: (listener) =>
      scope.addEventListener("message", ({ data }) => listener(data as Request)),
  };
}
