// The adjoint is the transpose of the forward derivative: over random models, doses, events, methods
// and memory limits both give the same gradient to rounding.

import { loadJs } from "@chondron/compiler";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  compileText,
  defaultParameters,
  uniformTolerance,
} from "../../../../tests/problems/problem.js";
import { AdjointSensitivities } from "./adjoint.js";
import { ForwardSensitivities } from "./forward.js";
import { findInputs } from "./inputs.js";

const state = fc.nat(3).map((s) => `x${s}`);
const parameter = fc.nat(4).map((k) => `k${k}`);

/** Rates that keep states positive and bounded: decay, transfer, saturation, production, drive. */
const term = fc.oneof(
  fc.tuple(parameter, state).map(([k, x]) => `${k}*${x}/(1 + ${x}^2)`),
  fc.tuple(parameter, state, parameter).map(([k, x, n]) => `${k}/(1 + ${x}^(1 + ${n}))`),
  fc.tuple(parameter, parameter).map(([k, w]) => `${k}*(1 + cos(${w}*time))`),
  fc.tuple(parameter, state).map(([k, x]) => `${k}*exp(-${x})`),
  fc.tuple(parameter, state, state).map(([k, x, y]) => `${k}*piecewise(${x}, ${x} < ${y}, ${y})`),
);
const events = fc.oneof(
  fc.constant(""),
  fc
    .tuple(state, parameter, state)
    .map(([x, k, y]) => `at (${x} > ${k}): ${y} = ${y}/2 + ${k}*time, k0 = 0.9*k0 + 0.01*${y};`),
  fc
    .tuple(state, parameter, state)
    .map(([x, k, y]) => `at ${k} after (${x} > 0.8), fromTrigger=false: ${y} = ${x} + ${k};`),
  fc.tuple(parameter, state).map(([k, x]) => `at ${k} after (time > ${k}): ${x} = ${x} + ${k};`),
);
const models = fc.record({
  terms: fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 4 }),
  event: events,
  initial: fc.boolean(),
  values: fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 9, maxLength: 9 }),
  doses: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
  method: fc.constantFrom("rodas5p", "rodas4"),
  byteLimit: fc.constantFrom(64, 1000, 1e6),
  tolerance: fc.constantFrom(1e-3, 1e-6),
});

it("equals the forward derivative, weighted", () => {
  let [compared, fired] = [0, 0];
  fc.assert(
    fc.property(models, ({ terms, event, initial, values, doses, ...run }) => {
      const rates = terms.map((list, s) => `x${s}' = ${list.join(" + ")} - k${s}*x${s};`);
      const parameters = values.slice(0, 5).map((value, k) => `k${k} = ${value}; var k${k};`);
      const starts = values.slice(5).map((value, s) => `x${s} = ${value};`);
      if (initial) starts[0] = "x0 = k1*k2 + x1;";
      const text = [...parameters, ...starts, ...rates, event, "z := k3*x0*x1;"].join("\n");
      const dose = { variable: "x1", formula: "x1 + k2*amount" };
      const compiled = compileText(text, {
        actions: [{ id: "dose", arguments: ["amount"], assignments: [dose] }],
      });
      const system = loadJs(compiled);
      const ids = ["k0", "k1", "k2", "k3", "k4", "x1", "x2"];
      const { inputs } = findInputs(compiled, ids);
      const problem = {
        start: 0,
        end: 3,
        parameters: defaultParameters(system),
        schedule: doses
          .sort((a, b) => a - b)
          .map((twentieth) => ({ time: twentieth / 20, action: 0, arguments: [1 + twentieth] })),
        saveAt: Float64Array.of(0, 0.4, 1.1, 2, 3),
        tolerance: uniformTolerance(system, run.tolerance, 1e-9),
      };
      const forward = new ForwardSensitivities(system, inputs, run.method).run(problem);
      if (Number.isFinite(forward.undefinedFrom)) return;
      const adjoint = new AdjointSensitivities(system, inputs, run).run(problem);
      expect([...adjoint.solution.values]).toEqual([...forward.solution.values]);
      const weights = adjoint.solution.values.map((_, i) => Math.sin(1 + 3 * i));
      const gradient = adjoint.gradient(() => weights);
      ids.forEach((_, j) => {
        const parts = weights.map((w, i) => w * forward.derivatives[i * ids.length + j]!);
        const sum = parts.reduce((a, b) => a + b, 0);
        const size = parts.reduce((a, b) => a + Math.abs(b), 0);
        expect(Math.abs(gradient[j]! - sum)).toBeLessThanOrEqual(1e-10 * (size + 1e-3));
      });
      compared++;
      fired += forward.solution.fired.length;
    }),
    { numRuns: 60, seed: 5 },
  );
  expect(compared).toBeGreaterThan(50);
  expect(fired).toBeGreaterThan(10);
});
