// Which nodes are needed, how often each is used, and which depend on parameters alone: flat arrays
// over node ids, each found in one walk over the graph.

import type { Node, NodeId } from "../ir.js";

/** [node] 1 where `roots` need it. */
export function liveMask(nodes: readonly Node[], roots: readonly NodeId[]): Uint8Array {
  const live = new Uint8Array(nodes.length);
  for (const root of roots) live[root] = 1;
  for (let id = nodes.length - 1; id >= 0; id--)
    if (live[id]) for (const a of nodes[id]!.arguments) live[a] = 1;
  return live;
}

/** [node] how often live nodes and `roots` name it; 0 where it is dead. */
export function countUses(nodes: readonly Node[], roots: readonly NodeId[]): Uint32Array {
  const uses = new Uint32Array(nodes.length);
  for (const root of roots) uses[root]!++;
  for (let id = nodes.length - 1; id >= 0; id--)
    if (uses[id]) for (const a of nodes[id]!.arguments) uses[a]!++;
  return uses;
}

/** 0: varies; 1: depends on parameters alone; 2: constant. */
export type Variability = 0 | 1 | 2;

/** How far a node varies, from its arguments'. */
export function variability(node: Node, of: (argument: NodeId) => Variability): Variability {
  if (node.operation === "constant" || node.operation === "truth") return 2;
  if (node.operation === "parameter") return 1;
  if (node.arguments.length === 0) return 0;
  let least: Variability = 2;
  for (const a of node.arguments) {
    const own = of(a);
    if (own < least) least = own;
  }
  return least;
}
