// Random programs as models make them: rates that are products of saturations, powers, choices and
// sums over three states and three parameters, with their Jacobian; and points to evaluate them at,
// with zeros and slightly negative states among them.

import fc from "fast-check";
import { differentiate } from "../differentiate.js";
import { Graph, isZero, liveNodes, type NodeId } from "../ir.js";
import type { Program } from "../program.js";
import type { Point } from "./evaluate.js";

type Build = (graph: Graph) => NodeId;

const stateCount = 3;
const parameterCount = 3;

const state = fc.nat(stateCount - 1).map(
  (i): Build =>
    (g) =>
      g.leaf("state", i),
);
const parameter = fc.nat(parameterCount - 1).map(
  (i): Build =>
    (g) =>
      g.leaf("parameter", i),
);
const constant = fc.constantFrom(0, 1, -1, 2, 0.5, -0.25, 3, 10, 1e-3).map(
  (value): Build =>
    (g) =>
      g.constant(value),
);
const leaf = fc.oneof(
  { weight: 3, arbitrary: state },
  { weight: 2, arbitrary: parameter },
  { weight: 1, arbitrary: constant },
  { weight: 1, arbitrary: fc.constant<Build>((g) => g.time()) },
);
const exponent = fc.oneof(
  fc
    .constantFrom(-4, -3, -2, -1, 2, 3, 4, 5, 7, 12, 0.5, 1.5, -0.5, 0.25, -1.75, 1.7, 2.3, -1.3)
    .map(
      (value): Build =>
        (g) =>
          g.constant(value),
    ),
  parameter,
);
const binary = fc.constantFrom("add", "sub", "mul", "div", "min", "max");
const unary = fc.constantFrom("neg", "exp", "abs", "tanh", "cos");

/** y^n / (y^n + k^n), as rate laws have it, or its complement. */
function saturation(y: Build, k: Build, n: Build, rises: boolean): Build {
  return (g) => {
    const [risen, half] = [g.apply("pow", y(g), n(g)), g.apply("pow", k(g), n(g))];
    return g.apply("div", rises ? risen : half, g.apply("add", risen, half));
  };
}

const { formula } = fc.letrec<{ formula: Build }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.tuple(binary, tie("formula"), tie("formula")).map(
      ([operation, a, b]): Build =>
        (g) =>
          g.apply(operation, a(g), b(g)),
    ),
    fc.tuple(binary, tie("formula"), tie("formula")).map(
      ([operation, a, b]): Build =>
        (g) =>
          g.apply(operation, a(g), b(g)),
    ),
    fc.tuple(unary, tie("formula")).map(
      ([operation, a]): Build =>
        (g) =>
          g.apply(operation, a(g)),
    ),
    fc.tuple(tie("formula"), exponent).map(
      ([a, b]): Build =>
        (g) =>
          g.apply("pow", a(g), b(g)),
    ),
    fc
      .tuple(state, parameter, exponent, fc.boolean())
      .map(([y, k, n, rises]) => saturation(y, k, n, rises)),
    fc.tuple(state, fc.boolean(), tie("formula"), tie("formula")).map(
      ([y, negated, a, b]): Build =>
        (g) => {
          const test = g.apply("lt", y(g), g.constant(0.7));
          return g.apply("select", negated ? g.apply("not", test) : test, a(g), b(g));
        },
    ),
  ),
}));

/** A program of three derivatives, their dense Jacobian less its zeros, and one event. */
export const randomProgram: fc.Arbitrary<Program> = fc
  .tuple(fc.array(formula, { minLength: stateCount, maxLength: stateCount }), formula, formula)
  .map(([rates, left, right]) => {
    const g = new Graph();
    const derivatives = rates.map((rate) => rate(g));
    const difference = g.apply("sub", left(g), right(g));
    const order = liveNodes(g, derivatives);
    const jacobian = Array.from({ length: stateCount }, (_, i) =>
      differentiate(g, derivatives, order, g.leaf("state", i)),
    );
    return {
      nodes: g.nodes,
      derivatives,
      jacobian: jacobian.flat().filter((id) => !isZero(g, id)),
      timeDerivative: differentiate(g, derivatives, order, g.time()),
      observables: [g.apply("mul", derivatives[0]!, derivatives[1]!)],
      triggers: [g.apply("lt", left(g), right(g))],
      roots: [difference],
    };
  });

/** Whole hundredths: numbers at the edges of double precision are not what models hold. */
const positive = fc.integer({ min: 5, max: 2000 }).map((n) => n / 100);
const stateValue = fc.oneof(
  { weight: 6, arbitrary: positive },
  { weight: 1, arbitrary: fc.constantFrom(0, -1e-9, -0.3, -2) },
);

/** A point for `randomProgram`. */
export const randomPoint: fc.Arbitrary<Point> = fc.record({
  time: fc.oneof(positive, fc.constant(0)),
  states: fc.array(stateValue, { minLength: stateCount, maxLength: stateCount }),
  // Whole values among the exponents: negative bases then have real powers.
  parameters: fc.array(fc.oneof(positive, fc.constantFrom(1, 2, 3)), {
    minLength: parameterCount,
    maxLength: parameterCount,
  }),
});
