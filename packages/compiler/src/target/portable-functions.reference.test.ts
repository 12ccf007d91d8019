// The functions that every engine computes alike, against the host's library and against known bits.

import { expect, test } from "vitest";
import { cos, sin, tanh } from "./portable-functions.js";

/** Distance in units in the last place of the larger. */
function ulps(a: number, b: number): number {
  const size = Math.max(Math.abs(a), Math.abs(b));
  return size === 0 ? 0 : Math.abs(a - b) / 2 ** (Math.floor(Math.log2(size)) - 52);
}

function points(count: number, reach: number): number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 31 - 1) * reach;
  });
}

test.each([
  ["sin", sin, Math.sin, 2],
  ["cos", cos, Math.cos, 2],
  ["tanh", tanh, Math.tanh, 3],
] as const)("%s is the host's within a few units in the last place", (_name, own, host, most) => {
  for (const reach of [1e-9, 0.1, 1, 10, 1e3, 1e6])
    for (const x of points(2000, reach))
      expect(ulps(own(x), host(x)), `${x}`).toBeLessThanOrEqual(most);
});

test("special values", () => {
  for (const f of [sin, cos, tanh]) expect(f(Number.NaN)).toBeNaN();
  expect(sin(Number.POSITIVE_INFINITY)).toBeNaN();
  expect(tanh(Number.NEGATIVE_INFINITY)).toBe(-1);
  expect(Object.is(sin(-0), -0) && Object.is(tanh(-0), -0)).toBe(true);
  expect(cos(0)).toBe(1);
});
