// Random graphs of every operation, typed but not simplified: whatever a kernel may be asked for, with
// values at the edges of double precision among the leaves.

import fc from "fast-check";
import {
  type BinaryOperation,
  expectedTypes,
  Graph,
  type Node,
  type NodeId,
  type Operation,
  resultType,
  type UnaryOperation,
} from "../../ir.js";
import type { Point } from "../../pass/evaluate.js";

const unary: readonly UnaryOperation[] = [
  ...(["neg", "abs", "exp", "ln", "log10", "sqrt", "floor", "ceil", "sin", "cos", "tan"] as const),
  ...(["asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"] as const),
  "factorial",
];
const binary: readonly BinaryOperation[] = [
  ...(["add", "sub", "mul", "div", "pow", "min", "max", "rem"] as const),
];
/** Every operation with arguments but the two powers that name a logarithm or another power. */
export const plainOperations: readonly Operation[] = [
  ...unary,
  ...binary,
  ...(["lt", "le", "eq", "and", "or", "not", "select"] as const),
];
/** Operations after which numbers stay of a size, for graphs of thousands of nodes. */
const tameOperations: readonly Operation[] = [
  ...(["neg", "abs", "sin", "cos", "tanh", "atan", "min", "max", "lt", "le", "and", "or"] as const),
  ...(["not", "select", "select", "add", "sub", "mul", "floor"] as const),
];

export const stateCount = 4;
export const parameterCount = 3;

export interface RandomNodes {
  readonly nodes: readonly Node[];
  readonly outputs: readonly NodeId[];
}

const edgeValues = [
  ...[0, -0, 1, -1, 0.5, 2, 3, -2.5, 7, 20, 171, 1e-3, 1e3, 709, -746],
  ...[5e-324, 1e-310, 1e-300, 1e300, Number.MAX_VALUE],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];

/** Numbers of moderate size, and the edges. */
const anyValue = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(...edgeValues) },
);

export const anyPoint: fc.Arbitrary<Point> = fc.record({
  time: anyValue,
  states: fc.array(anyValue, { minLength: stateCount, maxLength: stateCount }),
  parameters: fc.array(anyValue, { minLength: parameterCount, maxLength: parameterCount }),
});

/** A graph grown by `size` choices: an operation, and how far back each of its arguments lies. */
export function randomNodes(size: { min: number; max: number }): fc.Arbitrary<RandomNodes> {
  const operation = fc.constantFrom<Operation>(...plainOperations, "powln", "powratio");
  const step = fc.tuple(operation, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }));
  return fc
    .array(step, { minLength: size.min, maxLength: size.max })
    .map((steps) => grown(steps, 12));
}

/** A graph of many thousands of nodes with arguments near and far, from a seed. */
export function largeNodes(size: number, seed: number): RandomNodes {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
  const steps = Array.from({ length: size }, (): [Operation, number[]] => [
    tameOperations[next() % tameOperations.length]!,
    [next(), next(), next(), next()],
  ]);
  return grown(steps, 2000);
}

function grown(steps: readonly (readonly [Operation, number[]])[], reach: number): RandomNodes {
  const graph = new Graph();
  const nodes: Node[] = [];
  const known: Record<"number" | "boolean", NodeId[]> = { number: [], boolean: [] };
  const add = (node: Node): NodeId => {
    const id = nodes.push(node) - 1;
    known[node.type].push(id);
    return id;
  };
  for (let i = 0; i < stateCount; i++) graph.leaf("state", i);
  for (let i = 0; i < parameterCount; i++) graph.leaf("parameter", i);
  for (const value of [0, 1, 2.5, -0.75]) graph.constant(value);
  graph.time();
  graph.truth(true);
  graph.nodes.forEach(add);
  for (const [operation, choices] of steps) {
    const args = argumentsOf(nodes, known, operation, choices, reach, add);
    add({ operation, type: resultType(operation), arguments: args, value: 0 });
  }
  const last = nodes.length - 1;
  // The last node, some before it, a leaf, and one twice.
  const outputs = [last, last, ...[2, 3, 5].map((k) => Math.floor((last * k) / 6)), 0];
  return { nodes, outputs };
}

// powln(a, b, ln a) and powratio(a^(b + 1), 1/a, a, b), as passes leave them.
function argumentsOf(
  nodes: readonly Node[],
  known: Readonly<Record<"number" | "boolean", NodeId[]>>,
  operation: Operation,
  choices: readonly number[],
  reach: number,
  add: (node: Node) => NodeId,
): NodeId[] {
  const pick = (type: "number" | "boolean", choice: number): NodeId => {
    const all = known[type];
    return all[all.length - 1 - (choice % Math.min(all.length, reach))]!;
  };
  const make = (of: Operation, ...args: NodeId[]): NodeId =>
    add({ operation: of, type: "number", arguments: args, value: 0 });
  if (operation !== "powln" && operation !== "powratio")
    return expectedTypes(operation).map((type, i) => pick(type, choices[i]!));
  const [a, b] = [pick("number", choices[0]!), pick("number", choices[1]!)];
  const logarithm = make("ln", a);
  if (operation === "powln") return [a, b, logarithm];
  const one = nodes.findIndex((node) => node.operation === "constant" && node.value === 1);
  const power = make("powln", a, make("add", b, one), logarithm);
  return [power, make("div", one, a), a, b];
}
