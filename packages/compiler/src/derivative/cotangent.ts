// Reverse accumulation on the graph: the gradient of Σ weight·root by many leaves at once, at a few
// times the cost of the roots (Griewank & Walther, Evaluating Derivatives, 2nd ed. (2008), ch. 3). A
// chain rule is linear in the derivatives of the arguments, so the forward rules serve backwards: an
// argument's share is the rule with the node's own weight in its place and 0 in the others'.
//
// A branch that `select` does not take has weight 0 but partial derivatives that may be infinite, and
// 0·∞ would spoil the sum. What is reached through selects alone is masked by their conditions.

import { chainRule } from "../differentiate.js";
import { type Graph, isZero, liveNodes, type NodeId } from "../ir.js";

interface Weight {
  readonly value: NodeId;
  /** Truth node under which the value counts; undefined: always. */
  readonly mask: NodeId | undefined;
}

/** Σ_i weights[i]·∂roots[i]/∂leaf for every leaf; the constant 0 where none depends on it. */
export function cotangents(
  graph: Graph,
  roots: readonly NodeId[],
  weights: readonly NodeId[],
  leaves: readonly NodeId[],
): NodeId[] {
  const order = dependents(graph, roots, leaves);
  const varied = new Set(order);
  const gathered = new Map<NodeId, Weight>();
  const give = (to: NodeId, value: NodeId, mask: NodeId | undefined): void => {
    if (varied.has(to) && !isZero(graph, value))
      gathered.set(to, sum(graph, gathered.get(to), value, mask));
  };
  roots.forEach((root, i) => {
    give(root, weights[i]!, undefined);
  });
  for (const id of order.reverse()) {
    const weight = gathered.get(id);
    if (weight) distribute(graph, id, weight, give);
  }
  const zero = graph.constant(0);
  return leaves.map((leaf) => gathered.get(leaf)?.value ?? zero);
}

/** Nodes that the roots need and that depend on a leaf, arguments before users. */
function dependents(graph: Graph, roots: readonly NodeId[], leaves: readonly NodeId[]): NodeId[] {
  const found = new Set(leaves);
  return liveNodes(graph, roots).filter((id) => {
    const node = graph.node(id);
    const depends = found.has(id) || node.arguments.some((a) => found.has(a));
    if (depends && node.type === "number") found.add(id);
    return depends && node.type === "number";
  });
}

function sum(
  graph: Graph,
  known: Weight | undefined,
  value: NodeId,
  mask: NodeId | undefined,
): Weight {
  if (!known) return { value, mask };
  const open = known.mask === undefined || mask === undefined;
  return {
    value: graph.apply("add", known.value, value),
    mask: open ? undefined : graph.apply("or", known.mask!, mask!),
  };
}

function distribute(
  graph: Graph,
  id: NodeId,
  { value, mask }: Weight,
  give: (to: NodeId, value: NodeId, mask: NodeId | undefined) => void,
): void {
  const node = graph.node(id);
  const zero = graph.constant(0);
  node.arguments.forEach((argument, place) => {
    if (graph.node(argument).type === "boolean") return;
    // An argument named twice gets a share from each place.
    let seen = -1;
    const share = chainRule(graph, id, node, () => (++seen === place ? value : zero));
    const inner = branchMask(graph, id, place, mask);
    const masked = mask === undefined || isZero(graph, share);
    give(argument, masked ? share : graph.apply("select", mask, share, zero), inner);
  });
}

/** The condition under which a node reads the argument at a place, joined with its own mask. */
function branchMask(
  graph: Graph,
  id: NodeId,
  place: number,
  mask: NodeId | undefined,
): NodeId | undefined {
  const taken = takenWhen(graph, id, place);
  if (taken === undefined || mask === undefined) return taken ?? mask;
  return graph.apply("and", mask, taken);
}

// As the chain rules choose: the first argument where two are equal.
function takenWhen(graph: Graph, id: NodeId, place: number): NodeId | undefined {
  const { operation, arguments: args } = graph.node(id);
  const chosen = (condition: NodeId, otherwise: number): NodeId =>
    place === otherwise ? graph.apply("not", condition) : condition;
  if (operation === "select") return chosen(args[0]!, 2);
  if (operation === "min") return chosen(graph.apply("lt", args[1]!, args[0]!), 0);
  if (operation === "max") return chosen(graph.apply("lt", args[0]!, args[1]!), 0);
  return undefined;
}
