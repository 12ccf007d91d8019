// Tangents against central differences of the emitted functions, cotangents against tangents: for
// every direction d and weight w, wᵀ·(∂g·d) = (wᵀ·∂g)·d. Random models with every kind of rate, events,
// actions and computed starts.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileText } from "../../../../tests/problems/problem.js";
import { workingLength } from "../system.js";
import { loadJs } from "../target/js.js";
import { compileDerivatives, loadDerivatives } from "./compile-derivatives.js";
import type { DerivativeBlock } from "./derivative-system.js";

const compiled = compileText(
  `species S = 2, T = 1; compartment c = v; v = 1.5; S in c; T in c; var v2; v2 = 0.4;
   x = 2*a; y = 0.3; a = 0.7; b = 1.4; n = 2.3; var b; w = b^2;
   S -> T; a*S/(b + S) - v2*T;
   x' = -a*x^n/(b + x) + sin(n*time)^2 + w*sqrt(y); y' = tanh(a*x) - exp(-b)*y^n + ln(1 + x*y);
   z := piecewise(a*x, x > y, sqrt(y - x)) + max(x, y) - min(a*y, b) + abs(x - b) + floor(y);
   at b after (x + time > a*y + 4): v2 = v2 + x*b, y = y/2 + time*a;`,
  {
    actions: [
      {
        id: "dose",
        arguments: ["amount"],
        assignments: [
          { variable: "S", formula: "S + a*amount" },
          { variable: "b", formula: "b*(1 + y) + time" },
        ],
      },
    ],
  },
);
const system = loadJs(compiled);
const chosen = ["a", "n", "v"].map((id) => compiled.parameters.findIndex((p) => p.id === id));
const derivatives = loadDerivatives(compileDerivatives(compiled, Int32Array.from(chosen)));
const n = compiled.states.length;
const active = derivatives.parameters;

const numbers = (length: number, min: number, max: number) =>
  fc
    .array(fc.double({ min, max, noNaN: true }), { minLength: length, maxLength: length })
    .map((list) => Float64Array.from(list));
const points = fc.record({
  t: fc.double({ min: 0, max: 3, noNaN: true }),
  y: numbers(n, 0.2, 2),
  parameters: numbers(compiled.parameters.length, 0.2, 2),
  dt: fc.double({ min: -1, max: 1, noNaN: true }),
  dy: numbers(n, -1, 1),
  dp: numbers(active.length, -1, 1),
  a: numbers(n, 0.2, 2),
  da: numbers(n, -1, 1),
  w: numbers(60, -1, 1),
});
type Point = typeof points extends fc.Arbitrary<infer T> ? T : never;

function working(parameters: Float64Array): Float64Array {
  const p = new Float64Array(workingLength(compiled));
  p.set(parameters);
  system.hoist(p);
  return p;
}

/** Blocks with the length of `a` that varies. */
const blocks: readonly [string, DerivativeBlock, number][] = [
  ["f", derivatives.rhs, 0],
  ["∂f/∂t", derivatives.timeDerivative, 0],
  ["J·k", derivatives.jacobianProduct, 0],
  ["observables", derivatives.observables, 0],
  ["roots", derivatives.roots, 0],
  ["start values", derivatives.initial[0]!.block, 0],
  ["event values", derivatives.events[0]!.values, 0],
  ["event stores", derivatives.events[0]!.stored.block, 2],
  ["event delay", derivatives.events[0]!.delay!, 0],
  ["action", derivatives.actions[0]!.block, 0],
];

describe.each(blocks)("%s", (_, block, varying) => {
  it("has cotangents that are the transpose of its tangents", () => {
    fc.assert(
      fc.property(points, ({ t, y, parameters, dt, dy, dp, a, da, w }) => {
        const p = working(parameters);
        const out = new Float64Array(block.count);
        block.tangent(t, y, p, a, dt, dy, dp, da, out);
        const [ty, tp, ta] = [
          new Float64Array(n),
          new Float64Array(dp.length),
          new Float64Array(n),
        ];
        const tt = block.cotangent(t, y, p, a, w.slice(0, block.count), ty, tp, ta);
        const right = [tt * dt, ...dots(ty, dy), ...dots(tp, dp)];
        if (varying > 0) right.push(...dots(ta, da).slice(0, varying));
        const left = dots(w, out);
        const size = [...left, ...right].reduce((most, v) => Math.max(most, Math.abs(v)), 0);
        if (!Number.isFinite(size)) return;
        expect(Math.abs(sum(left) - sum(right))).toBeLessThanOrEqual(1e-11 * (size + 1e-6));
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe("tangents equal central differences", () => {
  const h = 1e-5;

  function moved({ t, y, parameters, dt, dy, dp }: Point, by: number) {
    const changed = parameters.slice();
    active.forEach((index, i) => {
      changed[index]! += by * dp[i]!;
    });
    return { t: t + by * dt, y: y.map((v, s) => v + by * dy[s]!), p: working(changed) };
  }

  function compare(
    block: DerivativeBlock,
    evaluate: (t: number, y: Float64Array, p: Float64Array, a: Float64Array) => Float64Array,
    bound: number,
  ): void {
    let compared = 0;
    fc.assert(
      fc.property(points, (point) => {
        const out = new Float64Array(block.count);
        const { t, y, parameters, dt, dy, dp, a, da } = point;
        block.tangent(t, y, working(parameters), a, dt, dy, dp, da, out);
        const [before, here, after] = [-h, 0, h].map((by) => {
          const at = moved(point, by);
          return evaluate(at.t, at.y, at.p, a);
        });
        out.forEach((value, i) => {
          // Slopes that differ between the sides show a kink.
          const kink = Math.abs(after![i]! + before![i]! - 2 * here![i]!) / h;
          if (!(kink < 1e-2)) return;
          const difference = (after![i]! - before![i]!) / (2 * h);
          expect(Math.abs(value - difference)).toBeLessThan(bound * (1 + Math.abs(difference)));
          compared++;
        });
      }),
      { numRuns: 100, seed: 8 },
    );
    expect(compared).toBeGreaterThan(100);
  }

  it("of f", () => {
    compare(derivatives.rhs, (t, y, p) => filled(n, (out) => system.rhs(t, y, p, out)), 1e-6);
  });

  it("of J·k", () => {
    const { rows, columns } = compiled.jacobian;
    const product = (t: number, y: Float64Array, p: Float64Array, k: Float64Array) => {
      const values = filled(rows.length, (out) => system.jacobian(t, y, p, out));
      return filled(n, (out) =>
        values.forEach((value, e) => {
          out[rows[e]!]! += value * k[columns[e]!]!;
        }),
      );
    };
    compare(derivatives.jacobianProduct, product, 1e-4);
  });

  it("of the observables", () => {
    const { length } = compiled.observables;
    const observe = (t: number, y: Float64Array, p: Float64Array) =>
      filled(length, (out) => system.observe(t, y, p, out));
    compare(derivatives.observables, observe, 1e-5);
  });
});

it("matrices hold what tangents do: ∂f/∂p and ∂(J·k)/∂(y, p)", () => {
  fc.assert(
    fc.property(points, ({ t, y, parameters, dy, dp, a }) => {
      const p = working(parameters);
      const still = new Float64Array(n);
      const { rhs, jacobianProduct, parameterRows, parameterColumns } = derivatives;
      const byParameters = filled(parameterRows.length, (out) =>
        derivatives.parameterJacobian(t, y, p, out),
      );
      const product = filled(n, (out) =>
        byParameters.forEach((value, e) => {
          out[parameterRows[e]!]! += value * dp[parameterColumns[e]!]!;
        }),
      );
      const tangent = filled(n, (out) => rhs.tangent(t, y, p, a, 0, still, dp, still, out));
      expectClose(product, tangent);
      const second = filled(derivatives.secondRows.length, (out) =>
        derivatives.second(t, y, p, a, out),
      );
      const both = filled(n, (out) =>
        second.forEach((value, e) => {
          const column = derivatives.secondColumns[e]!;
          out[derivatives.secondRows[e]!]! += value * (column < n ? dy[column]! : dp[column - n]!);
        }),
      );
      const along = filled(n, (out) => jacobianProduct.tangent(t, y, p, a, 0, dy, dp, still, out));
      expectClose(both, along);
    }),
    { numRuns: 100, seed: 9 },
  );
});

it("a branch that is not taken leaves no trace, whatever its slope", () => {
  const root = compileText("x = 0; y = 1; x' = piecewise(sqrt(x)*y, x > 0, y) + max(sqrt(x), y)");
  const { rhs } = loadDerivatives(compileDerivatives(root, new Int32Array(0)));
  const size = root.states.length;
  const ty = new Float64Array(size);
  const p = new Float64Array(workingLength(root));
  p.set(root.parameters.map((parameter) => parameter.value));
  rhs.cotangent(0, new Float64Array(size), p, [], Float64Array.of(1, 1), ty, p, ty);
  expect([...ty].every(Number.isFinite)).toBe(true);
});

it("parameters that events change vary with what they read, others stay out", () => {
  const ids = [...active].map((index) => compiled.parameters[index]!.id);
  expect(ids).toEqual(expect.arrayContaining(["a", "n", "v", "b", "v2"]));
});

function filled(length: number, fill: (out: Float64Array) => void): Float64Array {
  const out = new Float64Array(length);
  fill(out);
  return out;
}

function dots(a: Float64Array, b: Float64Array): number[] {
  return Array.from({ length: Math.min(a.length, b.length) }, (_, i) => a[i]! * b[i]!);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function expectClose(a: Float64Array, b: Float64Array): void {
  a.forEach((value, i) => {
    expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(1e-10 * (1 + Math.abs(value)));
  });
}
