// Triggers that turn true and false again inside one step, and the order of simultaneous events.

import { describe, expect, it } from "vitest";
import { compileText } from "../../../tests/problems/problem.js";
import { runnerWith } from "../../../tests/problems/run.js";
import { integrate } from "./integrate.js";
import { methodNames } from "./method/methods.js";

const runCompiled = runnerWith(integrate);

describe("triggers between the ends of a step", () => {
  it("are found where a state dips below a level for a moment", () => {
    // x = (t - 5)² - 1e-6 is negative for 2e-3 around t = 5; steps are many times longer.
    const text = "x = 25 - 1e-6; x' = 2*(time - 5); n = 0; var n; at (x < 0): n = n + 1";
    const { at, fired } = runCompiled(compileText(text), { end: 10 });
    expect(at("n", 0)).toBe(1);
    expect(fired[0]!.time).toBeCloseTo(5 - 1e-3, 5);
  });

  it.each(methodNames)("are found in a window met to the bit at both ends (%s)", (method) => {
    const text = "x = 1; x' = 1; n = 0; var n; at (x > 3.5 && x < 4): n = n + 1";
    const { at, fired } = runCompiled(compileText(text), { end: 100 }, method);
    expect(at("n", 0)).toBe(1);
    expect(fired[0]!.time).toBeCloseTo(2.5, 10);
  });

  it("are found where only time moves them", () => {
    const text = "n = 0; var n; at (sin(time) > 0.9): n = n + 1; x = 0; x' = 0";
    expect(runCompiled(compileText(text), { end: 60 }).at("n", 0)).toBe(10);
  });

  it("at a level reached at an output time are recorded after the event", () => {
    const text = "x = 0; x' = 1; n = 0; var n; at (time >= 2.5): n = 1";
    const saveAt = Float64Array.of(2.4, 2.5, 2.6);
    const { at } = runCompiled(compileText(text), { end: 10, saveAt });
    expect([0, 1, 2].map((row) => at("n", row))).toEqual([0, 1, 1]);
  });
});

describe("events of equal priority", () => {
  // Each second one of the two takes the turn from the other.
  const turn = (id: string) =>
    `at (x >= 1), persistent=false, priority=1: x = 0, ${id} = ${id} + 1`;
  const text = `x = 0; x' = 1; a = 0; b = 0; var a, b; ${turn("a")}; ${turn("b")}`;
  const counts = (eventOrderSeed?: number) => {
    const seeded = eventOrderSeed === undefined ? {} : { eventOrderSeed };
    const { at } = runCompiled(compileText(text), { end: 40.5, ...seeded });
    return [at("a", 0), at("b", 0)];
  };

  it("run in the order of the text without a seed", () => {
    expect(counts()).toEqual([40, 0]);
  });

  it("run in a random order that the seed repeats", () => {
    const [a, b] = counts(1);
    expect(a! + b!).toBe(40);
    expect(Math.min(a!, b!)).toBeGreaterThan(5);
    expect(counts(1)).toEqual([a, b]);
    expect(counts(2)).not.toEqual([a, b]);
  });
});

describe("events and compartments", () => {
  it("leave amounts alone when a size jumps", () => {
    const text = `compartment V = 2; species S in V; S = 3; x = 0; x' = 1; -> S; 0
      at (x > 1): V = 6`;
    expect(runCompiled(compileText(text), { end: 2 }).at("S", 0)).toBeCloseTo(1, 12);
  });

  it("take an assigned concentration by the size before the event", () => {
    const text = `compartment V = 2; species $S in V; S = 3; x = 0; x' = 1
      at (x > 1): V = 6, S = 9`;
    expect(runCompiled(compileText(text), { end: 2 }).at("S", 0)).toBeCloseTo(3, 12);
  });

  it("dilute a concentration that a rate rule drives when the size jumps", () => {
    const text = `compartment V = 1; V' = 1; species $S in V; S = 0; S' = 2
      at (V > 2): V = 4`;
    // At t = 1: S = 2 in V = 2, so 1 in V = 4; then S' = 2 again.
    expect(runCompiled(compileText(text), { end: 2 }).at("S", 0)).toBeCloseTo(3, 8);
  });
});

describe("an infinite derivative at the start", () => {
  it("does not stop the run: x' = 1 + sqrt(x) from 0", () => {
    const { at } = runCompiled(compileText("x = 0; x' = 1 + sqrt(x)"), { end: 2 });
    const root = Math.sqrt(at("x", 0));
    expect(2 * (root - Math.log(1 + root))).toBeCloseTo(2, 6);
  });
});
