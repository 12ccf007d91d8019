// The one engine of the page, opened by whoever asks first.

import type { EngineClient } from "../engine/client.js";
import { openEngine } from "../engine/engine-client.js";

let engine: EngineClient | undefined;

export function sharedEngine(): EngineClient {
  engine ??= openEngine();
  return engine;
}
