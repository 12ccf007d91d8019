// Models of users: read in both languages, run, scanned; what cannot be read is a diagnostic.

import { loadKnee } from "@chondron/knee";
import { expect, test } from "vitest";
import { ModelEngine } from "./model-engine.js";

const engine = new ModelEngine(async () => loadKnee().model);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const decay = "model decay\n  k = 0.5; x = 2;\n  x' = -k*x;\nend\n";

test("an Antimony text is read, simulated and scanned", async () => {
  const reading = engine.readModel({ name: "decay.ant", bytes: bytes(decay) });
  expect(reading.diagnostics).toEqual([]);
  expect(reading.states.map(({ id }) => id)).toEqual(["x"]);
  expect(reading.equations[0]!.text).toMatch(/^x' = /);
  const model = reading.handle!;
  const run = await engine.simulate({ model, end: 2, steps: 4, set: { x: 3 } });
  expect(run.failure).toBe("");
  run.times.forEach((time, i) => {
    expect(run.values[0]![i]).toBeCloseTo(3 * Math.exp(-0.5 * time), 5);
  });
  const told: number[] = [];
  const scan = await engine.scan(
    { model, end: 1, steps: 1, parameter: "k", from: 0.1, to: 10, points: 3, logarithmic: true },
    (share) => told.push(share),
  );
  expect(told).toHaveLength(3);
  scan.points.forEach((k, i) => {
    expect(scan.values[i]![0]![1]).toBeCloseTo(2 * Math.exp(-k), 5);
  });
});

test("what it writes as SBML it reads again", () => {
  const { sbml } = engine.readModel({ name: "decay.ant", bytes: bytes(decay) });
  const again = engine.readModel({ name: "decay.xml", bytes: bytes(sbml!) });
  expect(again.kind).toBe("sbml");
  expect(again.states.map(({ id }) => id)).toEqual(["x"]);
});

test.each([
  ["no model", "<sbml"],
  ["another language", "<html><body/></html>"],
  [
    "elements without end",
    `<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core">${"<a>".repeat(100_000)}`,
  ],
  [
    "entities that grow",
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sbml>&b;</sbml>',
  ],
  ["imports of other files", 'import "/etc/passwd"\nmodel m end\n'],
  ["zeros", "\0\0\0\0"],
])("%s is refused with a diagnostic", (_name, text) => {
  const reading = engine.readModel({ name: "bad", bytes: bytes(text) });
  expect(reading.handle).toBeUndefined();
  expect(reading.diagnostics.some(({ severity }) => severity === "error")).toBe(true);
});

test("a model beyond the limits is refused", () => {
  const limits = { bytes: 10 };
  const reading = engine.readModel({ name: "decay.ant", bytes: bytes(decay), limits });
  expect(reading.handle).toBeUndefined();
  expect(reading.diagnostics[0]!.message).toContain("more than 10");
});

test("the knee as shipped is simulated by name", async () => {
  const run = await engine.simulate({ model: "knee", end: 10, steps: 2, observe: ["PAIN"] });
  expect(run.failure).toBe("");
  expect(run.values[0]!.every(Number.isFinite)).toBe(true);
});
