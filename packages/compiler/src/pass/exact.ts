// Identities that need more than one node to see and change no value (of a zero at most the sign):
// one orientation for differences, minima and maxima; negations drawn out to where a sum or product
// takes them for nothing; choices by one condition made once.

import type { Graph, Node, NodeId } from "../ir.js";
import type { Program } from "../program.js";
import { type Rewriting, type Rule, type RuleTable, rewrite } from "./rewrite.js";

/** Rewrite a program by the identities of this file. */
export function applyExactIdentities(program: Program): Program {
  return rewrite(program, rules);
}

const ordered: Rule = (r, _, { operation, arguments: args }) => {
  const [a, b] = args.map((x) => r.moved(x)) as [NodeId, NodeId];
  const swaps = operation === "min" || operation === "max";
  return swaps && a > b ? r.graph.apply(operation, b, a) : undefined;
};

// A negation inside does not show outside.
const even: Rule = (r, _, node) => {
  const negated = negatedBy(r.graph, r.moved(node.arguments[0]!));
  if (negated === undefined || (node.operation !== "abs" && node.operation !== "cos"))
    return undefined;
  return r.graph.apply(node.operation, negated);
};

const rules: RuleTable = {
  min: ordered,
  max: ordered,
  abs: even,
  cos: even,
  add: sum,
  sub: sum,
  div: (r, _, node) => {
    const [a, b] = node.arguments.map((x) => r.moved(x)) as [NodeId, NodeId];
    const negated = negatedBy(r.graph, b);
    if (negated === undefined) return undefined;
    return r.graph.apply("neg", r.graph.apply("div", a, negated));
  },
  select: (r, _, node) => {
    const [condition, a, b] = node.arguments.map((x) => r.moved(x)) as [NodeId, NodeId, NodeId];
    return choose(r.graph, condition, a, b);
  },
};

function sum(r: Rewriting, id: NodeId, { operation, arguments: args }: Node): NodeId | undefined {
  const { graph } = r;
  const [a, b] = args.map((x) => r.moved(x)) as [NodeId, NodeId];
  const joint = jointChoice(r, operation === "add" ? "add" : "sub", args);
  if (joint !== undefined || operation === "add") return joint;
  const opposite = graph.find("sub", [b, a]);
  // One that comes later finds this one.
  const isEarlier = opposite !== undefined && (opposite < id || opposite >= r.program.nodes.length);
  if (isEarlier) return graph.apply("neg", opposite);
  const negated = negatedBy(graph, a);
  return negated === undefined ? undefined : graph.apply("neg", graph.apply("add", negated, b));
}

function negatedBy(graph: Graph, id: NodeId): NodeId | undefined {
  const node = graph.node(id);
  return node.operation === "neg" ? node.arguments[0] : undefined;
}

// Inside a branch the condition is known.
function choose(graph: Graph, condition: NodeId, a: NodeId, b: NodeId): NodeId {
  const test = graph.node(condition);
  if (test.operation === "not") return choose(graph, test.arguments[0]!, b, a);
  const [whenTrue, whenFalse] = [a, b].map((id, branch) => {
    const inner = graph.node(id);
    const same = inner.operation === "select" && inner.arguments[0] === condition;
    return same ? inner.arguments[1 + branch]! : id;
  });
  return graph.apply("select", condition, whenTrue!, whenFalse!);
}

// (c ? a : k) + (c ? b : l) with constants k and l: one choice for two, the sum of k and l is free.
function jointChoice(
  r: Rewriting,
  operation: "add" | "sub",
  args: readonly NodeId[],
): NodeId | undefined {
  const { graph } = r;
  if (args.some((id) => r.uses[id] !== 1)) return undefined;
  const [x, y] = args.map((id) => graph.node(r.moved(id)));
  if (x!.operation !== "select" || y!.operation !== "select") return undefined;
  if (x!.arguments[0] !== y!.arguments[0]) return undefined;
  const free = [1, 2].some((branch) =>
    [x, y].every((choice) => graph.node(choice!.arguments[branch]!).operation === "constant"),
  );
  if (!free) return undefined;
  const [whenTrue, whenFalse] = [1, 2].map((branch) =>
    graph.apply(operation, x!.arguments[branch]!, y!.arguments[branch]!),
  );
  return graph.apply("select", x!.arguments[0]!, whenTrue!, whenFalse!);
}
