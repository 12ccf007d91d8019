// The exact Jacobian df/dy as nodes, with its structural pattern, and the partial derivative df/dt.

import { differentiate } from "./differentiate.js";
import type { Equations } from "./equations.js";
import { ascending, type Graph, isZero, liveNodes, type NodeId } from "./ir.js";

/** Partial derivatives of a vector by some leaves, without those that are zero by structure. */
export interface SparsePartials {
  /** Structural nonzeros by row, then column. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: readonly NodeId[];
}

export interface SymbolicJacobian extends SparsePartials {
  /** [state] df/dt at constant y. */
  readonly timeDerivative: readonly NodeId[];
}

export function deriveJacobian(equations: Equations): SymbolicJacobian {
  const { graph, derivatives, states } = equations;
  const leaves = states.map((_, column) => graph.leaf("state", column));
  const order = liveNodes(graph, derivatives);
  return {
    ...sparsePartials(graph, derivatives, leaves),
    timeDerivative: differentiate(graph, derivatives, order, graph.time()),
  };
}

/** ∂roots[row]/∂leaves[column]. */
export function sparsePartials(
  graph: Graph,
  roots: readonly NodeId[],
  leaves: readonly NodeId[],
): SparsePartials {
  const users = usersOf(graph, liveNodes(graph, roots));
  const rows = rowsOf(roots);
  const byRow: Entry[][] = roots.map(() => []);
  leaves.forEach((leaf, column) => {
    const reached = descendants(users, leaf);
    const affected = reached.filter((id) => rows.has(id));
    differentiate(graph, affected, reached, leaf).forEach((value, i) => {
      if (isZero(graph, value)) return;
      for (const row of rows.get(affected[i]!)!) byRow[row]!.push({ row, column, value });
    });
  });
  const entries = byRow.flat();
  return {
    rows: Int32Array.from(entries, (e) => e.row),
    columns: Int32Array.from(entries, (e) => e.column),
    values: entries.map((e) => e.value),
  };
}

interface Entry {
  readonly row: number;
  readonly column: number;
  readonly value: NodeId;
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
  return ascending(found);
}
