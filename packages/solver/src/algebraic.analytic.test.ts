// Algebraic rules against closed forms: differential-algebraic systems of index 1.

import { describe, expect, it } from "vitest";
import { compileModel, modelOf, withAlgebraicRules } from "../../../tests/problems/problem.js";
import { runnerWith } from "../../../tests/problems/run.js";
import { integrate } from "./integrate.js";
import { methodNames } from "./method/methods.js";
import { ResultCode } from "./problem.js";

const runCompiled = runnerWith(integrate);

const compiledWith = (text: string, ...rules: string[]) =>
  compileModel(modelOf(text, withAlgebraicRules(...rules)));

describe("algebraic rules", () => {
  it.each(methodNames.filter((name) => name !== "tsit5"))(
    "hold along the run, nonlinear ones too (%s)",
    (method) => {
      // z = sqrt(x), x' = -z: sqrt(x) falls in a line, from 1 at t = 0 to 1/2 at t = 1.
      const compiled = compiledWith("x = 1; x' = -z; z = 1; var z", "z^2 - x");
      const result = runCompiled(compiled, { end: 1, saveAt: Float64Array.of(0, 0.3, 1) }, method);
      expect(result.code).toBe(ResultCode.success);
      expect(result.at("x", 1)).toBeCloseTo((1 - 0.15) ** 2, 8);
      expect(result.at("z", 1)).toBeCloseTo(1 - 0.15, 7);
      expect(result.at("z", 2)).toBeCloseTo(0.5, 8);
    },
  );

  it("start from consistent values, wherever the text starts them", () => {
    const compiled = compiledWith("x = 4; x' = 0; z = 900; var z, w", "z^2 - x", "w + z - 5");
    const result = runCompiled(compiled, { end: 1, saveAt: Float64Array.of(0) });
    expect(Math.abs(result.at("z", 0))).toBeCloseTo(2, 12);
    expect(result.at("w", 0) + result.at("z", 0)).toBeCloseTo(5, 12);
  });

  it("are solved together, without a diagonal to pivot on", () => {
    const compiled = compiledWith("x = 1; x' = -x; var a, b", "a + b - x", "a - b - 1 + 0*b");
    const result = runCompiled(compiled, { end: 1 });
    expect(result.at("a", 0)).toBeCloseTo((Math.exp(-1) + 1) / 2, 9);
    expect(result.at("b", 0)).toBeCloseTo((Math.exp(-1) - 1) / 2, 9);
  });

  it("are solved again after an event, before what follows is triggered", () => {
    const text =
      "c = 1; var c; z = 1; var z; n = 0; var n; x = 0; x' = 1; at (x > 1): c = 5; at (z > 4): n = 1";
    const result = runCompiled(compiledWith(text, "z - c"), { end: 2 });
    expect(result.at("z", 0)).toBe(5);
    expect(result.fired.map((f) => f.event)).toEqual([0, 1]);
    expect(result.fired[1]!.time).toBe(result.fired[0]!.time);
  });

  it("without a solution end the run with its own code", () => {
    const result = runCompiled(compiledWith("z = 1; var z; x = 0; x' = 1", "z^2 + 1"), { end: 1 });
    expect(result.code).toBe(ResultCode.inconsistent);
  });
});
