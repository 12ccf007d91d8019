import { describe, expect, test } from "vitest";
import { createManifest } from "./manifest.js";
import { runTrial } from "./run.js";
import { toyDisease } from "./toy-disease.test.support.js";
import { readToy } from "./toy-trial.test.support.js";

describe("a manifest", () => {
  test("names what went in, and what ran it", async () => {
    const protocol = readToy(["size: 60", "size: 8"]);
    const result = await runTrial(protocol, toyDisease(), { workers: 0 });
    const manifest = createManifest(result, {
      command: "chondron trial toy.yaml",
      versions: { "@chondron/trial": "0.1.0" },
      startedAt: new Date(Date.UTC(2026, 0, 2)),
      host: { node: "v22.0.0", platform: "linux x64" },
    });
    expect(manifest).toEqual({
      ...{ format: "chondron-manifest", formatVersion: 1, simulated: true },
      protocolHash: protocol.hash,
      compiledHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      ...{ diseaseId: "toy", diseaseVersion: "1", diseaseFiles: { "toy.ant": "0" } },
      posteriorHash: null,
      ...{ seed: 7, replicates: 2, patients: 16, method: "rodas5p", relativeTolerance: 1e-5 },
      defaultAbsoluteTolerance: 1e-8,
      command: "chondron trial toy.yaml",
      versions: { "@chondron/trial": "0.1.0" },
      ...{ node: "v22.0.0", platform: "linux x64" },
      startedAt: "2026-01-02T00:00:00.000Z",
      timing: result.timing,
    });
  });
});
