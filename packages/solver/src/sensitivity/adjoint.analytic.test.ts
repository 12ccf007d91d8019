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
import { ForwardSensitivities } from "./forward.js";
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

// x stays at 0 until the dose, where x^n has an infinite slope (n = 0.8) or second derivative (1.5).
it.each([0.8, 1.5])("a power of what is still 0: y' = x^%d before and after a dose", (n) => {
  const compiled = compileText(`x = 0; y = 0; n = ${n}; k = 0.7; a = 3; x' = -k*x; y' = x^n`, {
    actions: [{ id: "dose", arguments: [], assignments: [{ variable: "x", formula: "x + a" }] }],
  });
  const system = loadJs(compiled);
  const problem = {
    start: 0,
    end: 4,
    parameters: defaultParameters(system),
    saveAt: Float64Array.of(4),
    observe: Int32Array.of(compiled.observables.indexOf("y")),
    schedule: [{ time: 2, action: 0, arguments: [] }],
    tolerance: uniformTolerance(system, 1e-10, 1e-13),
  };
  const ids = ["n", "k", "a"];
  // y(4) = a^n·(1 - e)/(n·k), e = exp(-2·n·k)
  const e = Math.exp(-2 * n * 0.7);
  const y = (3 ** n * (1 - e)) / (n * 0.7);
  const byProduct = -y / (n * 0.7) + (2 * e * 3 ** n) / (n * 0.7);
  const expected = [Math.log(3) * y + 0.7 * byProduct, n * byProduct, (n / 3) * y];
  const of = (names: readonly string[]) => {
    const { inputs } = findInputs(compiled, names);
    return {
      forward: new ForwardSensitivities(system, inputs).run(problem).derivatives,
      adjoint: new AdjointSensitivities(system, inputs).run(problem).gradient(Float64Array.of(1)),
    };
  };
  const { forward, adjoint } = of(ids);
  expectNear(forward, expected);
  expectNear(adjoint, expected);
  const byStart = of(["x"]);
  // By the initial value itself the slope is infinite for n < 1, and as after the dose for n > 1, but
  // for the error of the long steps that a run takes where nothing moves.
  for (const [value] of [byStart.forward, byStart.adjoint])
    if (n < 1) expect(value).toBeNaN();
    else expect(Math.abs(value! - expected[2]! * Math.exp(-1.4))).toBeLessThan(1e-5);
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
