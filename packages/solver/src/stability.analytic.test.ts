// Eigenvalues block by block on matrices with known spectra.

import { expect, it } from "vitest";
import { defaultParameters, systemOf } from "../../../tests/problems/problem.js";
import { isStable, largestRealPart, spectralAbscissa, strongComponents } from "./stability.js";

it("finds the blocks of a feedback loop and leaves chains apart", () => {
  // 0 → 1 → 2 → 0 is a loop, 3 hangs on it, 4 is alone.
  const components = strongComponents(5, Int32Array.of(0, 1, 2, 2), Int32Array.of(1, 2, 0, 3));
  const sorted = components.map((c) => [...c].sort()).sort((a, b) => a[0]! - b[0]!);
  expect(sorted).toEqual([[0, 1, 2], [3], [4]]);
});

it("gives the largest real part: complex pair, triangular part, empty diagonal", () => {
  // [[1, -2], [2, 1]] has 1 ± 2i; a third state decays and feeds the pair.
  const rows = Int32Array.of(0, 0, 1, 1, 2);
  const columns = Int32Array.of(0, 1, 0, 1, 2);
  expect(largestRealPart(3, rows, columns, Float64Array.of(1, -2, 2, 1, -9))).toBeCloseTo(1, 12);
  expect(largestRealPart(2, new Int32Array(), new Int32Array(), new Float64Array())).toBe(0);
});

it("tells a stable start from an unstable one by its parameters", () => {
  const system = systemOf("a = 0; b = 0; gain = 1; a' = gain*b - a; b' = a - b");
  const p = defaultParameters(system);
  const free = new Uint8Array(p.length);
  // Eigenvalues -1 ± √gain.
  expect(spectralAbscissa(system, p, free)).toBeCloseTo(0, 12);
  p[0] = 4;
  expect(spectralAbscissa(system, p, free)).toBeCloseTo(1, 12);
  expect(isStable(system, p, free, 0.5)).toBe(false);
  expect(isStable(system, p, free, 1.5)).toBe(true);
});

it("survives a chain of ten thousand states", () => {
  const n = 10_000;
  const rows = Int32Array.from({ length: n - 1 }, (_, i) => i);
  const columns = Int32Array.from({ length: n - 1 }, (_, i) => i + 1);
  expect(strongComponents(n, rows, columns)).toHaveLength(n);
});
