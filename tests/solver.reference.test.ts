// The integrator on reference problems with known solutions (tests/problems).

import { integrate, methodNames, ResultCode } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { problemText, referenceOf, systemOf } from "./problems/problem.js";
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
