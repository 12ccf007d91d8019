// What a program may hold after each pass: a table of rules, checked between passes in tests and by
// the `check` option of optimise(). A rule says what it forbids, so that a breach reads as a reason.

import { expectedTypes, type Node, type NodeId, resultType } from "../ir.js";
import type { Program } from "../program.js";
import { liveMask } from "./live.js";
import { programRoots, rootLists } from "./program-roots.js";

/** Programs as compiled, and as each pass leaves them. */
export const stages = [
  "plain",
  "exact",
  "powers",
  "association",
  "fractions",
  "reciprocals",
  "final",
] as const;
export type Stage = (typeof stages)[number];

interface StageRule {
  /** The rule holds from this stage on. */
  readonly since: Stage;
  readonly forbids: string;
  /** True where it does not hold of nodes that decide events, which are left as they stand. */
  readonly sparesTriggers?: boolean;
  broken(program: Program, id: NodeId, node: Node): boolean;
}

const nodeAt = (program: Program, id: NodeId | undefined): Node | undefined =>
  id === undefined ? undefined : program.nodes[id];
const isConstant = (node: Node | undefined): boolean => node?.operation === "constant";

const stageRules: readonly StageRule[] = [
  {
    since: "exact",
    forbids: "an argument of an action in the equations",
    broken: (_, __, node) => node.operation === "argument",
  },
  {
    since: "exact",
    forbids: "a negated condition",
    broken: (program, _, node) =>
      node.operation === "select" && nodeAt(program, node.arguments[0])?.operation === "not",
  },
  {
    since: "powers",
    forbids: "a bare pow: chains of products, powln or powratio take its place",
    broken: (_, __, node) => node.operation === "pow",
  },
  {
    since: "powers",
    forbids: "powln whose third argument is not the logarithm of its first",
    broken: (program, _, { operation, arguments: [base, , logarithm] }) =>
      operation === "powln" && !isLogarithm(program, logarithm, base),
  },
  {
    since: "powers",
    forbids: "powratio of a power with another base",
    broken: (program, _, { operation, arguments: [power, , base] }) =>
      operation === "powratio" && !isPowerOf(program, power, base),
  },
  {
    since: "association",
    forbids: "division by a constant",
    sparesTriggers: true,
    broken: (program, _, node) =>
      node.operation === "div" &&
      isConstant(nodeAt(program, node.arguments[1])) &&
      isSafeDivisor(nodeAt(program, node.arguments[1])!.value),
  },
];

/** What is wrong with a program at a stage, one line a breach; empty where it is legal. */
export function checkProgram(program: Program, stage: Stage): string[] {
  const found = program.nodes.flatMap((node, id) => wellFormed(program, node, id));
  if (found.length > 0) return [...found, ...outputBreaches(program)];
  return [...outputBreaches(program), ...stageBreaches(program, stage)];
}

function wellFormed(program: Program, node: Node, id: NodeId): string[] {
  const expected = expectedTypes(node.operation);
  const at = `%${id} = ${node.operation} ${node.arguments.map((a) => `%${a}`).join(" ")}`;
  if (node.type !== resultType(node.operation)) return [`${at}: is called a ${node.type}`];
  if (node.arguments.length !== expected.length)
    return [`${at}: takes ${expected.length} arguments`];
  return node.arguments.flatMap((a, i) => {
    if (!Number.isInteger(a) || a < 0 || a >= id) return [`${at}: %${a} does not come before it`];
    if (program.nodes[a]!.type !== expected[i]) return [`${at}: %${a} is no ${expected[i]}`];
    return [];
  });
}

function outputBreaches(program: Program): string[] {
  return rootLists.flatMap((list) =>
    program[list].flatMap((id, i) => {
      const type = program.nodes[id]?.type;
      if (type === undefined) return [`${list}[${i}]: there is no %${id}`];
      const expected = list === "triggers" ? "boolean" : "number";
      return type === expected ? [] : [`${list}[${i}]: %${id} is no ${expected}`];
    }),
  );
}

function stageBreaches(program: Program, stage: Stage): string[] {
  const reached = stages.indexOf(stage);
  const rules = stageRules.filter((rule) => stages.indexOf(rule.since) <= reached);
  const live = liveMask(program.nodes, programRoots(program));
  const deciding = liveMask(program.nodes, [...program.triggers, ...program.roots]);
  return program.nodes.flatMap((node, id) => {
    if (!live[id]) return stage === "plain" ? [] : [`%${id}: nothing needs it`];
    return rules
      .filter((rule) => !(rule.sparesTriggers && deciding[id]) && rule.broken(program, id, node))
      .map((rule) => `%${id} = ${node.operation}: ${stage} programs have not: ${rule.forbids}`);
  });
}

/** A divisor whose reciprocal neither overflows nor loses digits to underflow. */
export function isSafeDivisor(value: number): boolean {
  const size = Math.abs(value);
  return size >= 2 ** -1000 && size <= 2 ** 1000;
}

function isLogarithm(program: Program, id: NodeId | undefined, of: NodeId | undefined): boolean {
  const [node, argument] = [nodeAt(program, id), nodeAt(program, of)];
  if (isConstant(argument) && isConstant(node))
    return Object.is(Math.log(argument!.value), node!.value);
  return node?.operation === "ln" && node.arguments[0] === of;
}

function isPowerOf(program: Program, id: NodeId | undefined, base: NodeId | undefined): boolean {
  const node = nodeAt(program, id);
  if (isConstant(node)) return true;
  return node?.operation === "powln" && node.arguments[0] === base;
}
