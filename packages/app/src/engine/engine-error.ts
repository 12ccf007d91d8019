// What the engine could not do.

import type { Diagnostic } from "@chondron/model";

/** What went wrong, for people; `diagnostics` where the input is to blame. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  constructor(
    message: string,
    readonly diagnostics: readonly Diagnostic[] = [],
  ) {
    super(message);
  }
}
