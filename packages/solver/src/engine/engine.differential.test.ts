// What lanes cannot run, on the WebAssembly target, against the JavaScript target.

import { isSystemModule } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import { compileText } from "../../../../tests/problems/problem.js";
import { openEngine } from "./engine.js";
import { type EngineQuestion, planEngine } from "./engine-plan.js";

const past = compileText(`x = 1; y = 0; var y; x' = -2 * delay(x, 1) + exp(-time)
  at (x < 0.2): y = y + 1`);
const plain = compileText("x = 1; y = 2; x' = y - x^2; y' = sin(time) - y");

function question(extra: Partial<EngineQuestion> = {}): EngineQuestion {
  const observe = Int32Array.of(0, 1);
  return { compiled: past, relativeTolerance: 1e-9, observe, rows: 3, ...extra };
}

function run(asked: EngineQuestion): ReturnType<ReturnType<typeof openEngine>["run"]> {
  const { compiled, relativeTolerance, observe } = asked;
  return openEngine(asked).run({
    start: 0,
    end: 4,
    parameters: Float64Array.from(compiled.parameters, (p) => p.value),
    saveAt: Float64Array.of(0.7, 2.2, 4),
    observe,
    tolerance: { relative: relativeTolerance, absolute: new Float64Array(2).fill(1e-12) },
  });
}

describe.each([
  ["a model with delays", {}],
  ["a method that lanes do not know", { compiled: plain, method: "tsit5" }],
] as const)("%s", (_, extra) => {
  it.each(["wasm", "wasm-simd"] as const)("asked for on %s is evaluated in a module", (target) => {
    const plan = planEngine(question({ ...extra, target }));
    expect(plan.target).toBe("wasm");
    expect(isSystemModule(new WebAssembly.Module(plan.build!()))).toBe(true);
  });

  it("has the course of the reference", () => {
    const expected = run(question({ ...extra, target: "js" }));
    const actual = run(question({ ...extra, target: "wasm" }));
    expect({ code: actual.code, method: actual.method }).toEqual({
      code: 0,
      method: expected.method,
    });
    expect(actual.fired.length).toBe(expected.fired.length);
    expected.values.forEach((value, i) => {
      expect(Math.abs(actual.values[i]! - value)).toBeLessThan(1e-8);
    });
  });
});

it("lanes are a module with the method in it", () => {
  const plan = planEngine(question({ compiled: plain }));
  expect([plan.target, isSystemModule(new WebAssembly.Module(plan.build!()))]).toEqual([
    "wasm-simd",
    false,
  ]);
});
