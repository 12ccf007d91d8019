// Entry of the worker that holds the knee. It fetches the knee's texts once; patients are integrated in
// workers of its own, so that it hears messages while they work.

import { packedTexts } from "@chondron/knee/texts";
import { openPool, processorCount, type WebWorker } from "@chondron/solver";
import { editProtocol, type ProtocolEdit } from "@chondron/trial";
import { KneeEngine } from "./knee-engine.js";
import { type CallControl, serve } from "./link.js";
import { workerWire } from "./worker-wire.js";

interface Pack {
  readonly version: string;
  readonly texts: Readonly<Record<string, string>>;
}

let engine: Promise<KneeEngine> | undefined;

function opened(): Promise<KneeEngine> {
  engine ??= open();
  engine.catch(() => {
    engine = undefined;
  });
  return engine;
}

async function open(): Promise<KneeEngine> {
  const response = await fetch(new URL("../../generated/knee.json", import.meta.url));
  if (!response.ok) throw new Error(`the knee's files could not be loaded (${response.status})`);
  const { version, texts } = (await response.json()) as Pack;
  return new KneeEngine({
    texts: packedTexts(texts),
    protocolFiles: Object.keys(texts).filter((path) => path.startsWith("protocols/")),
    version,
    openPool: () =>
      openPool({
        workers: Math.max(1, Math.min(16, processorCount())),
        createWorker: openLanes,
      }),
    host: { node: "", platform: navigator.userAgent },
    command: "chondron app",
  });
}

/** In the form that the bundler recognises. */
function openLanes(): WebWorker {
  const worker = new Worker(new URL("./lanes.worker.ts", import.meta.url), { type: "module" });
  // The pool knows the few members of a worker that it uses, with narrower types than the browser's.
  return worker as unknown as WebWorker;
}

type Argument<Name extends "projectPatient" | "runTrial" | "checkProtocol" | "askClaim"> =
  Parameters<KneeEngine[Name]>[0];

serve(workerWire(), {
  knee: async () => (await opened()).knee(),
  protocols: async () => (await opened()).protocols(),
  evidence: async () => (await opened()).evidence(),
  checkProtocol: async (request: Argument<"checkProtocol">) =>
    (await opened()).checkProtocol(request),
  editProtocol: ({ text, edits }: { text: string; edits: readonly ProtocolEdit[] }) =>
    editProtocol(text, edits),
  projectPatient: async (request: Argument<"projectPatient">, { signal }: CallControl) =>
    (await opened()).projectPatient(request, signal),
  explainProjection: async (request: Argument<"projectPatient">, { signal }: CallControl) =>
    (await opened()).explainProjection(request, signal),
  askClaim: async (request: Argument<"askClaim">, control: CallControl) =>
    (await opened()).askClaim(request, control),
  runTrial: async (request: Argument<"runTrial">, control: CallControl) =>
    (await opened()).runTrial(request, control),
});
