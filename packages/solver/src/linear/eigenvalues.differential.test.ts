// Real parts of eigenvalues against ml-matrix over random matrices, and on matrices whose spectrum is
// known.

import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { realParts } from "./eigenvalues.js";

function sorted(values: Iterable<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

function close(actual: readonly number[], expected: readonly number[], bound: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(bound);
  });
}

// Sixty-fourths: the general routine does not end on some matrices of denormal numbers.
const entry = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: -192, max: 192 }).map((v) => v / 64) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const matrices = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    values: fc.array(entry, { minLength: n * n, maxLength: n * n }),
    scales: fc.array(fc.integer({ min: -12, max: 12 }), { minLength: n, maxLength: n }),
  }),
);

it("agrees with a general routine, whatever the scales of rows and columns", () => {
  fc.assert(
    fc.property(matrices, ({ n, values, scales }) => {
      const rows = Array.from({ length: n }, (_, i) => values.slice(i * n, (i + 1) * n));
      const expected = new EigenvalueDecomposition(new Matrix(rows)).realEigenvalues;
      // A similarity by powers of two changes no eigenvalue.
      const scaled = Float64Array.from(
        values,
        (v, e) => v * 2 ** (scales[Math.floor(e / n)]! - scales[e % n]!),
      );
      const size = 1 + Math.max(...values.map(Math.abs));
      // Eigenvalues of multiplicity m move by the m-th root of rounding.
      close(sorted(realParts(n, scaled)), sorted(expected), 2e-3 * size);
      // Their sum is the trace, which is well conditioned.
      const trace = values.reduce((sum, v, e) => (e % (n + 1) === 0 ? sum + v : sum), 0);
      const total = realParts(n, Float64Array.from(values)).reduce((sum, v) => sum + v, 0);
      expect(Math.abs(total - trace)).toBeLessThan(1e-9 * size * n);
    }),
    { numRuns: 500, seed: 1 },
  );
});

describe("known spectra", () => {
  it.each([
    ["companion of (x-1)(x-2)(x-3)(x-4)", 4, [10, -35, 50, -24], [1, 2, 3, 4]],
    ["companion of (x²+1)(x²+4)", 4, [0, -5, 0, -4], [0, 0, 0, 0]],
    ["companion of (x+1e-6)(x+1)(x+1e6)", 3, companion(1e-6, 1, 1e6), [-1e6, -1, -1e-6]],
  ] as const)("%s", (_, n, first, expected) => {
    const a = new Float64Array(n * n);
    a.set(first);
    for (let i = 1; i < n; i++) a[i * n + i - 1] = 1;
    const parts = sorted(realParts(n, a));
    expected.forEach((value, i) => {
      expect(Math.abs(parts[i]! - value)).toBeLessThan(1e-9 * Math.max(1e-4, Math.abs(value)));
    });
  });

  it("a cycle, which plain shifts leave unchanged", () => {
    const n = 6;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) a[i * n + ((i + 1) % n)] = 1;
    const expected = Array.from({ length: n }, (_, k) => Math.cos((2 * Math.PI * k) / n));
    close(sorted(realParts(n, a)), sorted(expected), 1e-12);
  });

  it("nothing and one", () => {
    expect([...realParts(0, new Float64Array())]).toEqual([]);
    expect([...realParts(1, Float64Array.of(-7))]).toEqual([-7]);
  });
});

/** Minus the coefficients of the polynomial with roots -a, -b, -c, the highest power first. */
function companion(a: number, b: number, c: number): [number, number, number] {
  return [-(a + b + c), -(a * b + a * c + b * c), -a * b * c];
}
