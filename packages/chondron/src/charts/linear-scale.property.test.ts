import fc from "fast-check";
import { expect, test } from "vitest";
import { linearScale } from "./linear-scale.js";

const span = fc.tuple(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
);

test("ends map to ends and ticks lie inside, at most 2.5 times the number asked for", () => {
  fc.assert(
    fc.property(span, ([low, width]) => {
      const scale = linearScale([low, low + width], [0, 100], 4);
      expect(scale(low)).toBeCloseTo(0, 6);
      expect(scale(low + width)).toBeCloseTo(100, 6);
      expect(scale.ticks.length).toBeLessThanOrEqual(5);
      for (const tick of scale.ticks) {
        expect(scale(tick)).toBeGreaterThanOrEqual(-1e-3);
        expect(scale(tick)).toBeLessThanOrEqual(100 + 1e-3);
      }
    }),
  );
});

test("ticks are round", () => {
  expect(linearScale([-2.1, 2.1], [0, 1], 4).ticks).toEqual([-2, 0, 2]);
  expect(linearScale([0, 10], [0, 1], 4).ticks).toEqual([0, 2.5, 5, 7.5, 10]);
});
