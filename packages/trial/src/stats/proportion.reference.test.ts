// Risk differences against R's prop.test; Newcombe's interval against its formula on prop.test's
// Wilson limits (see reference/make-reference.R).

import { describe, expect, test } from "vitest";
import { proportion, riskDifference } from "./proportion.js";
import { readRows, reference, relativeError } from "./reference-table.test.support.js";

const expected = reference("results.tsv");
const cases = [
  ...new Set(
    readRows("results.tsv")
      .map((row) => row.case!)
      .filter((name) => name.startsWith("risk ")),
  ),
];
const TOLERANCE = 1e-12;

describe.each(cases)("%s", (name) => {
  const [x1, n1, x2, n2] = name.split(" ").slice(1).map(Number) as [number, number, number, number];
  const treated = { events: x1, n: n1 };
  const control = { events: x2, n: n2 };

  test.each(["wald", "waldContinuity"] as const)("%s equals prop.test", (method) => {
    const result = riskDifference(treated, control, { level: 0.95, method });
    for (const quantity of ["estimate", "lower", "upper", "chiSquare", "p"] as const) {
      const value = expected(name, method, quantity);
      // A statistic corrected down to 0 is 1e-32 in R: nothing to be relative to.
      const scale = Math.max(Math.abs(value), 1e-6);
      expect(Math.abs(result[quantity] - value) / scale, quantity).toBeLessThan(TOLERANCE);
    }
  });

  test("Newcombe's interval", () => {
    const result = riskDifference(treated, control, { level: 0.9, method: "newcombe" });
    for (const quantity of ["lower", "upper"] as const) {
      const value = expected(name, "newcombe", quantity);
      expect(relativeError(result[quantity], value)).toBeLessThan(TOLERANCE);
    }
  });

  test("Wilson's interval", () => {
    const result = proportion(treated, 0.95);
    expect(Math.abs(result.lower - expected(name, "wilson", "lower"))).toBeLessThan(TOLERANCE);
    expect(Math.abs(result.upper - expected(name, "wilson", "upper"))).toBeLessThan(TOLERANCE);
  });
});

test("no subjects: no number", () => {
  const result = proportion({ events: 0, n: 0 }, 0.95);
  expect([result.estimate, result.lower, result.upper]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});
