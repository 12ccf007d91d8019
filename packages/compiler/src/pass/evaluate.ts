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

/** What an operation yields; truth values come as 0 and 1. */
export type OperationMeaning = typeof operationValue;

/** [node] its value at a point; operations mean what operation-value.ts says unless told otherwise. */
export function evaluateNodes(
  nodes: readonly Node[],
  point: Point,
  meaning: OperationMeaning = operationValue,
): Float64Array {
  const values = new Float64Array(nodes.length);
  nodes.forEach((node, id) => {
    values[id] = nodeValue(node, values, point, meaning);
  });
  return values;
}

function pick(values: Float64Array, ids: readonly NodeId[]): Float64Array {
  return Float64Array.from(ids, (id) => values[id]!);
}

function nodeValue(
  node: Node,
  values: Float64Array,
  point: Point,
  meaning: OperationMeaning,
): number {
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
        meaning(
          node.operation,
          node.arguments.map((a) => values[a]!),
        ),
      );
  }
}
