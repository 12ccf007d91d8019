import { expect, test } from "vitest";
import { linearScale, logDomain, logScale, niceDomain } from "./scale.js";

test.each([
  [0, 1],
  [-3.7, 12.4],
  [1e-9, 3e-9],
  [-1e6, 5],
])("ticks of [%d, %d] lie inside and are evenly spaced, and the map inverts", (low, high) => {
  const scale = linearScale([low, high], [10, 310]);
  expect(scale.ticks.length).toBeGreaterThanOrEqual(3);
  for (const tick of scale.ticks) {
    expect(tick).toBeGreaterThanOrEqual(low - 1e-9 * (high - low));
    expect(tick).toBeLessThanOrEqual(high + 1e-9 * (high - low));
    expect(scale.invert(scale(tick))).toBeCloseTo(tick, 6);
  }
  const steps = scale.ticks.slice(1).map((tick, i) => tick - scale.ticks[i]!);
  for (const step of steps) expect(step / steps[0]!).toBeCloseTo(1, 6);
});

test("a nice domain holds all finite values and what must be seen", () => {
  const [low, high] = niceDomain([[3.2, Number.NaN, 17.1], new Float64Array([5])], [0]);
  expect(low).toBe(0);
  expect(high).toBeGreaterThanOrEqual(17.1);
  expect(high).toBeLessThanOrEqual(20);
});

test("data that does not vary, or is not there, still has an axis", () => {
  const [low, high] = niceDomain([[4, 4]]);
  expect(low).toBeLessThan(4);
  expect(high).toBeGreaterThan(4);
  expect(niceDomain([])).toEqual([0, 1]);
  expect(linearScale([2, 2], [0, 100])(2)).toBe(0);
});

test("a logarithmic axis puts equal ratios at equal distances", () => {
  expect(logDomain([[0, 3e-4, 250]])).toEqual([1e-4, 1000]);
  const scale = logScale([1e-2, 1e2], [0, 400]);
  expect(scale(1)).toBeCloseTo(200, 9);
  expect(scale(10) - scale(1)).toBeCloseTo(scale(1) - scale(0.1), 9);
  expect(scale.invert(scale(3))).toBeCloseTo(3, 9);
  expect(scale.ticks).toEqual([0.01, 0.1, 1, 10, 100]);
});
