// Whole powers as products: x^n by squaring, so that powers of one base share what they can. For
// n up to 64 that is at most 10 products, each of which adds half a unit in the last place, relative.

import type { Graph, NodeId } from "../ir.js";

/** x^n for whole n ≥ 1. */
export function powerChain(graph: Graph, x: NodeId, n: number): NodeId {
  if (n === 1) return x;
  if (n % 2 === 1) return graph.apply("mul", powerChain(graph, x, n - 1), x);
  const root = powerChain(graph, x, n / 2);
  return graph.apply("mul", root, root);
}
