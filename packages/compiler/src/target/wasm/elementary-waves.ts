// Elementary functions of a kernel in waves. Each formula is some forty instructions; written in place a
// hundred times they outgrow the processor's instruction cache. So a kernel is cut where values of
// elementary functions are needed: a segment stores their arguments, loops of a few instructions go
// over the arguments of one function each (ElementaryFunctions.batch), and the next segment reads the
// results like any other leaf.

import type { NodeId } from "../../ir.js";
import { isInLanes } from "./elementary.js";
import { inLanes, type LaneFunction } from "./elementary-code.js";
import type { KernelContext, KernelOutput, Place } from "./kernel.js";

/** One function over neighbouring values in memory. */
export interface Batch {
  readonly name: LaneFunction;
  readonly count: number;
  /** Addresses of the first value of each argument, and of the results. */
  readonly arguments: readonly number[];
  readonly result: number;
}

export interface Segment {
  readonly outputs: readonly KernelOutput[];
  /** To run behind the segment. */
  readonly batches: readonly Batch[];
}

export interface Waves {
  /** The kernel's context, in which values of elementary functions are leaves. */
  readonly context: KernelContext;
  readonly segments: readonly Segment[];
}

export function planWaves(context: KernelContext, outputs: readonly KernelOutput[]): Waves {
  const segmentOf = segmentsOf(context, outputs);
  const formulas = [...segmentOf.keys()].filter(
    (id) =>
      isInLanes(context.nodes[id]!.operation) &&
      context.place(id, context.nodes[id]!) === undefined,
  );
  const results = new Map<NodeId, Place>();
  const count = Math.max(0, ...outputs.map((o) => segmentOf.get(o.node)!)) + 1;
  const segments = Array.from({ length: count }, (_, s): Segment => {
    const here = formulas.filter((id) => segmentOf.get(id)! - 1 === s);
    const batches = groupByName(context, here).map((nodes) => batchOf(context, nodes, results));
    return {
      outputs: [
        ...batches.flatMap(({ stores }) => stores),
        ...outputs.filter((o) => segmentOf.get(o.node) === s),
      ],
      batches: batches.map(({ batch }) => batch),
    };
  });
  const place: KernelContext["place"] = (id, node) => results.get(id) ?? context.place(id, node);
  return { context: { ...context, place }, segments };
}

/** First segment in which each live node can be computed; of a formula, in which its value stands. */
function segmentsOf(context: KernelContext, outputs: readonly KernelOutput[]): Map<NodeId, number> {
  const { nodes } = context;
  const found = new Map<NodeId, number>();
  const pending = outputs.map((o) => o.node).reverse();
  while (pending.length > 0) {
    const id = pending.at(-1)!;
    const node = nodes[id]!;
    const isLeaf = context.place(id, node) !== undefined;
    const missing = isLeaf ? [] : node.arguments.filter((a) => !found.has(a));
    if (found.has(id) || missing.length === 0) {
      pending.pop();
      if (found.has(id)) continue;
      const latest = isLeaf ? 0 : Math.max(0, ...node.arguments.map((a) => found.get(a)!));
      found.set(id, !isLeaf && isInLanes(node.operation) ? latest + 1 : latest);
    } else pending.push(...missing);
  }
  return found;
}

function groupByName({ nodes }: KernelContext, ids: readonly NodeId[]): NodeId[][] {
  const names = Object.keys(inLanes);
  const groups = names.map((name) => ids.filter((id) => nodes[id]!.operation === name));
  return groups.filter((group) => group.length > 0);
}

function batchOf(
  context: KernelContext,
  ids: readonly NodeId[],
  results: Map<NodeId, Place>,
): { batch: Batch; stores: KernelOutput[] } {
  const { nodes, lanes } = context;
  const name = nodes[ids[0]!]!.operation as LaneFunction;
  const count = ids.length;
  const starts = Array.from({ length: inLanes[name] }, () => context.reserve(count));
  const result = context.reserve(count);
  ids.forEach((id, i) => {
    results.set(id, { offset: result + i * lanes.bytes });
  });
  const stores = ids.flatMap((id, i) =>
    nodes[id]!.arguments.map((node, k) => ({
      node,
      place: { offset: starts[k]! + i * lanes.bytes },
    })),
  );
  return { batch: { name, count, arguments: starts, result }, stores };
}
