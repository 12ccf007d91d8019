// Nodes to JavaScript expressions. A node used once is written in place, a node used more often gets
// a name, so the text stays near the formula and small enough for the engine to optimise.

import { ascending, type Graph, liveNodes, type Node, type NodeId, type Operation } from "../ir.js";
import type { Layout } from "./layout.js";

/** How deep expressions may nest before a node is named: keeps every parser's stack shallow. */
const maximalDepth = 24;

const functions: Readonly<Partial<Record<Operation, string>>> = {
  abs: "Math.abs",
  exp: "Math.exp",
  ln: "Math.log",
  log10: "Math.log10",
  sqrt: "Math.sqrt",
  floor: "Math.floor",
  ceil: "Math.ceil",
  sin: "Math.sin",
  cos: "Math.cos",
  tan: "Math.tan",
  asin: "Math.asin",
  acos: "Math.acos",
  atan: "Math.atan",
  sinh: "Math.sinh",
  cosh: "Math.cosh",
  tanh: "Math.tanh",
  asinh: "Math.asinh",
  acosh: "Math.acosh",
  atanh: "Math.atanh",
  pow: "Math.pow",
  min: "Math.min",
  max: "Math.max",
  factorial: "factorial",
};
const infix: Readonly<Partial<Record<Operation, string>>> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  rem: "%",
  lt: "<",
  le: "<=",
  eq: "===",
  and: "&&",
  or: "||",
};

export interface EmittedBlock {
  /** `const` statements, arguments before users. */
  readonly statements: readonly string[];
  /** One expression per root. */
  readonly results: readonly string[];
}

/** Statements and result expressions that compute `roots`. */
export function emitBlock(
  graph: Graph,
  roots: readonly NodeId[],
  layout: Layout = { hoisted: new Map(), contextStart: 0 },
): EmittedBlock {
  return new BlockEmitter(graph, roots, layout).emit();
}

class BlockEmitter {
  readonly #text = new Map<NodeId, string>();
  readonly #depth = new Map<NodeId, number>();
  readonly #uses = new Map<NodeId, number>();
  readonly #statements: string[] = [];

  constructor(
    readonly graph: Graph,
    readonly roots: readonly NodeId[],
    readonly layout: Layout,
  ) {}

  emit(): EmittedBlock {
    const order = this.#needed();
    for (const id of order)
      for (const a of this.#argumentsOf(id)) this.#uses.set(a, (this.#uses.get(a) ?? 0) + 1);
    for (const root of this.roots) this.#uses.set(root, (this.#uses.get(root) ?? 0) + 1);
    for (const id of order) this.#place(id);
    return { statements: this.#statements, results: this.roots.map((r) => this.#text.get(r)!) };
  }

  // Hoisted nodes are read, so nothing below them is needed.
  #needed(): NodeId[] {
    if (this.layout.hoisted.size === 0) return liveNodes(this.graph, this.roots);
    const needed = new Set<NodeId>();
    const pending = [...this.roots];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (needed.has(id)) continue;
      needed.add(id);
      pending.push(...this.#argumentsOf(id));
    }
    return ascending(needed);
  }

  #argumentsOf(id: NodeId): readonly NodeId[] {
    return this.layout.hoisted.has(id) ? [] : this.graph.node(id).arguments;
  }

  #place(id: NodeId): void {
    const node = this.graph.node(id);
    const args = this.#argumentsOf(id);
    const text = this.#expression(id, node);
    let depth = 1;
    for (const a of args) depth = Math.max(depth, 1 + this.#depth.get(a)!);
    if (args.length === 0 || (this.#uses.get(id) === 1 && depth < maximalDepth)) {
      this.#text.set(id, text);
      this.#depth.set(id, args.length === 0 ? 0 : depth);
      return;
    }
    this.#statements.push(`const v${id} = ${text};`);
    this.#text.set(id, `v${id}`);
    this.#depth.set(id, 0);
  }

  #expression(id: NodeId, node: Node): string {
    const slot = this.layout.hoisted.get(id);
    if (slot !== undefined) return `p[${slot}]`;
    if (node.operation === "context") return `p[${this.layout.contextStart + node.value}]`;
    if (node.operation === "argument" && this.layout.argument)
      return this.layout.argument(node.value);
    const args = node.arguments.map((a) => this.#text.get(a)!);
    const operator = infix[node.operation];
    if (operator) return `(${args[0]} ${operator} ${args[1]})`;
    const name = functions[node.operation];
    if (name) return `${name}(${args.join(", ")})`;
    return leafOrSpecial(node, args);
  }
}

function leafOrSpecial(node: Node, args: readonly string[]): string {
  switch (node.operation) {
    case "constant":
      return numberLiteral(node.value);
    case "truth":
      return node.value === 1 ? "true" : "false";
    case "time":
      return "t";
    case "state":
      return `y[${node.value}]`;
    case "parameter":
      return `p[${node.value}]`;
    case "argument":
      return `a[${node.value}]`;
    case "neg":
      return `(-${args[0]})`;
    case "powln":
      return `Math.pow(${args[0]}, ${args[1]})`;
    case "powratio":
      return `Math.pow(${args[2]}, ${args[3]})`;
    case "not":
      return `(!${args[0]})`;
    case "select":
      return `(${args[0]} ? ${args[1]} : ${args[2]})`;
    default:
      throw new Error(`no JavaScript for ${node.operation}`);
  }
}

/** Text that JavaScript reads back as the same double. */
function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (Object.is(value, -0)) return "(-0)";
  return value < 0 ? `(${value})` : String(value);
}
