// Delays against the method of steps: between multiples of the delay the solution is a polynomial.

import { describe, expect, it } from "vitest";
import { compileText } from "../../../tests/problems/problem.js";
import { runnerWith } from "../../../tests/problems/run.js";
import { integrate } from "./integrate.js";
import { methodNames } from "./method/methods.js";

const runCompiled = runnerWith(integrate);

const grid = (...times: number[]) => ({ end: times.at(-1)!, saveAt: Float64Array.from(times) });

describe("delays", () => {
  it.each(methodNames)("in a derivative: y' = -y(t - 1) (%s)", (method) => {
    const result = runCompiled(compileText("y = 1; y' = -delay(y, 1)"), grid(0.5, 1, 2, 3), method);
    [0.5, 0, -1 / 2, -1 / 6].forEach((expected, row) => {
      expect(result.at("y", row)).toBeCloseTo(expected, 8);
    });
  });

  it("of delays, and of time", () => {
    const text = "x = 0; x' = 1; r := delay(delay(x, 1) + time, 0.5)";
    const result = runCompiled(compileText(text), grid(0.2, 1.2, 4));
    expect(result.at("r", 0)).toBeCloseTo(-0.3, 9);
    expect(result.at("r", 1)).toBeCloseTo(0.7, 9);
    expect(result.at("r", 2)).toBeCloseTo(2.5 + 3.5, 9);
  });

  it("that shrink with the state, to nothing at the start", () => {
    const result = runCompiled(compileText("x = 0; x' = 1; r := delay(x, time/2)"), grid(0, 1, 3));
    [0, 0.5, 1.5].forEach((expected, row) => {
      expect(result.at("r", row)).toBeCloseTo(expected, 9);
    });
  });

  it("before the start meet the start's own formula, and no rates", () => {
    const text = "x = sin(time); x' = 1; r := delay(x, 1); v := delay(rateOf(x), 1)";
    const result = runCompiled(compileText(text), grid(0, 0.5, 1.5));
    expect(result.at("r", 0)).toBeCloseTo(Math.sin(-1), 12);
    expect(result.at("r", 1)).toBeCloseTo(Math.sin(-0.5), 12);
    expect(result.at("r", 2)).toBeCloseTo(0.5, 9);
    expect([0, 1, 2].map((row) => result.at("v", row))).toEqual([0, 0, 1]);
  });

  it("carry the jumps of events, and trigger events in time", () => {
    const text = `x = 0; var x; n = 0; var n; y = 0; y' = delay(x, 1)
      at (time >= 1.5): x = 4
      at (delay(x, 1) > 2): n = n + 1`;
    const result = runCompiled(compileText(text), grid(2.4, 2.6, 3.5));
    expect(result.at("n", 0)).toBe(0);
    expect(result.at("n", 1)).toBe(1);
    expect(result.at("y", 2)).toBeCloseTo(4, 8);
    expect(result.fired[1]!.time).toBeCloseTo(2.5, 12);
  });

  it("leave nothing behind for the next run of the same integrator", () => {
    const compiled = compileText("y = 1; y' = -delay(y, 1)");
    const first = runCompiled(compiled, grid(3));
    const second = runCompiled(compiled, grid(1, 3));
    expect(second.at("y", 1)).toBe(first.at("y", 0));
  });
});
