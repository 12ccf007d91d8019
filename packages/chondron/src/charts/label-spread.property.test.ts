import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels } from "./label-spread.js";

const places = fc.array(fc.double({ min: -50, max: 450, noNaN: true }), { maxLength: 8 });

test("labels stand at least a gap apart, in their order, inside the frame", () => {
  fc.assert(
    fc.property(places, (wanted) => {
      const placed = spreadLabels(wanted, 17, 0, 400);
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
      const sorted = order.map((i) => placed[i]!);
      for (const [i, y] of sorted.entries()) {
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(400);
        if (i > 0) expect(y - sorted[i - 1]!).toBeGreaterThanOrEqual(17 - 1e-9);
      }
    }),
  );
});

test("labels that do not collide stay where they are", () => {
  expect(spreadLabels([100, 40, 300], 17, 0, 400)).toEqual([100, 40, 300]);
});
