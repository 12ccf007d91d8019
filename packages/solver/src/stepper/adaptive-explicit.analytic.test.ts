// Tsit5: its order and that of its dense output, measured on problems with closed solutions; its
// estimate of stiffness.

import type { System } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import {
  compileText,
  defaultParameters,
  systemOf,
  uniformTolerance,
} from "../../../../tests/problems/problem.js";
import { runnerWith } from "../../../../tests/problems/run.js";
import { integrate } from "../integrate.js";
import { tsit5 } from "../method/tsit5.js";
import { freshCounters } from "../step.js";
import { AdaptiveExplicit } from "./adaptive-explicit.js";

const growing = "x = 1; x' = x*cos(time)";
const exact = (t: number): number => Math.exp(Math.sin(t));
const run = runnerWith(integrate);

/** So loose that no step is rejected. */
const anything = 1e12;

/** Errors of the first state at `end` and at 0.4 of the worst step, after n equal steps from 0. */
function errorsAtFixedSteps(
  system: System,
  stepper: AdaptiveExplicit,
  n: number,
  end: number,
  exact: (t: number) => number,
): { end: number; inside: number } {
  const { compiled } = system;
  const p = new Float64Array(compiled.parameters.length + compiled.hoistedCount);
  p.set(defaultParameters(system));
  system.hoist(p);
  const y = Float64Array.from(compiled.states, (state) => state.initialValue);
  const at = { t: 0, y, p, problem: { end, tolerance: uniformTolerance(system, 0, anything) } };
  const middle = new Float64Array(y.length);
  let inside = 0;
  stepper.begin(at, freshCounters());
  for (let i = 0; i < n; i++) {
    stepper.prepare();
    stepper.attempt(end / n, ((i + 1) * end) / n);
    stepper.step.interpolate(0.4, middle);
    inside = Math.max(inside, Math.abs(middle[0]! - exact(((i + 0.4) * end) / n)));
    y.set(stepper.step.proposed);
    at.t = ((i + 1) * end) / n;
  }
  return { end: Math.abs(y[0]! - exact(end)), inside };
}

/** Order of convergence from the errors with h and h/2. */
function orderOf(coarse: number, fine: number): number {
  return Math.log2(coarse / fine);
}

describe("Tsit5", () => {
  const errors = [32, 64].map((n) => {
    const system = systemOf(growing);
    return errorsAtFixedSteps(system, new AdaptiveExplicit(system, tsit5), n, 3, exact);
  });
  const [coarse, fine] = errors as [(typeof errors)[0], (typeof errors)[0]];

  it("has order 5, slope within 0.2", () => {
    expect(Math.abs(orderOf(coarse.end, fine.end) - 5)).toBeLessThan(0.2);
  });

  it("has dense output of order 4, slope within 0.3 of one more inside the step", () => {
    expect(orderOf(coarse.inside, fine.inside)).toBeGreaterThan(4.7);
  });

  it("has weights that sum as they must", () => {
    const total = (row: readonly number[]): number => row.reduce((sum, x) => sum + x, 0);
    tsit5.a.forEach((row, i) => {
      expect(total(row)).toBeCloseTo(tsit5.nodes[i]!, 14);
    });
    expect(total(tsit5.error)).toBeCloseTo(0, 14);
    for (const row of tsit5.dense) expect(total(row)).toBeCloseTo(0, 13);
  });

  it("needs six evaluations of f a step", () => {
    const { counters } = run(compileText("x = 1; x' = y; y = 0; y' = -x"), { end: 20 }, "tsit5");
    expect(counters.rhsCalls).toBe(6 * (counters.steps + counters.rejected) + 1);
    expect(counters.factorizations).toBe(0);
  });

  it("keeps two turns of a pendulum to its tolerance", () => {
    const { at } = run(compileText("x = 1; x' = y; y = 0; y' = -x"), { end: 4 * Math.PI }, "tsit5");
    expect(at("x", 0)).toBeCloseTo(1, 7);
    expect(at("y", 0)).toBeCloseTo(0, 7);
  });
});

describe("stiffness along a run", () => {
  const lengths = (rate: number) => {
    const system = systemOf(`x = 1; x' = -${rate}*(x - cos(time))`);
    const stepper = new AdaptiveExplicit(system, tsit5);
    const p = new Float64Array(system.compiled.parameters.length + system.compiled.hoistedCount);
    system.hoist(p);
    const tolerance = { relative: 1e-4, absolute: Float64Array.of(1e-6) };
    const at = { t: 0, y: Float64Array.of(1), p, problem: { end: 10, tolerance } };
    const counters = freshCounters();
    stepper.begin(at, counters);
    while (at.t < 10 && !stepper.stiff) {
      stepper.prepare();
      while (!stepper.attempt(stepper.wanted, at.t + stepper.wanted)) {
        // Try again with what is now wanted.
      }
      at.y.set(stepper.proposed);
      at.t = stepper.end;
    }
    return { stiff: stepper.stiff, steps: counters.steps };
  };

  it("is seen within 60 steps where a mode is a thousand times faster than the solution", () => {
    const { stiff, steps } = lengths(1000);
    expect(stiff).toBe(true);
    expect(steps).toBeLessThan(60);
  });

  it("is not seen where accuracy sets the steps", () => {
    expect(lengths(1).stiff).toBe(false);
  });
});
