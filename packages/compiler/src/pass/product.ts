// Products and quotients as a coefficient and lists of factors, and how they are built again:
//
//   coefficient · ∏ a / ∏ b  →  ((c·p₁·p₂ / p₃) · x² · y) / (u · v)
//
// Constants and parameters gather in front, where they make one hoisted value; parameters and
// constants below the line go there too, as their reciprocals. Factors above and below the line do
// not cancel: x/x stays NaN at 0. Each of the n factors costs at most half a unit in the last place,
// relative, in either form, so the two differ by at most 2n halves unless they over- or underflow.

import type { Graph, NodeId } from "../ir.js";
import { decadeLimit, type Magnitudes } from "./magnitude.js";
import { powerChain } from "./power-chain.js";

/** Factors in ascending order; a power is its base several times. */
export type Factors = readonly NodeId[];

export interface Product {
  readonly coefficient: number;
  readonly above: Factors;
  readonly below: Factors;
}

const noFactors: Factors = [];

export const constantProduct = (coefficient: number): Product => ({
  coefficient,
  above: noFactors,
  below: noFactors,
});

export const atom = (id: NodeId, coefficient = 1): Product => ({
  coefficient,
  above: [id],
  below: noFactors,
});

/** True for the product of one factor with nothing else. */
export const isAtom = ({ coefficient, above, below }: Product): boolean =>
  coefficient === 1 && below.length === 0 && above.length === 1;

export interface Building {
  readonly graph: Graph;
  readonly magnitudes: Magnitudes;
  /** Differences made so far: their opposites are their negations. */
  readonly differences: Set<NodeId>;
  /** True for nodes over parameters alone. */
  isParametric(id: NodeId): boolean;
}

/**
 * The node of a product.
 *
 * @param reciprocals whether to multiply by the reciprocal of each divisor, so that other products
 *   can share it, instead of dividing once by all.
 */
export function buildProduct(building: Building, product: Product, reciprocals = false): NodeId {
  if (isAtom(product)) return product.above[0]!;
  const { graph, magnitudes } = building;
  const { coefficient } = product;
  if (coefficient < 0)
    return graph.apply(
      "neg",
      buildProduct(building, { ...product, coefficient: -coefficient }, reciprocals),
    );
  const above = new Powers(building, product.above);
  const inverse = (id: NodeId): NodeId => graph.apply("div", graph.constant(1), id);
  const below = new Powers(building, product.below, reciprocals ? inverse : undefined);
  const front = multiply(graph, [graph.constant(coefficient), ...above.parametric]);
  const start = quotient(graph, front, below.parametric);
  const whole = multiply(graph, [start, ...above.varying]);
  if (reciprocals) return multiply(graph, [whole, ...below.varying]);
  return safeChunks(magnitudes, below.varying).reduce(
    (over, chunk) => quotient(graph, over, chunk),
    whole,
  );
}

/** Factors as powers, apart by whether they vary. */
class Powers {
  readonly parametric: NodeId[] = [];
  readonly varying: NodeId[] = [];

  constructor(
    { graph, isParametric }: Building,
    factors: Factors,
    turn: (varying: NodeId) => NodeId = (id) => id,
  ) {
    for (let i = 0; i < factors.length; ) {
      const base = factors[i]!;
      const start = i;
      while (factors[i] === base) i++;
      if (isParametric(base)) this.parametric.push(powerChain(graph, base, i - start));
      else this.varying.push(powerChain(graph, turn(base), i - start));
    }
  }
}

function multiply(graph: Graph, ids: readonly NodeId[]): NodeId {
  return ids.reduce((a, b) => graph.apply("mul", a, b));
}

function quotient(graph: Graph, above: NodeId, below: readonly NodeId[]): NodeId {
  return below.length === 0 ? above : graph.apply("div", above, multiply(graph, below));
}

/** Divisors in groups whose products stay far from overflow and underflow. */
export function safeChunks(magnitudes: Magnitudes, divisors: readonly NodeId[]): NodeId[][] {
  const chunks: NodeId[][] = [];
  for (const id of divisors) {
    const last = chunks.at(-1);
    if (last && magnitudes.ofProduct([...last, id]) <= decadeLimit) last.push(id);
    else chunks.push([id]);
  }
  return chunks;
}
