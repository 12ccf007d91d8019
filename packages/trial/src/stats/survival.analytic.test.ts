import { expect, test } from "vitest";
import { kaplanMeier, logRank, medianTime, numbersAtRisk, survivalAt } from "./survival.js";

const at = (time: number, event = true) => ({ time, event });

test("without censoring the curve is the share of subjects still without event", () => {
  const curve = kaplanMeier([at(1), at(2), at(2), at(4)], 0.95);
  expect(curve.steps.map((s) => [s.time, s.survival])).toEqual([
    [1, 0.75],
    [2, 0.25],
    [4, 0],
  ]);
  // Greenwood without censoring is the binomial standard error.
  expect(curve.steps[0]!.standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 4), 14);
  expect(curve.steps[2]!.lower).toBeNaN();
});

test("nobody has the event: survival 1 throughout, no median", () => {
  const curve = kaplanMeier([at(3, false), at(5, false)], 0.95);
  expect(survivalAt(curve, [0, 4, 10]).map((s) => s.survival)).toEqual([1, 1, 1]);
  expect(medianTime(curve).median).toBe(Infinity);
  expect(numbersAtRisk(curve, [0, 3, 4, 5, 6])).toEqual([2, 2, 1, 1, 0]);
});

test("no subjects: an empty curve", () => {
  const curve = kaplanMeier([], 0.95);
  expect([curve.n, curve.events, curve.steps.length]).toEqual([0, 0, 0]);
  expect(numbersAtRisk(curve, [0])).toEqual([0]);
});

test("log-rank by hand: events at 1 (a), 2 (b), 3 (a) of 2 + 2", () => {
  const result = logRank([at(1), at(3), at(2), at(3, false)], ["a", "a", "b", "b"]);
  // At risk (a of all): 2/4, 1/3, 1/2.
  expect(result.groups[0]!.expected).toBeCloseTo(1 / 2 + 1 / 3 + 1 / 2, 14);
  expect(result.covariance[0]![0]).toBeCloseTo(1 / 4 + 2 / 9 + 1 / 4, 14);
  expect(result.chiSquare).toBeCloseTo((2 - 4 / 3) ** 2 / (13 / 18), 14);
});

test("one group, or no event: nothing to compare", () => {
  const none = { chiSquare: 0, df: 0, p: Number.NaN };
  expect(logRank([at(1), at(2)], ["a", "a"])).toMatchObject(none);
  expect(logRank([at(1, false), at(2, false)], ["a", "b"])).toMatchObject(none);
});
