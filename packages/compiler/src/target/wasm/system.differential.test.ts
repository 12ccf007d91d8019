// A system in WebAssembly against the JavaScript target, at the same points.

import { describe, expect, it } from "vitest";
import { compileText } from "../../../../../tests/problems/problem.js";
import type { CompiledModel } from "../../compiled-model.js";
import { type System, workingLength } from "../../system.js";
import { loadJs } from "../js.js";
import { loadWasm } from "./system.js";

const models = {
  saturation: `x = 2; y = 0.5; k = 3; m = 0.7; n = 2.5; u := k^2 / m
    x' = u - k * x^n / (m^n + x^n); y' = u * exp(-x) - y * ln(1 + x) + sin(time)`,
  pieces: `x = 1; y = 2; a = 4; z := piecewise(x / a, time > 1, sqrt(a) * y)
    x' = z - x; y' = min(x, y) - max(a, 1) * floor(y)`,
  past: "x = 1; y = 3; a = 0.3; x' = a * delay(y, 1) - x; y' = x - delay(x, 2) * y; z := delay(x, 2)",
  still: "a = 2; b := a^3",
};

const functions = ["rhs", "jacobian", "timeDerivative", "observe"] as const;
type SystemFunction = (typeof functions)[number];

function lengthOf(compiled: CompiledModel, name: SystemFunction): number {
  if (name === "jacobian") return compiled.jacobian.rows.length;
  return name === "observe" ? compiled.observables.length : compiled.states.length;
}

/** What a function gives at time 0.5 + k. */
function values(system: System, name: SystemFunction, p: Float64Array, k: number): number[] {
  const { compiled } = system;
  const y = Float64Array.from(compiled.states, (_, i) => 0.8 + 0.6 * i + 0.1 * k);
  const out = new Float64Array(lengthOf(compiled, name)).fill(7);
  system.hoist(p);
  system[name](0.5 + k, y, p, out);
  return [...out];
}

function workingVector(compiled: CompiledModel): Float64Array {
  const p = new Float64Array(workingLength(compiled));
  compiled.parameters.forEach(({ value }, i) => {
    p[i] = value;
  });
  // The context: what the solver looks up in the past.
  for (let i = p.length - compiled.contextCount; i < p.length; i++) p[i] = 1.25 + 0.5 * i;
  return p;
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(value)));
  });
}

describe.each(Object.entries(models))("%s", (_, text) => {
  const compiled = compileText(text);
  const [js, wasm] = [loadJs(compiled), loadWasm(compiled)];

  it.each(functions)("%s is the reference's", (name) => {
    const p = workingVector(compiled);
    for (let k = 0; k < 3; k++) expectClose(values(wasm, name, p, k), values(js, name, p, k));
  });

  it("follows a change of the parameters and of the context", () => {
    const p = workingVector(compiled);
    values(wasm, "observe", p, 0);
    for (let i = 0; i < p.length; i++) p[i]! *= 1.5;
    for (const name of functions) expectClose(values(wasm, name, p, 0), values(js, name, p, 0));
  });
});
