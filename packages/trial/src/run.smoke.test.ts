import { formatDiagnostic } from "@chondron/model";
import { expect, test } from "vitest";
import { readProtocol } from "./protocol/read.js";
import type { Protocol } from "./protocol.js";
import { runTrial } from "./run.js";
import { toyDisease, toyProtocol } from "./toy-disease.test.support.js";

function protocolOf(text: string): Protocol {
  const { protocol, diagnostics } = readProtocol(text, "toy.yaml", toyDisease());
  if (!protocol) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return protocol;
}

test("a trial runs from text to summary", async () => {
  const result = await runTrial(protocolOf(toyProtocol), toyDisease(), { workers: 0 });
    JSON.stringify(
      result.summary.effects.map((e) => [
        e.endpoint,
        e.visit,
        e.arm,
        e.estimate,
        e.p,
        e.overReplicates.mean,
      ]),
      null,
      1,
    ),
  );
  expect(result.summary.flow.randomised).toBe(60);
});
