import { expect, test } from "vitest";
import { jointState, vesicleDots } from "./joint-parts.js";

test("the picture takes what the model gives and leaves out what it does not", () => {
  const values: Record<string, number> = { TH: 3.8, JSW: 4, EV_sf: 4e11, BML: Number.NaN };
  expect(jointState((symbol) => values[symbol])).toEqual({
    cartilage: 1.9,
    jointSpace: 4,
    vesicles: 4e11,
  });
});

test("dots grow with the logarithm of the number of vesicles and stay few", () => {
  expect(vesicleDots(0)).toBe(0);
  expect(vesicleDots(Number.NaN)).toBe(0);
  expect(vesicleDots(1e6)).toBe(1);
  expect(vesicleDots(1e8) - vesicleDots(1e7)).toBe(vesicleDots(1e10) - vesicleDots(1e9));
  expect(vesicleDots(1e30)).toBe(60);
});
