import fc from "fast-check";
import { expect, test } from "vitest";
import {
  beta,
  chiSquare,
  type Distribution,
  fisherF,
  lognormalFromMean,
  lognormalFromMedian,
  logSdFromCv,
  normal,
  studentT,
  truncate,
  uniform,
} from "./distribution.js";
import { mean, standardDeviation } from "./summary.js";

const shape = fc.double({ min: 0.3, max: 2000, noNaN: true });
const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const distribution: fc.Arbitrary<Distribution> = fc.oneof(
  fc.constant(normal(2, 3)),
  fc.constant(uniform(-1, 4)),
  fc.constant(lognormalFromMedian(5, 0.4)),
  shape.map(studentT),
  shape.map(chiSquare),
  fc.tuple(shape, shape).map(([a, b]) => fisherF(a, b)),
  fc.tuple(shape, shape).map(([a, b]) => beta(a, b)),
);

test("cdf of quantile gives the probability back, and the tails add to 1", () => {
  const property = fc.property(distribution, probability, (d, p) => {
    const x = d.quantile(p);
    expect(Math.abs(d.cdf(x) - p)).toBeLessThan(1e-11 * p + 1e-13);
    expect(Math.abs(d.cdf(x) + d.upperTail(x) - 1)).toBeLessThan(1e-14);
  });
  fc.assert(property, { seed: 21, numRuns: 500 });
});

test("quantiles increase with the probability", () => {
  const property = fc.property(distribution, probability, probability, (d, p, q) => {
    const [low, high] = p < q ? [p, q] : [q, p];
    expect(d.quantile(low)).toBeLessThanOrEqual(d.quantile(high));
  });
  fc.assert(property, { seed: 22, numRuns: 300 });
});

test("outside [0, 1] there is no quantile, at its ends the range ends", () => {
  for (const d of [normal(), studentT(3), chiSquare(3), fisherF(2, 5), beta(2, 3), uniform(0, 1)]) {
    expect([d.quantile(-0.1), d.quantile(1.1), d.quantile(Number.NaN)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  }
  expect([normal().quantile(0), normal().quantile(1)]).toEqual([-Infinity, Infinity]);
  expect([studentT(3).quantile(0), studentT(3).quantile(1)]).toEqual([-Infinity, Infinity]);
  expect([chiSquare(3).quantile(0), chiSquare(3).quantile(1)]).toEqual([0, Infinity]);
  expect([fisherF(2, 5).quantile(0), fisherF(2, 5).quantile(1)]).toEqual([0, Infinity]);
  expect([beta(2, 3).quantile(0), beta(2, 3).quantile(1)]).toEqual([0, 1]);
});

test("log-normal by mean and by median has the stated mean, median and CV", () => {
  const grid = Array.from({ length: 200_000 }, (_, i) => (i + 0.5) / 200_000);
  const byMean = grid.map(lognormalFromMean(3, 0.5).quantile);
  expect(mean(byMean)).toBeCloseTo(3, 3);
  expect(standardDeviation(byMean) / mean(byMean)).toBeCloseTo(0.5, 2);
  expect(lognormalFromMedian(3, 0.5).quantile(0.5)).toBeCloseTo(3, 14);
  expect(logSdFromCv(0)).toBe(0);
  expect(lognormalFromMedian(3, 0).quantile(0.9)).toBeCloseTo(3, 14);
});

test("a truncated draw stays within its limits and follows the conditional cdf", () => {
  const limits = fc.tuple(
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: 0.01, max: 5, noNaN: true }),
  );
  const property = fc.property(limits, probability, ([low, width], p) => {
    const d = truncate(normal(), low, low + width);
    const x = d.quantile(p);
    expect(x).toBeGreaterThanOrEqual(low);
    expect(x).toBeLessThanOrEqual(low + width);
    // Near 5 the base cdf is 1 - 3e-7, where 1e-16 is 4e-10 of the mass.
    expect(Math.abs(d.cdf(x) - p)).toBeLessThan(1e-6);
  });
  fc.assert(property, { seed: 23, numRuns: 500 });
});

test("truncation with no probability is a bug", () => {
  expect(() => truncate(normal(), 2, 1)).toThrow("no probability");
  expect(() => truncate(uniform(0, 1), 2, 3)).toThrow("no probability");
});
