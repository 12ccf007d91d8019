// Gradients by the adjoint on problems solved by hand: a fit to data, doses, a moving event, algebraic
// rules, little memory.

import { type CompiledModel, loadJs } from "@chondron/compiler";
import { expect, it } from "vitest";
import {
  compileModel,
  compileText,
  defaultParameters,
  modelOf,
  uniformTolerance,
  withAlgebraicRules,
} from "../../../../tests/problems/problem.js";
import { ResultCode } from "../problem.js";
import { AdjointSensitivities, type Weights } from "./adjoint.js";
import { findInputs } from "./inputs.js";

function gradient(
  compiled: CompiledModel,
  ids: readonly string[],
  observed: string,
  saveAt: readonly number[],
  weights: Weights,
  extra: { readonly maxSteps?: number } = {},
) {
  const system = loadJs(compiled);
  const run = new AdjointSensitivities(system, findInputs(compiled, ids).inputs, {
    byteLimit: 200,
  }).run({
    start: 0,
    end: saveAt[saveAt.length - 1]!,
    parameters: defaultParameters(system),
    saveAt: Float64Array.from(saveAt),
    observe: Int32Array.of(compiled.observables.indexOf(observed)),
    tolerance: uniformTolerance(system, 1e-10, 1e-13),
    ...extra,
  });
  return { code: run.solution.code, gradient: run.gradient(weights) };
}

function expectNear(values: Float64Array, expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(values[i]! - value)).toBeLessThan(1e-7 * (1 + Math.abs(value)));
  });
}

it("sum of squares of decay against data", () => {
  const times = [0, 0.5, 1, 2, 4];
  const data = [2.8, 2.2, 1.4, 0.9, 0.1];
  const residual = (values: Float64Array): Float64Array => values.map((x, i) => 2 * (x - data[i]!));
  const { gradient: got } = gradient(
    compileText("x = 3; k = 0.7; x' = -k*x"),
    ["k", "x"],
    "x",
    times,
    residual,
  );
  const x = times.map((t) => 3 * Math.exp(-0.7 * t));
  const sum = (part: (x: number, t: number) => number): number =>
    x.reduce((total, value, i) => total + 2 * (value - data[i]!) * part(value, times[i]!), 0);
  expectNear(got, [sum((v, t) => -t * v), sum((v) => v / 3)]);
});

it("an event whose time moves", () => {
  const compiled = compileText("x = 3; k = 0.7; c = 1; r = 2; x' = -k*x; at (x < c): x = r");
  const { gradient: got } = gradient(compiled, ["k", "x", "c", "r"], "x", [2], Float64Array.of(1));
  const x = 2 * Math.exp(-0.7 * 2) * 3;
  expectNear(got, [-2 * x, x / 3, -x, x / 2]);
});

it("algebraic rules", () => {
  const model = modelOf("x = 2; k = 0.7; z = 1; var z; x' = -k*x", withAlgebraicRules("z*z - k*x"));
  const { gradient: got } = gradient(
    compileModel(model),
    ["k", "x"],
    "z",
    [0, 1],
    Float64Array.of(0, 1),
  );
  const x = 2 * Math.exp(-0.7);
  const z = Math.sqrt(0.7 * x);
  got.forEach((value, i) => {
    const expected = i === 0 ? (x - 0.7 * x) / (2 * z) : z / 4;
    expect(Math.abs(value - expected)).toBeLessThan(1e-6);
  });
});

it("a failed run has the gradient of what it recorded", () => {
  const compiled = compileText("y = 1; k = 1; y' = k*y*y");
  const { code, gradient: got } = gradient(compiled, ["k"], "y", [0.5, 2], Float64Array.of(1, 1));
  expect(code).not.toBe(ResultCode.success);
  // y = 1/(1 - k·t), dy/dk = t·y² at t = 0.5.
  expectNear(got, [2]);
});

it("refuses what it cannot differentiate", () => {
  const delayed = loadJs(compileText("x = 1; k = 1; x' = -k*delay(x, 1)"));
  expect(() => new AdjointSensitivities(delayed, [])).toThrow(/values of the past/);
  const plain = loadJs(compileText("x = 1; x' = -x"));
  expect(() => new AdjointSensitivities(plain, [], { method: "bdf" })).toThrow(/"bdf"/);
});
