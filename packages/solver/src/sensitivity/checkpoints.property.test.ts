// Checkpoints stay within their memory and never leave a step without one before it.

import fc from "fast-check";
import { expect, it } from "vitest";
import { Checkpoints } from "./checkpoints.js";

it("keeps states at even strides, within the limit, from the first step on", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 2000 }),
      (steps, states, byteLimit) => {
        const checkpoints = new Checkpoints(byteLimit);
        const p = Float64Array.of(1);
        const kept = new Set<number>();
        for (let step = 0; step < steps; step++)
          checkpoints.offer(step, new Float64Array(states).fill(step), p);
        for (let step = 0; step < steps; step++) {
          const found = checkpoints.before(step);
          kept.add(found.step);
          expect(found.step).toBeLessThanOrEqual(step);
          expect(step - found.step).toBeLessThan(checkpoints.stride);
          expect(found.y[0]).toBe(found.step);
        }
        expect(kept.size).toBeLessThanOrEqual(Math.max(2, byteLimit / (8 * states)));
      },
    ),
    { numRuns: 60, seed: 4 },
  );
});
