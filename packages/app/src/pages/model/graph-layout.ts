// Places for the nodes and ways for the edges of a graph: layers from cause to effect, by dagre.

import { Graph, layout } from "@dagrejs/dagre";
import type { ModelGraph } from "./model-graph.js";

export interface PlacedNode {
  readonly id: string;
  /** Middle and size, pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  /** [edge] Points of a polyline, ends on the rims of its nodes. */
  readonly ways: readonly (readonly { readonly x: number; readonly y: number }[])[];
}

const lineHeight = 26;
const margin = 12;

/** Width of a node that shows a text at 12.5 pixels. */
function labelWidth(label: string): number {
  return 18 + 7.4 * label.length;
}

export function layoutGraph({ nodes, edges }: ModelGraph): PlacedGraph {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 10, ranksep: 44, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, label } of nodes)
    graph.setNode(id, { width: labelWidth(label), height: lineHeight });
  edges.forEach(({ from, to }, i) => {
    graph.setEdge(from, to, {}, `${i}`);
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const place = (id: string): PlacedNode => {
    const { x, y, width: wide, height: high } = graph.node(id) as PlacedNode;
    return { id, x, y, width: wide, height: high };
  };
  return {
    ...{ width, height },
    nodes: new Map(nodes.map(({ id }) => [id, place(id)])),
    ways: edges.map(({ from, to }, i) => {
      const { points = [] } = graph.edge(from, to, `${i}`) as {
        readonly points?: readonly { readonly x: number; readonly y: number }[];
      };
      return points;
    }),
  };
}
