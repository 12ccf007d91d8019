// Local rewriting of one node before it enters the graph: constant folding and identities that are
// exact in IEEE arithmetic for finite operands (x·0 → 0 drops a NaN or infinity that could only
// come from an operand already outside the model's domain; it is what makes Jacobians sparse).
// Rules are a table by operation; each looks only at its own arguments.

import type { Graph, LeafOperation, Node, NodeId, Operation } from "./ir.js";
import { operationValue } from "./operation-value.js";

/** All rules of an operation, tried in order; an operation has as many arguments as it takes. */
type Rule = (graph: Graph, a: NodeId, b: NodeId, c: NodeId) => NodeId | undefined;

const rules: Readonly<Record<string, Rule>> = {
  add(g, a, b) {
    if (isConstant(g, a, 0)) return b;
    if (isConstant(g, b, 0)) return a;
    if (isNegation(g, b)) return g.apply("sub", a, inner(g, b));
    return isNegation(g, a) ? g.apply("sub", b, inner(g, a)) : undefined;
  },
  sub(g, a, b) {
    if (isConstant(g, b, 0)) return a;
    if (isConstant(g, a, 0)) return g.apply("neg", b);
    if (a === b) return g.constant(0);
    return isNegation(g, b) ? g.apply("add", a, inner(g, b)) : undefined;
  },
  mul(g, a, b) {
    return product(g, g.node(a), b) ?? product(g, g.node(b), a) ?? signedProduct(g, a, b);
  },
  div(g, a, b) {
    if (isConstant(g, a, 0)) return g.constant(0);
    if (isConstant(g, b, 1)) return a;
    return isNegation(g, a) ? g.apply("neg", g.apply("div", inner(g, a), b)) : undefined;
  },
  pow(g, a, b) {
    const { operation, value } = g.node(b);
    if (operation !== "constant") return undefined;
    if (value === 0) return g.constant(1);
    if (value === 1) return a;
    if (value === 2) return g.apply("mul", a, a);
    if (value === 3) return g.apply("mul", g.apply("mul", a, a), a);
    if (value === 0.5) return g.apply("sqrt", a);
    return value === -1 ? g.apply("div", g.constant(1), a) : undefined;
  },
  neg: (g, a) => (isNegation(g, a) ? inner(g, a) : undefined),
  not: (g, a) => (g.node(a).operation === "not" ? inner(g, a) : undefined),
  and(g, a, b) {
    if (isTruth(g, a, true)) return b;
    if (isTruth(g, b, true)) return a;
    return isTruth(g, a, false) || isTruth(g, b, false) ? g.truth(false) : undefined;
  },
  or(g, a, b) {
    if (isTruth(g, a, false)) return b;
    if (isTruth(g, b, false)) return a;
    return isTruth(g, a, true) || isTruth(g, b, true) ? g.truth(true) : undefined;
  },
  select(g, condition, a, b) {
    if (isTruth(g, condition, true)) return a;
    if (isTruth(g, condition, false)) return b;
    return a === b ? a : undefined;
  },
};

/** A constant factor that a product does not need, where no factor is both. */
function product(g: Graph, { operation, value }: Node, other: NodeId): NodeId | undefined {
  if (operation !== "constant") return undefined;
  if (value === 0) return g.constant(0);
  if (value === 1) return other;
  return value === -1 ? g.apply("neg", other) : undefined;
}

function signedProduct(g: Graph, a: NodeId, b: NodeId): NodeId | undefined {
  if (isNegation(g, a)) return g.apply("neg", g.apply("mul", inner(g, a), b));
  return isNegation(g, b) ? g.apply("neg", g.apply("mul", a, inner(g, b))) : undefined;
}

/** A simpler node that equals `operation(args)`, or undefined where no rule applies. */
export function simplify(
  graph: Graph,
  operation: Exclude<Operation, LeafOperation>,
  args: readonly NodeId[],
): NodeId | undefined {
  const folded = fold(graph, operation, args);
  if (folded !== undefined) return folded;
  return rules[operation]?.(graph, args[0]!, args[1]!, args[2]!);
}

function fold(graph: Graph, operation: Operation, args: readonly NodeId[]): NodeId | undefined {
  for (const id of args) {
    const leaf = graph.node(id).operation;
    if (leaf !== "constant" && leaf !== "truth") return undefined;
  }
  const values = args.map((id) => graph.node(id).value);
  const value = operationValue(operation, values);
  return typeof value === "boolean" ? graph.truth(value) : graph.constant(value);
}

function isConstant(graph: Graph, id: NodeId, value: number): boolean {
  const node = graph.node(id);
  return node.operation === "constant" && node.value === value;
}

function isTruth(graph: Graph, id: NodeId, value: boolean): boolean {
  const node = graph.node(id);
  return node.operation === "truth" && (node.value === 1) === value;
}

function isNegation(graph: Graph, id: NodeId): boolean {
  return graph.node(id).operation === "neg";
}

function inner(graph: Graph, id: NodeId): NodeId {
  return graph.node(id).arguments[0]!;
}
