import { expect, test } from "vitest";
import { proportionMonteCarloError, replicateInterval } from "./replicates.js";
import { standardDeviation, sum, summarise } from "./summary.js";

test("sums keep what plain addition loses", () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  const tenths = Array.from({ length: 1_000_000 }, () => 0.1);
  expect(sum(tenths)).toBe(100_000);
});

test("the SD of values far from 0 keeps its digits", () => {
  expect(standardDeviation([4, 7, 13, 16].map((v) => v + 1e9))).toBeCloseTo(Math.sqrt(30), 12);
});

test("no values, one value", () => {
  expect(summarise([Number.NaN])).toMatchObject({ n: 0, missing: 1, mean: Number.NaN });
  expect(summarise([3])).toMatchObject({ n: 1, mean: 3, sd: Number.NaN, p5: 3, median: 3, max: 3 });
});

test("an interval over replicates does not shrink with their number, its Monte-Carlo error does", () => {
  const few = Array.from({ length: 101 }, (_, i) => i);
  const many = few.flatMap((v) => [v, v, v, v]);
  const [a, b] = [replicateInterval(few, 0.9), replicateInterval(many, 0.9)];
  expect([a.lower, a.upper, b.lower, b.upper]).toEqual([5, 95, 5, 95]);
  expect(b.monteCarloError / a.monteCarloError).toBeCloseTo(0.5, 2);
  expect(replicateInterval([1, Number.NaN], 0.9)).toMatchObject({ n: 1, missing: 1, mean: 1 });
  expect(proportionMonteCarloError(0.5, 100)).toBe(0.05);
});
