// Local rewriting of one node before it enters the graph: constant folding and identities that are
// exact in IEEE arithmetic for finite operands (x·0 → 0 drops a NaN or infinity that could only
// come from an operand already outside the model's domain; it is what makes Jacobians sparse).
// Rules are a table by operation; each looks only at its own arguments.

import type { Graph, LeafOperation, NodeId, Operation } from "./ir.js";
import { operationValue } from "./operation-value.js";

type Rule = (graph: Graph, args: readonly NodeId[]) => NodeId | undefined;

const rules: Readonly<Record<string, readonly Rule[]>> = {
  add: [
    (g, [a, b]) => (isConstant(g, a, 0) ? b : undefined),
    (g, [a, b]) => (isConstant(g, b, 0) ? a : undefined),
    (g, [a, b]) => (isNegation(g, b) ? g.apply("sub", a!, inner(g, b)) : undefined),
    (g, [a, b]) => (isNegation(g, a) ? g.apply("sub", b!, inner(g, a)) : undefined),
  ],
  sub: [
    (g, [a, b]) => (isConstant(g, b, 0) ? a : undefined),
    (g, [a, b]) => (isConstant(g, a, 0) ? g.apply("neg", b!) : undefined),
    (g, [a, b]) => (a === b ? g.constant(0) : undefined),
    (g, [a, b]) => (isNegation(g, b) ? g.apply("add", a!, inner(g, b)) : undefined),
  ],
  mul: [
    (g, args) => (args.some((x) => isConstant(g, x, 0)) ? g.constant(0) : undefined),
    (g, [a, b]) => (isConstant(g, a, 1) ? b : undefined),
    (g, [a, b]) => (isConstant(g, b, 1) ? a : undefined),
    (g, [a, b]) => (isConstant(g, a, -1) ? g.apply("neg", b!) : undefined),
    (g, [a, b]) => (isConstant(g, b, -1) ? g.apply("neg", a!) : undefined),
    (g, [a, b]) => (isNegation(g, a) ? g.apply("neg", g.apply("mul", inner(g, a), b!)) : undefined),
    (g, [a, b]) => (isNegation(g, b) ? g.apply("neg", g.apply("mul", a!, inner(g, b))) : undefined),
  ],
  div: [
    (g, [a]) => (isConstant(g, a, 0) ? g.constant(0) : undefined),
    (g, [a, b]) => (isConstant(g, b, 1) ? a : undefined),
    (g, [a, b]) => (isNegation(g, a) ? g.apply("neg", g.apply("div", inner(g, a), b!)) : undefined),
  ],
  pow: [
    (g, [, b]) => (isConstant(g, b, 0) ? g.constant(1) : undefined),
    (g, [a, b]) => (isConstant(g, b, 1) ? a : undefined),
    (g, [a, b]) => (isConstant(g, b, 2) ? g.apply("mul", a!, a!) : undefined),
    (g, [a, b]) => (isConstant(g, b, 3) ? cube(g, a!) : undefined),
    (g, [a, b]) => (isConstant(g, b, 0.5) ? g.apply("sqrt", a!) : undefined),
    (g, [a, b]) => (isConstant(g, b, -1) ? g.apply("div", g.constant(1), a!) : undefined),
  ],
  neg: [(g, [a]) => (isNegation(g, a) ? inner(g, a) : undefined)],
  not: [(g, [a]) => (g.node(a!).operation === "not" ? inner(g, a) : undefined)],
  and: [
    (g, [a, b]) => (isTruth(g, a, true) ? b : undefined),
    (g, [a, b]) => (isTruth(g, b, true) ? a : undefined),
    (g, args) => (args.some((x) => isTruth(g, x, false)) ? g.truth(false) : undefined),
  ],
  or: [
    (g, [a, b]) => (isTruth(g, a, false) ? b : undefined),
    (g, [a, b]) => (isTruth(g, b, false) ? a : undefined),
    (g, args) => (args.some((x) => isTruth(g, x, true)) ? g.truth(true) : undefined),
  ],
  select: [
    (g, [condition, a]) => (isTruth(g, condition, true) ? a : undefined),
    (g, [condition, , b]) => (isTruth(g, condition, false) ? b : undefined),
    (_, [, a, b]) => (a === b ? a : undefined),
  ],
};

/** A simpler node that equals `operation(args)`, or undefined where no rule applies. */
export function simplify(
  graph: Graph,
  operation: Exclude<Operation, LeafOperation>,
  args: readonly NodeId[],
): NodeId | undefined {
  const folded = fold(graph, operation, args);
  if (folded !== undefined) return folded;
  for (const rule of rules[operation] ?? []) {
    const simpler = rule(graph, args);
    if (simpler !== undefined) return simpler;
  }
  return undefined;
}

function fold(graph: Graph, operation: Operation, args: readonly NodeId[]): NodeId | undefined {
  const values: number[] = [];
  for (const id of args) {
    const { operation: leaf, value } = graph.node(id);
    if (leaf !== "constant" && leaf !== "truth") return undefined;
    values.push(value);
  }
  const value = operationValue(operation, values);
  return typeof value === "boolean" ? graph.truth(value) : graph.constant(value);
}

function isConstant(graph: Graph, id: NodeId | undefined, value: number): boolean {
  const node = graph.node(id!);
  return node.operation === "constant" && node.value === value;
}

function isTruth(graph: Graph, id: NodeId | undefined, value: boolean): boolean {
  const node = graph.node(id!);
  return node.operation === "truth" && (node.value === 1) === value;
}

function isNegation(graph: Graph, id: NodeId | undefined): boolean {
  return graph.node(id!).operation === "neg";
}

function inner(graph: Graph, id: NodeId | undefined): NodeId {
  return graph.node(id!).arguments[0]!;
}

function cube(graph: Graph, a: NodeId): NodeId {
  return graph.apply("mul", graph.apply("mul", a, a), a);
}
