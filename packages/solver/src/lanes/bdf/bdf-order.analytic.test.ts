// Accuracy and order of the BDF on lanes, on a smooth equation solved by hand.

import { type CompiledModel, loadJs } from "@chondron/compiler";
import { expect, it } from "vitest";
import {
  compileText,
  defaultParameters,
  uniformTolerance,
} from "../../../../../tests/problems/problem.js";
import { openEngine } from "../../engine/engine.js";
import type { Solution } from "../../problem.js";

/** x' = -x²(1 + t), x(0) = 1. */
const exact = (t: number): number => 1 / (1 + t + 0.5 * t * t);
const compiled: CompiledModel = compileText("x = 1; x' = -x^2*(1 + time)");
const saveAt = Float64Array.from({ length: 40 }, (_, i) => 0.05 * (i + 1));

function run(relative: number): Solution {
  const system = loadJs(compiled);
  const observe = Int32Array.of(compiled.observables.indexOf("x"));
  const engine = openEngine({
    compiled,
    method: "bdf",
    relativeTolerance: relative,
    observe,
    rows: saveAt.length,
  });
  return engine.run({
    start: 0,
    end: 2,
    parameters: defaultParameters(system),
    saveAt,
    observe,
    tolerance: uniformTolerance(system, relative, 1e-3 * relative),
  });
}

const errorOf = ({ values }: Solution): number =>
  saveAt.reduce((worst, t, i) => Math.max(worst, Math.abs(values[i]! / exact(t) - 1)), 0);

it.each([1e-4, 1e-6, 1e-8, 1e-10])(
  "within tolerance inside steps and at their ends: %d",
  (relative) => {
    const error = errorOf(run(relative));
    expect(error).toBeLessThan(100 * relative);
    expect(error).toBeGreaterThan(1e-3 * relative);
  },
);

it("needs as few more steps for a smaller tolerance as only orders 4 and 5 can", () => {
  const growth = run(1e-10).counters.steps / run(1e-6).counters.steps;
  // Steps grow like tolerance^(-1/(q + 1)): 6.3 at order 4, 4.6 at order 5, 10 at order 3.
  expect(growth).toBeLessThan(7);
  expect(growth).toBeGreaterThan(2);
});
