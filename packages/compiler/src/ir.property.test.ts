// The graph against an interpreter that knows nothing of it: building (and simplifying) a formula and
// evaluating the graph equals evaluating the formula; the emitted JavaScript equals the graph; the
// symbolic derivative equals a central difference.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differentiate } from "./differentiate.js";
import { Graph, liveNodes, type NodeId } from "./ir.js";
import { emitBlock } from "./target/js-expression.js";

/** A smooth formula over x = y[0] and k = p[0], built and evaluated side by side. */
interface Formula {
  build(g: Graph): NodeId;
  value(x: number, k: number): number;
}

const leaf: fc.Arbitrary<Formula> = fc.oneof(
  fc.constant<Formula>({ build: (g) => g.leaf("state", 0), value: (x) => x }),
  fc.constant<Formula>({ build: (g) => g.leaf("parameter", 0), value: (_, k) => k }),
  fc
    .constantFrom(0, 1, -1, 2, 0.5, -0.25, 3)
    .map((c): Formula => ({ build: (g) => g.constant(c), value: () => c })),
);

type Unary = {
  name: "neg" | "exp" | "sin" | "cos" | "tanh" | "atan" | "abs";
  f: (a: number) => number;
};
const unary: Unary[] = [
  { name: "neg", f: (a) => -a },
  { name: "exp", f: Math.exp },
  { name: "sin", f: Math.sin },
  { name: "cos", f: Math.cos },
  { name: "tanh", f: Math.tanh },
  { name: "atan", f: Math.atan },
  { name: "abs", f: Math.abs },
];
type Binary = {
  name: "add" | "sub" | "mul" | "min" | "max";
  f: (a: number, b: number) => number;
};
const binary: Binary[] = [
  { name: "add", f: (a, b) => a + b },
  { name: "sub", f: (a, b) => a - b },
  { name: "mul", f: (a, b) => a * b },
  { name: "min", f: Math.min },
  { name: "max", f: Math.max },
];

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom(...unary), tie("formula")).map(
      ([op, a]): Formula => ({
        build: (g) => g.apply(op.name, a.build(g)),
        value: (x, k) => op.f(a.value(x, k)),
      }),
    ),
    fc.tuple(fc.constantFrom(...binary), tie("formula"), tie("formula")).map(
      ([op, a, b]): Formula => ({
        build: (g) => g.apply(op.name, a.build(g), b.build(g)),
        value: (x, k) => op.f(a.value(x, k), b.value(x, k)),
      }),
    ),
    // Quotients and powers of positive numbers: elsewhere there are poles, cusps and no derivative
    // in the exponent.
    fc.tuple(fc.constantFrom("div" as const, "pow" as const), tie("formula"), tie("formula")).map(
      ([name, a, b]): Formula => ({
        build: (g) => {
          const positive = g.apply("add", g.apply("abs", a.build(g)), g.constant(0.1));
          return name === "div"
            ? g.apply("div", b.build(g), positive)
            : g.apply("pow", positive, b.build(g));
        },
        value: (x, k) => {
          const positive = Math.abs(a.value(x, k)) + 0.1;
          return name === "div" ? b.value(x, k) / positive : positive ** b.value(x, k);
        },
      }),
    ),
    fc.tuple(tie("formula"), tie("formula"), tie("formula"), tie("formula")).map(
      ([a, b, c, d]): Formula => ({
        build: (g) =>
          g.apply("select", g.apply("lt", a.build(g), b.build(g)), c.build(g), d.build(g)),
        value: (x, k) => (a.value(x, k) < b.value(x, k) ? c.value(x, k) : d.value(x, k)),
      }),
    ),
  ),
}));
const point = fc.double({ min: 0.1, max: 2, noNaN: true });

function emitted(g: Graph, roots: readonly NodeId[]): (x: number, k: number) => number[] {
  const { statements, results } = emitBlock(g, roots);
  const run = new Function("y", "p", "t", `${statements.join("")} return [${results.join()}];`) as (
    y: number[],
    p: number[],
    t: number,
  ) => number[];
  return (x, k) => run([x], [k], 0);
}

describe("graph and emitted JavaScript", () => {
  it("equal direct evaluation wherever that is finite", () => {
    fc.assert(
      fc.property(formula, point, point, (f, x, k) => {
        const g = new Graph();
        const value = emitted(g, [f.build(g)])(x, k)[0]!;
        const expected = f.value(x, k);
        // Simplification may define 0·∞ and reorders a·b; nothing else may differ.
        if (!Number.isFinite(expected)) return;
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(expected)));
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  it("the symbolic derivative equals the central difference away from kinks", () => {
    let compared = 0;
    fc.assert(
      fc.property(formula, point, point, (f, x, k) => {
        const g = new Graph();
        const root = f.build(g);
        const derivative = differentiate(g, [root], liveNodes(g, [root]), g.leaf("state", 0))[0]!;
        const exact = emitted(g, [derivative])(x, k)[0]!;
        const [left, here, right] = [x - 1e-5, x, x + 1e-5].map((at) => f.value(at, k));
        const central = (right! - left!) / 2e-5;
        const scale = 1 + Math.abs(central) + Math.abs(here!);
        // Where the slopes of the two sides disagree there is a kink, a jump or no precision.
        const disagreement = Math.abs(right! + left! - 2 * here!) / 1e-5;
        if (!Number.isFinite(central) || disagreement > 1e-2 * scale) return;
        compared++;
        expect(Math.abs(exact - central)).toBeLessThan(1e-4 * scale);
      }),
      { numRuns: 2000, seed: 5 },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});

describe("nodes", () => {
  it("are shared where equal, whatever the order of a sum or product", () => {
    const g = new Graph();
    const [a, b] = [g.leaf("state", 0), g.leaf("state", 1)];
    expect(g.apply("mul", a, b)).toBe(g.apply("mul", b, a));
    expect(g.constant(0)).not.toBe(g.constant(-0));
  });

  it("are refused where ill-typed", () => {
    const g = new Graph();
    const truth = g.apply("lt", g.time(), g.constant(1));
    expect(() => g.apply("add", truth, g.constant(1))).toThrow("add takes (number,number)");
  });
});
