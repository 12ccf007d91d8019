// The intermediate representation: one directed acyclic graph of typed nodes in static single
// assignment form. Equal nodes are one node (hash-consing), arguments always come before their
// users, and a builder refuses an ill-typed node, so a wrong graph cannot exist. Numbers follow
// IEEE 754 double precision; what each operation means is what target/js.ts does with it.
// Leaves the algebra to simplify.ts and the derivatives to differentiate.ts.

import { NodeTable } from "./node-table.js";
import { simplify } from "./simplify.js";

export type NodeType = "number" | "boolean";

/** Index of a node in its graph. */
export type NodeId = number;

export type UnaryOperation =
  | "neg"
  | "abs"
  | "exp"
  | "ln"
  | "log10"
  | "sqrt"
  | "floor"
  | "ceil"
  | "sin"
  | "cos"
  | "tan"
  | "asin"
  | "acos"
  | "atan"
  | "sinh"
  | "cosh"
  | "tanh"
  | "asinh"
  | "acosh"
  | "atanh"
  | "factorial";
export type BinaryOperation = "add" | "sub" | "mul" | "div" | "pow" | "min" | "max" | "rem";
/**
 * Powers as passes (pass/powers.ts) leave them: what a power is by is named beside what it is of.
 * `powln(a, b, l)` with l = ln a is a^b, which a target may compute as exp(b·l) where a is positive
 * and finite. `powratio(p, r, a, b)` with p = a^(b+1) and r = 1/a is a^b, which a target may compute
 * as p·r where a is positive, p normal and p·r finite. Elsewhere both are the library's pow(a, b).
 */
export type PowerOperation = "powln" | "powratio";
export type ComparisonOperation = "lt" | "le" | "eq";
export type LogicalOperation = "and" | "or" | "not";
export type LeafOperation =
  | "constant"
  | "truth"
  | "time"
  | "state"
  | "parameter"
  | "argument"
  | "context";
export type Operation =
  | LeafOperation
  | UnaryOperation
  | BinaryOperation
  | PowerOperation
  | ComparisonOperation
  | LogicalOperation
  | "select";

export interface Node {
  readonly operation: Operation;
  readonly type: NodeType;
  readonly arguments: readonly NodeId[];
  /** Value of a constant, 0 or 1 of a truth, index of another leaf; else 0. */
  readonly value: number;
}

const argumentTypes: Readonly<Record<string, readonly NodeType[]>> = {
  and: ["boolean", "boolean"],
  or: ["boolean", "boolean"],
  not: ["boolean"],
  select: ["boolean", "number", "number"],
  powln: ["number", "number", "number"],
  powratio: ["number", "number", "number", "number"],
};
/** Operations without arguments. */
export const leafOperations: ReadonlySet<Operation> = new Set<Operation>([
  "constant",
  "truth",
  "time",
  "state",
  "parameter",
  "argument",
  "context",
]);
const binaryNumbers = new Set<Operation>([
  "add",
  "sub",
  "mul",
  "div",
  "pow",
  "min",
  "max",
  "rem",
  "lt",
  "le",
  "eq",
]);
const commutative = new Set<Operation>(["add", "mul", "eq", "and", "or"]);
const booleanResults = new Set<Operation>(["truth", "lt", "le", "eq", "and", "or", "not"]);

/** The type of an operation's value. */
export function resultType(operation: Operation): NodeType {
  return booleanResults.has(operation) ? "boolean" : "number";
}

const oneNumber: readonly NodeType[] = ["number"];
const twoNumbers: readonly NodeType[] = ["number", "number"];

/** What an operation expects of its arguments. Throws nothing: every operation is known. */
export function expectedTypes(operation: Operation): readonly NodeType[] {
  if (binaryNumbers.has(operation)) return twoNumbers;
  if (leafOperations.has(operation)) return [];
  return argumentTypes[operation] ?? oneNumber;
}

export class Graph {
  readonly nodes: Node[] = [];
  readonly #known = new NodeTable(this.nodes);

  /** A graph that holds `nodes` under the same ids. */
  static of(nodes: readonly Node[]): Graph {
    const graph = new Graph();
    for (const { operation, arguments: args, value } of nodes)
      graph.#intern(operation, args, value);
    return graph;
  }

  node(id: NodeId): Node {
    const node = this.nodes[id];
    if (!node) throw new Error(`no node ${id} in a graph of ${this.nodes.length}`);
    return node;
  }

  constant(value: number): NodeId {
    return this.#intern("constant", [], value);
  }

  truth(value: boolean): NodeId {
    return this.#intern("truth", [], value ? 1 : 0);
  }

  time(): NodeId {
    return this.#intern("time", [], 0);
  }

  /**
   * A leaf that reads slot `index` of the state, parameter or argument vector, or of the context:
   * what the solver tells the equations beside time and state (see context.ts).
   */
  leaf(operation: "state" | "parameter" | "argument" | "context", index: number): NodeId {
    return this.#intern(operation, [], index);
  }

  /** The node that is `operation` of `args` as they stand, where the graph has it. */
  find(operation: Operation, args: readonly NodeId[]): NodeId | undefined {
    return this.#known.find(operation, args, 0);
  }

  /** The simplified node that computes `operation` of `args`; an existing one where it is equal. */
  apply(operation: Exclude<Operation, LeafOperation>, ...args: NodeId[]): NodeId {
    this.#checkTypes(operation, args);
    // One order for the arguments of exactly commutative operations, so that a·b and b·a meet.
    if (commutative.has(operation) && args[0]! > args[1]!) args.reverse();
    const simpler = simplify(this, operation, args);
    return simpler ?? this.#intern(operation, args, 0);
  }

  #checkTypes(operation: Operation, args: readonly NodeId[]): void {
    const expected = expectedTypes(operation);
    let fits = expected.length === args.length;
    for (let i = 0; fits && i < args.length; i++) fits = this.node(args[i]!).type === expected[i];
    if (fits) return;
    const actual = args.map((id) => this.node(id).type);
    throw new Error(`${operation} takes (${expected.join()}), not (${actual.join()})`);
  }

  #intern(operation: Operation, args: readonly NodeId[], value: number): NodeId {
    const known = this.#known.find(operation, args, value);
    if (known !== undefined) return known;
    const type = resultType(operation);
    const id = this.nodes.push({ operation, type, arguments: args, value }) - 1;
    this.#known.add(id);
    return id;
  }
}

/** True for the constant 0, of either sign. */
export function isZero(graph: Graph, id: NodeId): boolean {
  const node = graph.node(id);
  return node.operation === "constant" && node.value === 0;
}

/** The nodes that `roots` need, arguments before users. Costs what they are, not what the graph is. */
export function liveNodes(graph: Graph, roots: readonly NodeId[]): NodeId[] {
  const live = new Set<NodeId>();
  const pending = [...roots];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (live.has(id)) continue;
    live.add(id);
    for (const a of graph.node(id).arguments) if (!live.has(a)) pending.push(a);
  }
  return ascending(live);
}

/** Numbers that a set holds, in their order. */
export function ascending(ids: ReadonlySet<NodeId>): NodeId[] {
  return Array.from(Int32Array.from(ids).sort());
}

/** One line per live node: `%7 = mul %3 %5`. */
export function printGraph(graph: Graph, roots: readonly NodeId[]): string {
  const lines = liveNodes(graph, roots).map((id) => {
    const node = graph.node(id);
    const slot = leafOperations.has(node.operation) && node.operation !== "time";
    const detail = slot ? [String(node.value)] : node.arguments.map((a) => `%${a}`);
    return `%${id} = ${[node.operation, ...detail].join(" ")}`;
  });
  return [...lines, `return ${roots.map((id) => `%${id}`).join(" ")}`].join("\n");
}
