// Entry of the worker for models of users. Its page ends it when a model takes too long.

import { kneeDisease, packedTexts } from "@chondron/knee/texts";
import { type CallControl, serve } from "./link.js";
import { ModelEngine } from "./model-engine.js";
import type { ReadModelRequest, ScanRequest, SimulateRequest } from "./model-run.js";
import { workerWire } from "./worker-wire.js";

const engine = new ModelEngine(async () => {
  const response = await fetch(new URL("../../generated/knee.json", import.meta.url));
  if (!response.ok) throw new Error(`the knee's files could not be loaded (${response.status})`);
  const { texts } = (await response.json()) as { readonly texts: Record<string, string> };
  return kneeDisease(packedTexts(texts)).model;
});

serve(workerWire(), {
  readModel: (request: ReadModelRequest) => engine.readModel(request),
  simulateModel: (request: SimulateRequest) => engine.simulate(request),
  scanParameter: (request: ScanRequest, { onProgress }: CallControl) =>
    engine.scan(request, onProgress),
});
