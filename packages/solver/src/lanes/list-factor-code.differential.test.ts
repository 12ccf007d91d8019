// The factorisation by lists against the unrolled one, bit by bit, and both against the matrix.

import {
  Arena,
  hostImplementations,
  hostImports,
  importedMemory,
  importModule,
  type Lanes,
  ModuleBuilder,
  pairLanes,
  scalarLanes,
} from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import { compileText, problemText } from "../../../../tests/problems/problem.js";
import { type FactorPattern, planFactors } from "./factor-pattern.js";
import { defineLinearSolver, multiplicationsOf } from "./linear-solver.js";

const unlimited = { multiplications: Number.POSITIVE_INFINITY, entries: Number.POSITIVE_INFINITY };
const listsAlone = { multiplications: -1, entries: -1 };

/** Factors, cancellation and solution of one system per lane. */
function solve(lanes: Lanes, pattern: FactorPattern, limits: typeof unlimited, matrix: number[]) {
  const module = new ModuleBuilder(hostImports);
  const arena = new Arena();
  const reserve = (count: number): number => arena.reserve(count * lanes.bytes);
  const memory = { matrix: reserve(pattern.entries), cancellation: reserve(1) };
  const [right, solution] = [reserve(pattern.size), reserve(pattern.size)];
  const functions = defineLinearSolver(module, arena, lanes, pattern, memory, limits);
  module.export("factorize", functions.factorize);
  module.export("solve", functions.solve);
  const bytes = new WebAssembly.Module(module.encode(arena.pages));
  const store = new WebAssembly.Memory({ initial: arena.pages });
  const imports = { [importModule]: { ...hostImplementations, [importedMemory]: store } };
  const { exports } = new WebAssembly.Instance(bytes, imports);
  const doubles = new Float64Array(store.buffer);
  const read = (address: number, count: number): Float64Array =>
    doubles.slice(address / 8, address / 8 + count * lanes.width);
  doubles.set(spread(matrix, lanes), memory.matrix / 8);
  doubles.set(spread(rightSide(pattern), lanes), right / 8);
  (exports.factorize as () => void)();
  (exports.solve as (b: number, x: number) => void)(right, solution);
  return {
    factors: read(memory.matrix, pattern.entries),
    cancellation: read(memory.cancellation, 1),
    solution: read(solution, pattern.size),
  };
}

/** Values of all lanes side by side, every lane its own. */
function spread(values: readonly number[], { width }: Lanes): Float64Array {
  return Float64Array.from({ length: values.length * width }, (_, i) => {
    const lane = i % width;
    return values[Math.floor(i / width)]! * (1 + 0.25 * lane);
  });
}

const rightSide = ({ size }: FactorPattern): number[] =>
  Array.from({ length: size }, (_, i) => Math.cos(3 * i + 1));

/** Entries with a diagonal that dominates the row enough for pivots to be trusted. */
function matrixOf({ rows }: FactorPattern): number[] {
  return rows.flatMap((columns, i) =>
    columns.map((j) => Math.sin(7 * i + 3 * j) + (i === j ? 2 + columns.length : 0)),
  );
}

function residual(pattern: FactorPattern, matrix: number[], x: Float64Array): number {
  const b = rightSide(pattern);
  let entry = 0;
  return pattern.rows.reduce((worst, columns, i) => {
    const product = columns.reduce((sum, j) => sum + matrix[entry++]! * x[pattern.order[j]!]!, 0);
    return Math.max(worst, Math.abs(product - b[pattern.order[i]!]!));
  }, 0);
}

describe.each(["robertson", "hires", "synth50", "synth50p"])("%s", (name) => {
  const pattern = planFactors(compileText(problemText(name)));
  const matrix = matrixOf(pattern);

  it.each([
    ["one lane", scalarLanes],
    ["two lanes", pairLanes],
  ])("%s: the same bits", (_, lanes) => {
    const unrolled = solve(lanes, pattern, unlimited, matrix);
    expect(solve(lanes, pattern, listsAlone, matrix)).toEqual(unrolled);
  });

  it("solves the system", () => {
    const { solution, cancellation } = solve(scalarLanes, pattern, listsAlone, matrix);
    expect(residual(pattern, matrix, solution)).toBeLessThan(1e-13);
    expect(cancellation[0]).toBeLessThan(10);
  });
});

it("counts the multiplications of a full matrix", () => {
  const rows = Array.from({ length: 5 }, () => [0, 1, 2, 3, 4]);
  // Σ_k (n - k)·(1 + n - k) of the columns below and right of each pivot.
  expect(multiplicationsOf({ rows })).toBe(4 * 5 + 3 * 4 + 2 * 3 + 1 * 2);
});
