import { expect, test } from "vitest";
import { areaPath, linePath, pixel } from "./svg-path.js";

const at = (values: readonly number[]) => (i: number) => values[i]!;
const x = (i: number): number => 10 * i;

test("a missing value breaks a line in two", () => {
  expect(linePath(4, x, at([1, 2, Number.NaN, 4]))).toBe("M0,1L10,2M30,4");
  expect(linePath(0, x, at([]))).toBe("");
});

test("an area runs along the upper edge and back along the lower one", () => {
  expect(areaPath(2, x, at([5, 6]), at([1, 2]))).toBe("M0,1L10,2L10,6L0,5Z");
  expect(areaPath(1, x, at([Number.NaN]), at([1]))).toBe("");
});

test("pixels are short", () => {
  expect([pixel(-0.001), pixel(1 / 3), pixel(12)]).toEqual(["0", "0.33", "12"]);
});
