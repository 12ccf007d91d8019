// The integrator on reference problems with known solutions (tests/problems).

import { integrate, methodNames, ResultCode } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { defaultParameters, problemText, referenceOf, systemOf } from "./problems/problem.js";
import { runToEnd } from "./problems/run.js";

function runTo(name: string, end: number, relative: number, absolute: number, method: string) {
  const system = systemOf(problemText(name));
  const solution = runToEnd(integrate, system, end, [relative, absolute], method);
  return { system, solution };
}

describe.each(methodNames.filter((name) => name !== "tsit5"))("%s", (method) => {
  it("HIRES to t = 321.8122 within 1e-6 relative at rtol 1e-8", () => {
    const reference = referenceOf("hires");
    const { system, solution } = runTo("hires", reference.time, 1e-8, 1e-13, method);
    expect(solution.code).toBe(ResultCode.success);
    system.compiled.states.forEach(({ id }, s) => {
      const expected = reference.values.get(id)!;
      expect(Math.abs(solution.finalState[s]! / expected - 1)).toBeLessThan(1e-6);
    });
  });

  it("Robertson to t = 1e11 within 1e-6 relative at rtol 1e-8", () => {
    const reference = referenceOf("robertson");
    const { system, solution } = runTo("robertson", reference.time, 1e-8, 1e-20, method);
    expect(solution.code).toBe(ResultCode.success);
    system.compiled.states.forEach(({ id }, s) => {
      const expected = reference.values.get(id)!;
      expect(Math.abs(solution.finalState[s]! / expected - 1)).toBeLessThan(1e-6);
    });
  });

  it("Robertson to t = 4e10: mass is kept and nearly all of it is in C", () => {
    const { solution } = runTo("robertson", 4e10, 1e-6, 1e-14, method);
    const [a, b, c] = solution.finalState;
    expect(solution.code).toBe(ResultCode.success);
    expect(Math.abs(a! + b! + c! - 1)).toBeLessThan(1e-12);
    expect(c!).toBeGreaterThan(0.999_999_9);
    expect(c!).toBeLessThan(1);
  });
});

it("work of Rodas5P on Robertson to 4e10 at rtol 1e-6", () => {
  const { solution } = runTo("robertson", 4e10, 1e-6, 1e-14, "rodas5p");
  expect(solution.counters).toMatchInlineSnapshot(`
    {
      "factorizations": 304,
      "jacobianCalls": 303,
      "rejected": 1,
      "rhsCalls": 2432,
      "solves": 2432,
      "steps": 303,
    }
  `);
});

it("BDF on Robertson takes no more steps and factorizations than CVODE's example prints", () => {
  // SUNDIALS, examples/cvode/serial/cvRoberts_dns.out: nst = 542, nsetups = 107, netf = 22, nje = 11.
  const system = systemOf(problemText("robertson"));
  const solution = integrate(
    system,
    {
      start: 0,
      end: 4e10,
      parameters: defaultParameters(system),
      saveAt: new Float64Array(),
      tolerance: { relative: 1e-4, absolute: Float64Array.of(1e-8, 1e-14, 1e-6) },
    },
    "bdf",
  );
  expect(solution.code).toBe(ResultCode.success);
  expect(solution.finalState[2]).toBeCloseTo(1, 6);
  expect(solution.counters).toMatchInlineSnapshot(`
    {
      "factorizations": 105,
      "jacobianCalls": 13,
      "rejected": 15,
      "rhsCalls": 859,
      "solves": 854,
      "steps": 427,
    }
  `);
  expect(solution.counters.steps).toBeLessThanOrEqual(542);
  expect(solution.counters.factorizations).toBeLessThanOrEqual(107);
});
