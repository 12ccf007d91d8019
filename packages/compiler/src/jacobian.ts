// The exact Jacobian df/dy as nodes, with its structural pattern, and the partial derivative df/dt.

import { differentiate } from "./differentiate.js";
import type { Equations } from "./equations.js";
import { type Graph, isZero, liveNodes, type NodeId } from "./ir.js";

export interface SymbolicJacobian {
  /** Structural nonzeros by row, then column. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: readonly NodeId[];
  /** [state] df/dt at constant y. */
  readonly timeDerivative: readonly NodeId[];
}

export function deriveJacobian(equations: Equations): SymbolicJacobian {
  const { graph, derivatives, states } = equations;
  const order = liveNodes(graph, derivatives);
  const users = usersOf(graph, order);
  const rows = rowsOf(derivatives);
  const entries = states.flatMap((_, column) => {
    const leaf = graph.leaf("state", column);
    const reached = descendants(users, leaf);
    const roots = reached.filter((id) => rows.has(id));
    return differentiate(graph, roots, reached, leaf).flatMap((value, i) =>
      isZero(graph, value) ? [] : rows.get(roots[i]!)!.map((row) => ({ row, column, value })),
    );
  });
  entries.sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    rows: Int32Array.from(entries, (e) => e.row),
    columns: Int32Array.from(entries, (e) => e.column),
    values: entries.map((e) => e.value),
    timeDerivative: differentiate(graph, derivatives, order, graph.time()),
  };
}

type Adjacency = ReadonlyMap<NodeId, readonly NodeId[]>;

/** The nodes that read each node directly. */
function usersOf(graph: Graph, order: readonly NodeId[]): Adjacency {
  const users = new Map<NodeId, NodeId[]>();
  for (const id of order)
    for (const a of graph.node(id).arguments) {
      const known = users.get(a);
      if (known) known.push(id);
      else users.set(a, [id]);
    }
  return users;
}

/** The states whose derivative each node is: equal derivatives are one node. */
function rowsOf(derivatives: readonly NodeId[]): Adjacency {
  const rows = new Map<NodeId, number[]>();
  derivatives.forEach((id, row) => {
    const known = rows.get(id);
    if (known) known.push(row);
    else rows.set(id, [row]);
  });
  return rows;
}

/** The leaf and all that depends on it, arguments before users. */
function descendants(users: Adjacency, leaf: NodeId): NodeId[] {
  const found = new Set<NodeId>([leaf]);
  for (const id of found) for (const user of users.get(id) ?? []) found.add(user);
  return [...found].sort((a, b) => a - b);
}
