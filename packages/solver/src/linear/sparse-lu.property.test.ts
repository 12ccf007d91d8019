// Sparse LU against dense LU with row exchanges, over random patterns and sizes.

import fc from "fast-check";
import { expect, it } from "vitest";
import { DenseLu } from "./dense-lu.js";
import { SparseLu } from "./sparse-lu.js";

const matrices = fc.integer({ min: 1, max: 25 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    entries: fc.uniqueArray(fc.nat(n * n - 1), { maxLength: 4 * n }),
    values: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
      minLength: 4 * n,
      maxLength: 4 * n,
    }),
    b: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
    shift: fc.double({ min: 0.01, max: 1000, noNaN: true }),
  }),
);

it("solves (shift·I - J)·x = b as dense elimination does, residual at rounding level", () => {
  fc.assert(
    fc.property(matrices, ({ n, entries, values, b, shift }) => {
      const rows = Int32Array.from(entries, (k) => Math.floor(k / n));
      const columns = Int32Array.from(entries, (k) => k % n);
      const jacobian = Float64Array.from(entries, (_, e) => values[e]!);
      const dense = new Float64Array(n * n);
      for (let e = 0; e < entries.length; e++) dense[entries[e]!]! -= jacobian[e]!;
      for (let k = 0; k < n; k++) dense[k * n + k]! += shift;
      const original = dense.slice();
      const reference = DenseLu.factorize(n, dense);
      const lu = new SparseLu(n, rows, columns);
      const possible = lu.factorize(shift, jacobian);
      if (!reference) return expect(possible).toBe(false);
      expect(possible).toBe(true);
      const x = Float64Array.from(b);
      lu.solve(x);
      const size = Math.max(...x.map(Math.abs), 1e-300);
      const norm = Math.max(...original.map(Math.abs));
      for (let i = 0; i < n; i++) {
        let residual = -b[i]!;
        for (let j = 0; j < n; j++) residual += original[i * n + j]! * x[j]!;
        // Diagonal pivots lose digits with the growth they allow; 1e-8 of the terms is that bound.
        expect(Math.abs(residual)).toBeLessThan(1e-7 * norm * size * n + 1e-12);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});

it("solves with the transposed matrix by the same factors, sparse and dense", () => {
  fc.assert(
    fc.property(matrices, fc.boolean(), ({ n, entries, values, b, shift }, dense) => {
      const rows = Int32Array.from(entries, (k) => Math.floor(k / n));
      const columns = Int32Array.from(entries, (k) => k % n);
      const jacobian = Float64Array.from(entries, (_, e) => values[e]!);
      const matrix = new Float64Array(n * n);
      for (let e = 0; e < entries.length; e++) matrix[entries[e]!]! -= jacobian[e]!;
      for (let k = 0; k < n; k++) matrix[k * n + k]! += shift;
      const lu = new SparseLu(n, rows, columns);
      const factors = dense ? DenseLu.factorize(n, matrix.slice()) : lu;
      if (!factors || !lu.factorize(shift, jacobian)) return;
      const x = Float64Array.from(b);
      factors.solveTransposed(x);
      const size = Math.max(...x.map(Math.abs), 1e-300);
      const norm = Math.max(...matrix.map(Math.abs));
      for (let j = 0; j < n; j++) {
        let residual = -b[j]!;
        for (let i = 0; i < n; i++) residual += matrix[i * n + j]! * x[i]!;
        expect(Math.abs(residual)).toBeLessThan(1e-7 * norm * size * n + 1e-12);
      }
    }),
    { numRuns: 300, seed: 2 },
  );
});

it("falls back to row exchanges where a diagonal pivot vanishes", () => {
  // shift·I - J = [[0, 1], [1, 0]]
  const lu = new SparseLu(2, Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 0, 1));
  expect(lu.factorize(1, Float64Array.of(1, -1, -1, 1))).toBe(true);
  const x = Float64Array.of(3, 7);
  lu.solve(x);
  expect([...x]).toEqual([7, 3]);
  lu.solveTransposed(x);
  expect([...x]).toEqual([3, 7]);
});

it("reports a singular matrix", () => {
  const lu = new SparseLu(2, Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 0, 1));
  expect(lu.factorize(1, Float64Array.of(0, -1, -1, 0))).toBe(false);
});
