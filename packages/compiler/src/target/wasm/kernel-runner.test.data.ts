// Nodes computed by a kernel of their own module, for tests: in as many lanes as the vocabulary has,
// each at its own point.

import { Graph, type Node, type NodeId } from "../../ir.js";
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
  given: readonly Node[],
  outputs: readonly NodeId[],
  lanes: Lanes,
): KernelRunner {
  const nodes = [...given];
  const roots = outputs.map((id) => asNumber(nodes, id));
  const module = new ModuleBuilder(hostImports);
  const arena = new Arena();
  const counts = new Map(
    ["state", "parameter", "time"].map((operation) => [
      operation,
      1 + largestIndex(given, operation),
    ]),
  );
  const addresses = new Map(
    [...counts].map(([operation, count]) => [operation, arena.reserve(lanes.bytes * count)]),
  );
  const results = arena.reserve(lanes.bytes * roots.length);
  const kernel = defineKernel(
    {
      module,
      lanes,
      functions: new ElementaryFunctions(module, lanes),
      nodes: nodes,
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
    const count = Math.min(values.length, counts.get(operation)!);
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

function asNumber(nodes: Node[], id: NodeId): NodeId {
  if (nodes[id]!.type === "number") return id;
  const constant = (value: number): NodeId =>
    nodes.push({ operation: "constant", type: "number", arguments: [], value }) - 1;
  const args = [id, constant(1), constant(0)];
  return nodes.push({ operation: "select", type: "number", arguments: args, value: 0 }) - 1;
}

function largestIndex(nodes: readonly Node[], operation: string): number {
  return nodes.reduce((n, node) => (node.operation === operation ? Math.max(n, node.value) : n), 0);
}

/** An elementary function alone, of the states 0, 1, …, computed lane by lane from [lane][argument]. */
export function functionRunner(
  operation: "exp" | "ln" | "sin" | "cos" | "tanh" | "pow" | "powln" | "powratio",
  lanes: Lanes,
): (args: readonly (readonly number[])[]) => number[] {
  const graph = new Graph();
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => graph.leaf("state", i)) as [
    NodeId,
    NodeId,
    NodeId,
    NodeId,
  ];
  const args = {
    ...{ exp: [a], ln: [a], sin: [a], cos: [a], tanh: [a] },
    ...{ pow: [a, b], powln: [a, b, c], powratio: [a, b, c, d] },
  };
  const node: Node = { operation, type: "number", arguments: args[operation], value: 0 };
  const runner = kernelRunner([...graph.nodes, node], [graph.nodes.length], lanes);
  return (lists) =>
    runner
      .run(lists.map((states) => ({ time: 0, states, parameters: [] })))
      .map((values) => values[0]!);
}
