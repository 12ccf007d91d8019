// Nodes computed by a kernel of their own module, for tests: in as many lanes as the vocabulary has,
// each at its own point.

import type { Node, NodeId } from "../../ir.js";
import { Graph } from "../../ir.js";
import type { Point } from "../../pass/evaluate.js";
import { Arena } from "./arena.js";
import { ElementaryFunctions, hostImplementations, hostImports } from "./elementary.js";
import { defineKernel, type Place } from "./kernel.js";
import type { Lanes } from "./lanes.js";
import { importedMemory, importModule, ModuleBuilder } from "./module-builder.js";

export interface KernelRunner {
  /** Bytes of the module. */
  readonly size: number;
  /** Values of the outputs, [lane][output], at one point a lane. */
  run(points: readonly Point[]): Float64Array[];
}

/** A kernel of numbers; a boolean among the outputs is written as 0 or 1. */
export function kernelRunner(
  nodes: readonly Node[],
  outputs: readonly NodeId[],
  lanes: Lanes,
): KernelRunner {
  const graph = Graph.of(nodes);
  const roots = outputs.map((id) => asNumber(graph, id));
  const module = new ModuleBuilder(hostImports);
  const arena = new Arena();
  const vector = (operation: string): number =>
    arena.reserve(lanes.bytes * (1 + largestIndex(graph.nodes, operation)));
  const addresses = new Map(
    ["state", "parameter", "time"].map((operation) => [operation, vector(operation)]),
  );
  const results = arena.reserve(lanes.bytes * roots.length);
  const kernel = defineKernel(
    {
      module,
      lanes,
      functions: new ElementaryFunctions(module, lanes),
      nodes: graph.nodes,
      place: (_, { operation, value }): Place | undefined => {
        const first = addresses.get(operation);
        return first === undefined ? undefined : { offset: first + value * lanes.bytes };
      },
      reserve: (count) => arena.reserve(count * lanes.bytes),
    },
    0,
    roots.map((node, i) => ({ node, place: { offset: results + i * lanes.bytes } })),
  );
  module.export("kernel", kernel);
  const bytes = module.encode(arena.pages);
  const memory = new WebAssembly.Memory({ initial: arena.pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    [importModule]: { ...hostImplementations, [importedMemory]: memory },
  });
  const call = instance.exports.kernel as () => void;
  const doubles = new Float64Array(memory.buffer);
  const write = (operation: string, values: ArrayLike<number>, lane: number): void => {
    const first = addresses.get(operation)! >> 3;
    const count = Math.min(values.length, 1 + largestIndex(graph.nodes, operation));
    for (let i = 0; i < count; i++) doubles[first + i * lanes.width + lane] = values[i]!;
  };
  return {
    size: bytes.length,
    run(points) {
      points.forEach((point, lane) => {
        write("state", point.states, lane);
        write("parameter", point.parameters, lane);
        write("time", [point.time], lane);
      });
      call();
      return points.map((_, lane) =>
        Float64Array.from(roots, (__, i) => doubles[(results >> 3) + i * lanes.width + lane]!),
      );
    },
  };
}

function asNumber(graph: Graph, id: NodeId): NodeId {
  if (graph.node(id).type === "number") return id;
  return graph.apply("select", id, graph.constant(1), graph.constant(0));
}

function largestIndex(nodes: readonly Node[], operation: string): number {
  return nodes.reduce((n, node) => (node.operation === operation ? Math.max(n, node.value) : n), 0);
}

/** An elementary function alone, of the states 0, 1, …, computed lane by lane from [lane][argument]. */
export function functionRunner(
  operation: "exp" | "ln" | "pow" | "powln" | "powratio",
  lanes: Lanes,
): (args: readonly (readonly number[])[]) => number[] {
  const graph = new Graph();
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => graph.leaf("state", i)) as [
    NodeId,
    NodeId,
    NodeId,
    NodeId,
  ];
  const args = { exp: [a], ln: [a], pow: [a, b], powln: [a, b, c], powratio: [a, b, c, d] };
  const node: Node = { operation, type: "number", arguments: args[operation], value: 0 };
  const runner = kernelRunner([...graph.nodes, node], [graph.nodes.length], lanes);
  return (lists) =>
    runner
      .run(lists.map((states) => ({ time: 0, states, parameters: [] })))
      .map((values) => values[0]!);
}
