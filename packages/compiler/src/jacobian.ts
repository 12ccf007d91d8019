// The exact Jacobian df/dy as nodes, with its structural pattern, and the partial derivative df/dt.

import { differentiate } from "./differentiate.js";
import type { Equations } from "./equations.js";
import { isZero, liveNodes, type NodeId } from "./ir.js";

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
  const entries = states.flatMap((_, column) => {
    const leaf = graph.leaf("state", column);
    return differentiate(graph, derivatives, order, leaf)
      .map((value, row) => ({ row, column, value }))
      .filter((entry) => !isZero(graph, entry.value));
  });
  entries.sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    rows: Int32Array.from(entries, (e) => e.row),
    columns: Int32Array.from(entries, (e) => e.column),
    values: entries.map((e) => e.value),
    timeDerivative: differentiate(graph, derivatives, order, graph.time()),
  };
}
