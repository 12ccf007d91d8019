// Spectral radii of matrices whose eigenvalues are known, and what is called stiff by them.

import type { System } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import { systemOf } from "../../../tests/problems/problem.js";
import { spectralRadius, startsStiff } from "./stiffness.js";

function place(system: System): [number, Float64Array, Float64Array] {
  const y = Float64Array.from(system.compiled.states, (state) => state.initialValue);
  return [0, y, new Float64Array(system.compiled.parameters.length + 10)];
}

describe("the spectral radius", () => {
  it.each([
    ["real eigenvalues", "x = 1; y = 1; x' = -100*x + y; y' = -3*y", 100],
    ["a complex pair", "x = 1; y = 1; x' = 20*y; y' = -20*x", 20],
    ["a damped pair of unequal scales", "x = 1; y = 1; x' = -3*x + 4e6*y; y' = -4e-6*x - 3*y", 5],
  ])("of %s, within a quarter: enough for a threshold", (_, text, radius) => {
    const system = systemOf(text);
    const ratio = spectralRadius(system, ...place(system)) / radius;
    expect(Math.abs(Math.log(ratio))).toBeLessThan(Math.log(1.25));
  });

  it("is 0 where nothing acts on itself", () => {
    const system = systemOf("x = 1; y = 1; x' = y; y' = 2");
    expect(spectralRadius(system, ...place(system))).toBe(0);
  });
});

describe("a start", () => {
  it("is stiff where the run is long for the fastest mode, and not where it is short", () => {
    const system = systemOf("x = 1; x' = -1000*x");
    expect(startsStiff(system, ...place(system), 100)).toBe(true);
    expect(startsStiff(system, ...place(system), 1)).toBe(false);
  });

  it("is stiff where the Jacobian is not finite", () => {
    const system = systemOf("x = 0; x' = 1 + sqrt(x)");
    expect(startsStiff(system, ...place(system), 1)).toBe(true);
  });
});
