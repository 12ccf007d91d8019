// Which entries of p vary with the chosen inputs: those chosen, and those that start values, events
// or actions compute from what varies. A superset: branches and times are not looked at.

import type { Changes, StoredValue } from "../changes.js";
import { type Graph, liveNodes } from "../ir.js";

/** Indices of the parameters that vary with the `chosen` ones or with any state, ascending. */
export function activeParameters(
  graph: Graph,
  changes: Changes,
  chosen: Iterable<number>,
): Int32Array {
  const active = new Set(chosen);
  const stored = [
    ...changes.initial,
    ...changes.events.flatMap((e) => e.assignments),
    ...changes.actions.flat(),
  ];
  const targets = stored.filter((s) => s.vector === "parameter");
  for (let before = -1; before !== active.size; ) {
    before = active.size;
    for (const target of targets) if (varies(graph, target, active)) active.add(target.index);
  }
  return Int32Array.from(active).sort();
}

// A state varies as soon as anything does. So does the time of an event, and what reads it.
function varies(graph: Graph, { value, size }: StoredValue, active: ReadonlySet<number>): boolean {
  const roots = size === undefined ? [value] : [value, size];
  return liveNodes(graph, roots).some((id) => {
    const node = graph.node(id);
    if (node.operation === "parameter") return active.has(node.value);
    return node.operation === "state" || node.operation === "time";
  });
}
