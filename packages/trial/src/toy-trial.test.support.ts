// The toy trial read and run, for tests that need a whole one.

import { formatDiagnostic } from "@chondron/model";
import type { EnsemblePool, EnsembleResult } from "@chondron/solver";
import { readProtocol } from "./protocol/read.js";
import type { Protocol } from "./protocol.js";
import { toyDisease, toyProtocol } from "./toy-disease.test.support.js";

/** The toy protocol after replacements of text that it must contain. */
export function toyText(...replacements: readonly (readonly [from: string, to: string])[]): string {
  return replacements.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the toy protocol lacks "${from}"`);
    return text.replace(from, () => to);
  }, toyProtocol);
}

export function readToy(
  ...replacements: readonly (readonly [from: string, to: string])[]
): Protocol {
  const { protocol, diagnostics } = readProtocol(
    toyText(...replacements),
    "toy.yaml",
    toyDisease(),
  );
  if (!protocol) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return protocol;
}

/** A pool that passes every result through `change`: for failures that no small model has. */
export function changedPool(
  pool: EnsemblePool,
  change: (result: EnsembleResult, start: number | Float64Array) => EnsembleResult,
): EnsemblePool {
  return {
    workers: pool.workers,
    run: async (job, options) => change(await pool.run(job, options), job.start),
    stream: (job, options) => pool.stream(job, options),
    close: () => pool.close(),
  };
}
