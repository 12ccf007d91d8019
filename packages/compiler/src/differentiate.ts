// Exact derivatives on the graph, forward mode: the derivative of a node is a node. A seed names
// the leaf that is varied; everything that does not depend on it costs nothing, because the walk
// starts from a dependency set. Booleans, floor, ceil and remainders' jumps have derivative zero
// almost everywhere, which is what a stiff step needs between events.

import { type Graph, isZero, liveNodes, type Node, type NodeId } from "./ir.js";

type Chain = (g: Graph, node: NodeId, args: readonly NodeId[], d: readonly NodeId[]) => NodeId;

const one = (g: Graph): NodeId => g.constant(1);
const square = (g: Graph, a: NodeId): NodeId => g.apply("mul", a, a);
const mul = (g: Graph, a: NodeId, b: NodeId): NodeId => g.apply("mul", a, b);
const over = (g: Graph, a: NodeId, b: NodeId): NodeId => g.apply("div", a, b);

/**
 * Chain rules: the derivative of a node from its own value, its arguments and their derivatives. Those
 * of arithmetic read their lists by index: taking lists apart walks an iterator, which costs several
 * times the rule where code is not compiled yet.
 */
const chains: Readonly<Record<string, Chain>> = {
  neg: (g, _, __, d) => g.apply("neg", d[0]!),
  abs: (g, _, [a], [da]) =>
    g.apply("select", g.apply("lt", a!, g.constant(0)), g.apply("neg", da!), da!),
  exp: (g, y, _, [da]) => mul(g, y, da!),
  ln: (g, _, [a], [da]) => over(g, da!, a!),
  log10: (g, _, [a], [da]) => over(g, da!, mul(g, a!, g.constant(Math.LN10))),
  sqrt: (g, y, _, [da]) => over(g, da!, mul(g, g.constant(2), y)),
  sin: (g, _, [a], [da]) => mul(g, g.apply("cos", a!), da!),
  cos: (g, _, [a], [da]) => g.apply("neg", mul(g, g.apply("sin", a!), da!)),
  tan: (g, y, _, [da]) => mul(g, g.apply("add", one(g), square(g, y)), da!),
  asin: (g, _, [a], [da]) => over(g, da!, g.apply("sqrt", oneMinusSquare(g, a!))),
  acos: (g, _, [a], [da]) => g.apply("neg", over(g, da!, g.apply("sqrt", oneMinusSquare(g, a!)))),
  atan: (g, _, [a], [da]) => over(g, da!, g.apply("add", one(g), square(g, a!))),
  sinh: (g, _, [a], [da]) => mul(g, g.apply("cosh", a!), da!),
  cosh: (g, _, [a], [da]) => mul(g, g.apply("sinh", a!), da!),
  tanh: (g, y, _, [da]) => mul(g, oneMinusSquare(g, y), da!),
  asinh: (g, _, [a], [da]) => over(g, da!, g.apply("sqrt", g.apply("add", square(g, a!), one(g)))),
  acosh: (g, _, [a], [da]) => over(g, da!, g.apply("sqrt", g.apply("sub", square(g, a!), one(g)))),
  atanh: (g, _, [a], [da]) => over(g, da!, oneMinusSquare(g, a!)),
  add: (g, _, __, d) => g.apply("add", d[0]!, d[1]!),
  sub: (g, _, __, d) => g.apply("sub", d[0]!, d[1]!),
  mul: productRule,
  div: (g, y, args, d) => over(g, g.apply("sub", d[0]!, mul(g, y, d[1]!)), args[1]!),
  pow: powerRule,
  powln: (g, y, [a, b, l], [da, db]) => {
    const reciprocal = over(g, one(g), a!);
    const lowered = g.apply("powratio", y, reciprocal, a!, g.apply("sub", b!, one(g)));
    return powerSlope(g, { y, b: b!, lowered, logarithm: l! }, da!, db!);
  },
  powratio: (g, y, [, , a, b], [, , da, db]) => powerRule(g, y, [a!, b!], [da!, db!]),
  min: (g, _, [a, b], [da, db]) => g.apply("select", g.apply("lt", b!, a!), db!, da!),
  max: (g, _, [a, b], [da, db]) => g.apply("select", g.apply("lt", a!, b!), db!, da!),
  rem: (g, y, [a, b], [da, db]) =>
    g.apply("sub", da!, mul(g, over(g, g.apply("sub", a!, y), b!), db!)),
  select: (g, _, [condition], [, da, db]) => g.apply("select", condition!, da!, db!),
};

// Mostly one factor alone varies, and the other part is 0.
function productRule(g: Graph, _: NodeId, args: readonly NodeId[], d: readonly NodeId[]): NodeId {
  const a = args[0]!;
  const b = args[1]!;
  const da = d[0]!;
  const db = d[1]!;
  if (vanishes(g, db, a)) return mul(g, da, b);
  if (vanishes(g, da, b)) return mul(g, a, db);
  return g.apply("add", mul(g, da, b), mul(g, a, db));
}

/** Is a slope 0, and its product with `factor` too? That of an infinite constant is none. */
function vanishes(g: Graph, slope: NodeId, factor: NodeId): boolean {
  return isZero(g, slope) && g.node(factor).operation !== "constant";
}

function oneMinusSquare(g: Graph, a: NodeId): NodeId {
  return g.apply("sub", one(g), square(g, a));
}

// d(a^b) = b·a^(b-1)·da + a^b·ln(a)·db; the second term only where the exponent varies, so that a
// constant exponent keeps its derivative at a = 0. Where a^b is 0 the second term's limit is 0.
function powerRule(
  g: Graph,
  y: NodeId,
  [a, b]: readonly NodeId[],
  [da, db]: readonly NodeId[],
): NodeId {
  const lowered = g.apply("pow", a!, g.apply("sub", b!, one(g)));
  return powerSlope(g, { y, b: b!, lowered, logarithm: g.apply("ln", a!) }, da!, db!);
}

interface Power {
  /** a^b, b, a^(b-1) and ln a. */
  readonly y: NodeId;
  readonly b: NodeId;
  readonly lowered: NodeId;
  readonly logarithm: NodeId;
}

function powerSlope(g: Graph, { y, b, lowered, logarithm }: Power, da: NodeId, db: NodeId): NodeId {
  const base = mul(g, mul(g, b, lowered), da);
  if (isZero(g, db)) return base;
  const vanishes = g.apply("eq", y, g.constant(0));
  const scaled = g.apply("select", vanishes, y, mul(g, y, logarithm));
  return g.apply("add", base, mul(g, scaled, db));
}

/**
 * Derivatives of `roots` with respect to one leaf.
 *
 * @param order live nodes of the roots, arguments before users; those that do not depend on the
 *   leaf may be left out.
 * @returns one node per root; the constant 0 where it does not depend on the leaf.
 */
export function differentiate(
  graph: Graph,
  roots: readonly NodeId[],
  order: readonly NodeId[],
  leaf: NodeId,
): NodeId[] {
  const zero = graph.constant(0);
  const seeds = new Map<NodeId, NodeId>([[leaf, graph.constant(1)]]);
  const derivative = propagate(graph, order, seeds);
  return roots.map((root) => derivative.get(root) ?? zero);
}

/** Derivatives of several nodes along one direction: see `differentiateAlong`. */
export function tangents(
  graph: Graph,
  roots: readonly NodeId[],
  seeds: ReadonlyMap<NodeId, NodeId>,
): NodeId[] {
  const zero = graph.constant(0);
  const derivative = propagate(graph, liveNodes(graph, roots), seeds);
  return roots.map((root) => derivative.get(root) ?? zero);
}

/**
 * The same, with 0 where an argument of a power or a root does not vary, whatever the slope: x^n has
 * slopes without bound at x = 0, and a state that stays there has no part in a sum of products.
 */
export function guardedTangents(
  graph: Graph,
  roots: readonly NodeId[],
  seeds: ReadonlyMap<NodeId, NodeId>,
): NodeId[] {
  const zero = graph.constant(0);
  const guard = (node: Node, d: NodeId, da: NodeId): NodeId =>
    hasPole(graph, node) ? graph.apply("select", graph.apply("eq", da, zero), zero, d) : d;
  const derivative = propagate(graph, liveNodes(graph, roots), seeds, guard);
  return roots.map((root) => derivative.get(root) ?? zero);
}

/** May slopes by the first argument be infinite at 0, up to the second derivative? */
function hasPole(graph: Graph, { operation, arguments: args }: Node): boolean {
  if (operation !== "pow") return operation === "sqrt";
  const exponent = graph.node(args[1]!);
  return exponent.operation !== "constant" || (exponent.value < 2 && exponent.value > 0);
}

/**
 * The derivative of one node along a direction: the time derivative, say, where each state leaf's
 * seed is its rate.
 *
 * @param seeds derivative of each leaf that varies.
 */
export function differentiateAlong(
  graph: Graph,
  root: NodeId,
  order: readonly NodeId[],
  seeds: ReadonlyMap<NodeId, NodeId>,
): NodeId {
  return propagate(graph, order, seeds).get(root) ?? graph.constant(0);
}

function propagate(
  graph: Graph,
  order: readonly NodeId[],
  seeds: ReadonlyMap<NodeId, NodeId>,
  guard?: (node: Node, d: NodeId, da: NodeId) => NodeId,
): Map<NodeId, NodeId> {
  const zero = graph.constant(0);
  const derivative = new Map(seeds);
  const of = (id: NodeId): NodeId => derivative.get(id) ?? zero;
  for (const id of order) {
    const node = graph.node(id);
    if (seeds.has(id) || !mentions(derivative, node.arguments)) continue;
    const d = chainRule(graph, id, node, of);
    if (isZero(graph, d)) continue;
    if (!guard) {
      derivative.set(id, d);
      continue;
    }
    const da = derivative.get(node.arguments[0]!);
    // What the other argument's part is, no guard may drop.
    const alone = node.arguments.slice(1).every((a) => !derivative.has(a));
    derivative.set(id, da !== undefined && alone ? guard(node, d, da) : d);
  }
  return derivative;
}

function mentions(known: ReadonlyMap<NodeId, NodeId>, ids: readonly NodeId[]): boolean {
  for (const id of ids) if (known.has(id)) return true;
  return false;
}

/** The derivative of a node from those of its arguments; linear in them, so it serves both modes. */
export function chainRule(
  graph: Graph,
  id: NodeId,
  node: Node,
  d: (argument: NodeId) => NodeId,
): NodeId {
  const chain = chains[node.operation];
  if (!chain || node.type === "boolean") return graph.constant(0);
  return chain(graph, id, node.arguments, node.arguments.map(d));
}
