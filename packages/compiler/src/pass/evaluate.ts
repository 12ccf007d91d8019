// A program's value at one point, node by node: slow, and right by operation-value.ts.

import type { Node, NodeId } from "../ir.js";
import { operationValue } from "../operation-value.js";
import type { Program } from "../program.js";
import { type RootList, rootLists } from "./program-roots.js";

/** Where to evaluate. Vectors are indexed as the leaves of the program are. */
export interface Point {
  readonly time: number;
  readonly states: ArrayLike<number>;
  readonly parameters: ArrayLike<number>;
  /** See context.ts; absent where the model has no context. */
  readonly context?: ArrayLike<number>;
}

/** One value per output, truth values as 0 and 1. */
export type ProgramValues = Readonly<Record<RootList, Float64Array>>;

/** Every output of a program at a point. */
export function evaluate(program: Program, point: Point): ProgramValues {
  const values = evaluateNodes(program.nodes, point);
  const entries = rootLists.map((list) => [list, pick(values, program[list])]);
  return Object.fromEntries(entries) as Record<RootList, Float64Array>;
}

/** [node] its value at a point. */
export function evaluateNodes(nodes: readonly Node[], point: Point): Float64Array {
  const values = new Float64Array(nodes.length);
  nodes.forEach((node, id) => {
    values[id] = nodeValue(node, values, point);
  });
  return values;
}

function pick(values: Float64Array, ids: readonly NodeId[]): Float64Array {
  return Float64Array.from(ids, (id) => values[id]!);
}

function nodeValue(node: Node, values: Float64Array, point: Point): number {
  switch (node.operation) {
    case "constant":
    case "truth":
      return node.value;
    case "time":
      return point.time;
    case "state":
      return point.states[node.value]!;
    case "parameter":
      return point.parameters[node.value]!;
    case "context":
      return point.context?.[node.value] ?? Number.NaN;
    case "argument":
      return Number.NaN;
    default:
      return Number(
        operationValue(
          node.operation,
          node.arguments.map((a) => values[a]!),
        ),
      );
  }
}
