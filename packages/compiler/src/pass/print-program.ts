// A program as text: one line a node, then one line an output. Reads like printGraph, and names what
// each output is.

import { leafOperations, type Node } from "../ir.js";
import type { Program } from "../program.js";
import { rootLists } from "./program-roots.js";

/** `%7 = mul %3 %5` per node, then `derivatives %7 %9` per list of outputs that has any. */
export function printProgram(program: Program): string {
  const nodes = program.nodes.map((node, id) => `%${id} = ${printNode(node)}`);
  const outputs = rootLists
    .filter((list) => program[list].length > 0)
    .map((list) => `${list} ${program[list].map((id) => `%${id}`).join(" ")}`);
  return [...nodes, ...outputs, ""].join("\n");
}

function printNode({ operation, arguments: args, value }: Node): string {
  if (operation === "time") return operation;
  if (operation === "truth") return value === 1 ? "true" : "false";
  if (leafOperations.has(operation)) return `${operation} ${Object.is(value, -0) ? "-0" : value}`;
  return [operation, ...args.map((a) => `%${a}`)].join(" ");
}
