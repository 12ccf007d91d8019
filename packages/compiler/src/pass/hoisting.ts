// What need not be computed anew at every step: the largest subexpressions over parameters alone. A
// target gives each a slot behind the parameters, fills it once per change of parameters and reads
// it there. Subexpressions over constants alone do not exist: the graph folds them.

import { ascending, type Node, type NodeId } from "../ir.js";
import { countUses, type Variability, variability } from "./live.js";

/**
 * The nodes worth a slot, ascending: numbers over parameters alone, not leaves, that `roots` or a
 * node that varies reads.
 */
export function hoistable(nodes: readonly Node[], roots: readonly NodeId[]): NodeId[] {
  const uses = countUses(nodes, roots);
  const varies = variabilities(nodes);
  const worth = (id: NodeId): boolean => {
    const { arguments: args, type } = nodes[id]!;
    return varies[id] !== 0 && args.length > 0 && type === "number";
  };
  const chosen = new Set<NodeId>();
  nodes.forEach((node, id) => {
    if (uses[id] && varies[id] === 0) for (const a of node.arguments) if (worth(a)) chosen.add(a);
  });
  for (const root of roots) if (worth(root)) chosen.add(root);
  return ascending(chosen);
}

/** [node] how far each varies. */
export function variabilities(nodes: readonly Node[]): Uint8Array {
  const found = new Uint8Array(nodes.length);
  const of = (id: NodeId): Variability => found[id] as Variability;
  for (let id = 0; id < nodes.length; id++) found[id] = variability(nodes[id]!, of);
  return found;
}
