// Products and quotients as a coefficient and powers of factors, and how they are built again:
//
//   coefficient · ∏ a^n / ∏ b^m  →  ((c·p₁·p₂ / p₃) · x² · y) / (u · v)
//
// Constants and parameters gather in front, where they make one hoisted value; parameters and
// constants below the line go there too, as their reciprocals. Factors above and below the line do
// not cancel: x/x stays NaN at 0. Each of the n factors costs at most half a unit in the last place,
// relative, in either form, so the two differ by at most 2n halves unless they over- or underflow.

import type { Graph, NodeId } from "../ir.js";
import { decadeLimit, type Magnitudes } from "./magnitude.js";
import { powerChain } from "./power-chain.js";

/** Factor → whole exponent ≥ 1. */
export type Factors = ReadonlyMap<NodeId, number>;

export interface Product {
  readonly coefficient: number;
  readonly above: Factors;
  readonly below: Factors;
}

export const atom = (id: NodeId, coefficient = 1): Product => ({
  coefficient,
  above: new Map([[id, 1]]),
  below: new Map(),
});

/** The same text for products of the same factors, whatever their coefficients. */
export function keyOf({ above, below }: Product): string {
  return below.size === 0 ? factorKey(above) : `${factorKey(above)}/${factorKey(below)}`;
}

export function factorKey(factors: Factors): string {
  if (factors.size === 1) for (const [id, n] of factors) return n === 1 ? `${id}` : `${id}^${n}`;
  return sorted(factors)
    .map(([id, n]) => `${id}^${n}`)
    .join(" ");
}

function sorted(factors: Factors): [NodeId, number][] {
  return [...factors].sort(([a], [b]) => a - b);
}

/** At most this many factors that vary share one division: see magnitude.ts for the other limit. */
const largestDivisor = 5;

export interface Building {
  readonly graph: Graph;
  readonly magnitudes: Magnitudes;
  /** True for nodes over parameters alone. */
  isParametric(id: NodeId): boolean;
}

/** The node of a product. */
export function buildProduct(building: Building, product: Product): NodeId {
  const { graph } = building;
  if (product.coefficient < 0)
    return graph.apply(
      "neg",
      buildProduct(building, { ...product, coefficient: -product.coefficient }),
    );
  const split = (factors: Factors, parametric: boolean): NodeId[] =>
    sorted(factors)
      .filter(([id]) => building.isParametric(id) === parametric)
      .map(([id, n]) => powerChain(graph, id, n));
  const front = quotient(
    graph,
    multiply(graph, [graph.constant(product.coefficient), ...split(product.above, true)]),
    split(product.below, true),
  );
  const above = multiply(graph, [front, ...split(product.above, false)]);
  return safeChunks(building.magnitudes, split(product.below, false)).reduce(
    (over, chunk) => quotient(graph, over, chunk),
    above,
  );
}

function multiply(graph: Graph, ids: readonly NodeId[]): NodeId {
  return ids.reduce((a, b) => graph.apply("mul", a, b), graph.constant(1));
}

function quotient(graph: Graph, above: NodeId, below: readonly NodeId[]): NodeId {
  return below.length === 0 ? above : graph.apply("div", above, multiply(graph, below));
}

/** Divisors in groups whose products stay far from overflow and underflow. */
export function safeChunks(magnitudes: Magnitudes, divisors: readonly NodeId[]): NodeId[][] {
  const chunks: NodeId[][] = [];
  for (const id of divisors) {
    const last = chunks.at(-1);
    if (last && last.length < largestDivisor && magnitudes.ofProduct([...last, id]) <= decadeLimit)
      last.push(id);
    else chunks.push([id]);
  }
  return chunks;
}
