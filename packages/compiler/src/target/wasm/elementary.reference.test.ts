// exp, ln and powers against values in high precision (reference/make-elementary-values.py), in units
// in the last place of the exact value, over the whole range of doubles; and every exceptional
// argument against JavaScript's own functions, alone and beside a lane that is not exceptional. sin, cos
// and tanh have the bits of the JavaScript target.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cos, sin, tanh } from "../portable-functions.js";
import { functionRunner } from "./kernel-runner.test.data.js";
import { pairLanes, scalarLanes } from "./lanes.js";

interface Row {
  readonly name: string;
  readonly arguments: readonly number[];
  readonly high: number;
  readonly low: number;
}

const table = new URL("../../../reference/elementary-values.tsv", import.meta.url);
const rows: readonly Row[] = readFileSync(table, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [name, a, b, high, low] = line.split("\t");
    const args = b === "" ? [Number(a)] : [Number(a), Number(b)];
    return { name: name!, arguments: args, high: Number(high), low: Number(low) };
  });
const rowsOf = (name: string): Row[] => rows.filter((row) => row.name === name);

/** Distance of neighbouring doubles at |x|. */
function unitInLastPlace(x: number): number {
  return 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 52, -1074);
}

function error({ high, low }: Row, value: number): number {
  return Math.abs(value - high - low) / unitInLastPlace(high);
}

const scalar = {
  exp: functionRunner("exp", scalarLanes),
  ln: functionRunner("ln", scalarLanes),
  sin: functionRunner("sin", scalarLanes),
  cos: functionRunner("cos", scalarLanes),
  tanh: functionRunner("tanh", scalarLanes),
  pow: functionRunner("pow", scalarLanes),
  powln: functionRunner("powln", scalarLanes),
  powratio: functionRunner("powratio", scalarLanes),
};
type Name = keyof typeof scalar;
const ln = (a: number): number => scalar.ln([[a]])[0]!;

function worst(name: string, value: (args: readonly number[]) => number): number {
  return Math.max(...rowsOf(name).map((row) => error(row, value(row.arguments))));
}

describe("measured errors", () => {
  it("has points of every size", () => {
    expect(rowsOf("exp").length).toBeGreaterThan(400);
    expect(rowsOf("ln").length).toBeGreaterThan(400);
    expect(rowsOf("pow").length).toBeGreaterThan(500);
    for (const name of ["exp", "pow"]) {
      const sizes = rowsOf(name).map(({ high }) => Math.log2(high));
      expect(Math.min(...sizes)).toBeLessThan(-1040);
      expect(Math.max(...sizes)).toBeGreaterThan(1000);
    }
  });

  it("exp is within 1 ulp", () => {
    expect(worst("exp", (args) => scalar.exp([args])[0]!)).toBeLessThanOrEqual(1);
  });

  it("ln is within 1 ulp", () => {
    expect(worst("ln", (args) => scalar.ln([args])[0]!)).toBeLessThan(1);
  });

  it("powers by a logarithm are within 1 + 2.5 |b ln a| ulp", () => {
    const e = Math.max(
      ...rowsOf("pow").map((row) => {
        const [a, b] = row.arguments as [number, number];
        const value = scalar.powln([[a, b, ln(a)]])[0]!;
        return error(row, value) / (1 + 2.5 * Math.abs(b * Math.log(a)));
      }),
    );
    expect(e).toBeLessThan(1);
  });

  it("powers by a neighbouring power are within 3 + 2.5 |(b + 1) ln a| ulp", () => {
    const e = Math.max(
      ...rowsOf("pow").map((row) => {
        const [a, b] = row.arguments as [number, number];
        const power = scalar.powln([[a, b + 1, ln(a)]])[0]!;
        const value = scalar.powratio([[power, 1 / a, a, b]])[0]!;
        return error(row, value) / (3 + 2.5 * Math.abs((b + 1) * Math.log(a)));
      }),
    );
    expect(e).toBeLessThan(1);
  });

  it("bare powers are the host's", () => {
    for (const { arguments: args } of rowsOf("pow"))
      expect(scalar.pow([args])[0]).toBe(args[0]! ** args[1]!);
  });
});

const edges = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1,
  -1,
  5e-324,
  -5e-324,
  1e-310,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  708,
  708.0000000000001,
  -708.0000000000001,
  709.782712893384,
  709.7827128933841,
  -745.1332191019411,
  -745.1332191019412,
  1e300,
  -1e300,
  0.5,
  -2,
  3,
  1e-300,
];
const pairsOfEdges = edges.flatMap((a) => edges.map((b) => [a, b] as const));

/** What the functions must give at an edge: JavaScript's value, to a few units where it is finite. */
function expectLike(actual: number, expected: number, what: string, relative = 1e-15): void {
  if (!Number.isFinite(expected) || expected === 0) {
    expect(Object.is(actual, expected), `${what}: ${actual}, expected ${expected}`).toBe(true);
    return;
  }
  const difference = Math.abs(actual - expected);
  expect(difference, what).toBeLessThanOrEqual(Math.max(5e-324, relative * Math.abs(expected)));
}

describe("edges", () => {
  it("exp and ln mean what JavaScript says", () => {
    for (const x of edges) {
      expectLike(scalar.exp([[x]])[0]!, Math.exp(x), `exp ${x}`);
      expectLike(ln(x), Math.log(x), `ln ${x}`);
    }
  });

  it("powers mean what JavaScript says", () => {
    for (const [a, b] of pairsOfEdges) {
      const expected = a ** b;
      const exponent = Math.abs(b * Math.log(a)) || 0;
      const relative = 1e-15 + 6e-16 * exponent;
      const power = scalar.powln([[a, b + 1, ln(a)]])[0]!;
      expectLike(scalar.powln([[a, b, ln(a)]])[0]!, expected, `powln ${a} ${b}`, relative);
      // p = a^(b + 1) with b + 1 = b says nothing of a^b.
      if (b + 1 === b && Number.isFinite(b)) continue;
      const value = scalar.powratio([[power, 1 / a, a, b]])[0]!;
      const wider = 3 * relative + 6e-16 * (Math.abs(Math.log(a)) || 0);
      expectLike(value, expected, `powratio ${a} ${b}`, wider);
    }
  });
});

/** Angles of every size and sign, multiples of π/4 and their neighbours. */
const angles = [
  ...edges,
  ...Array.from({ length: 400 }, (_, i) => (i % 2 ? -1 : 1) * 10 ** (-12 + i / 20)),
  ...Array.from({ length: 200 }, (_, i) => ((i - 100) * Math.PI) / 4),
  ...Array.from({ length: 200 }, (_, i) => ((i - 100) * Math.PI * (1 + 2 ** -52)) / 4),
];

describe("waves", () => {
  const portable = { sin, cos, tanh };
  it.each(["sin", "cos", "tanh"] as const)("%s has the bits of the JavaScript target", (name) => {
    for (const x of angles) {
      const [found] = scalar[name]([[x]]);
      expect(Object.is(found, portable[name](x)), `${name} ${x}: ${found}`).toBe(true);
    }
  });
});

describe("two lanes", () => {
  const argumentsOf: Readonly<Record<Name, readonly (readonly number[])[]>> = {
    exp: [...edges.map((x) => [x]), ...rowsOf("exp").map((row) => row.arguments)],
    ln: [...edges.map((x) => [x]), ...rowsOf("ln").map((row) => row.arguments)],
    sin: angles.map((x) => [x]),
    cos: angles.map((x) => [x]),
    tanh: angles.map((x) => [x]),
    pow: pairsOfEdges,
    powln: pairsOfEdges.map(([a, b]) => [a, b, ln(a)]),
    powratio: pairsOfEdges.map(([a, b]) => [scalar.powln([[a, b + 1, ln(a)]])[0]!, 1 / a, a, b]),
  };

  it.each(Object.keys(scalar) as Name[])(
    "%s has the bits of one lane, whatever its neighbour is",
    (name) => {
      const both = functionRunner(name, pairLanes);
      const lists = argumentsOf[name];
      const alone = lists.map((args) => scalar[name]([args])[0]!);
      // Strides without common factors put every kind beside every other.
      for (const stride of [1, 7, 11])
        lists.forEach((args, i) => {
          const j = (i * stride + 3) % lists.length;
          const [first, second] = both([args, lists[j]!]);
          expect(Object.is(first, alone[i]), `${name} ${args}, first lane`).toBe(true);
          expect(Object.is(second, alone[j]), `${name} ${lists[j]}, second lane`).toBe(true);
        });
    },
  );
});
