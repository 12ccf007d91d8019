// How many operations a function of a program costs, by kind, without what is hoisted.

import type { Node, NodeId, Operation } from "../ir.js";
import { variabilities } from "./hoisting.js";
import { liveMask } from "./live.js";

export type OperationCount = Readonly<Partial<Record<Operation, number>>>;

/** Operations that computing `roots` once takes; leaves and hoisted values are only read. */
export function countOperations(nodes: readonly Node[], roots: readonly NodeId[]): OperationCount {
  const live = liveMask(nodes, roots);
  const varies = variabilities(nodes);
  const counts: Partial<Record<Operation, number>> = {};
  nodes.forEach(({ operation, arguments: args }, id) => {
    if (live[id] && varies[id] === 0 && args.length > 0)
      counts[operation] = (counts[operation] ?? 0) + 1;
  });
  return counts;
}
