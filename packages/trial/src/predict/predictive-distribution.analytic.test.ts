import { expect, test } from "vitest";
import { normalQuantile } from "../stats/normal.js";
import {
  predictiveCdf,
  predictiveQuantile,
  summarisePredictive,
} from "./predictive-distribution.js";

const part = (mean: number, betweenStudy: number, sampling: number, monteCarlo = 0) => ({
  ...{ mean, betweenStudy, sampling, monteCarlo },
});

test("one draw gives a normal distribution", () => {
  const one = [part(3, 9, 16)];
  expect(predictiveQuantile(one, 0.95)).toBeCloseTo(3 + 5 * normalQuantile(0.95), 4);
  expect(predictiveCdf(one, 3)).toBeCloseTo(0.5, 12);
});

test("many draws of normal means give the normal distribution of the sum", () => {
  const draws = Array.from({ length: 2000 }, (_, i) =>
    part(10 + 2 * normalQuantile((i + 0.5) / 2000), 1, 1.5, 0.5),
  );
  const { mean, sd, parameterSd, betweenStudySd, samplingSd, monteCarloSd } =
    summarisePredictive(draws);
  expect(mean).toBeCloseTo(10, 9);
  expect(sd).toBeCloseTo(Math.sqrt(7), 2);
  const squares = parameterSd ** 2 + betweenStudySd ** 2 + samplingSd ** 2 + monteCarloSd ** 2;
  expect(squares).toBeCloseTo(sd ** 2, 9);
  expect(predictiveQuantile(draws, 0.05)).toBeCloseTo(10 + Math.sqrt(7) * normalQuantile(0.05), 1);
});

test("far apart draws keep their gap, and draws without spread their mean", () => {
  const apart = [part(0, 0.01, 0), part(100, 0.01, 0)];
  expect(predictiveQuantile(apart, 0.25)).toBeCloseTo(0, 1);
  expect(predictiveQuantile(apart, 0.75)).toBeCloseTo(100, 1);
  expect(predictiveQuantile([part(4, 0, 0)], 0.9)).toBe(4);
});
