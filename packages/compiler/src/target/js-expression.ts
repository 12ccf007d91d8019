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

const none: readonly never[] = [];

class BlockEmitter {
  /** The nodes of the block, ascending, and the position of each among them. */
  readonly #ids: readonly NodeId[];
  readonly #positions = new Map<NodeId, number>();
  /** By position: how often the block reads the node, its text, and how deep that nests. */
  readonly #uses: Int32Array;
  readonly #texts: string[] = [];
  readonly #depths: Int32Array;
  readonly #statements: string[] = [];

  constructor(
    readonly graph: Graph,
    readonly roots: readonly NodeId[],
    readonly layout: Layout,
  ) {
    this.#ids = this.#needed();
    for (let at = 0; at < this.#ids.length; at++) this.#positions.set(this.#ids[at]!, at);
    this.#uses = new Int32Array(this.#ids.length);
    this.#depths = new Int32Array(this.#ids.length);
  }

  emit(): EmittedBlock {
    const ids = this.#ids;
    for (let at = 0; at < ids.length; at++) {
      const args = this.#argumentsOf(ids[at]!);
      for (let i = 0; i < args.length; i++) this.#uses[this.#positions.get(args[i]!)!]!++;
    }
    for (const root of this.roots) this.#uses[this.#positions.get(root)!]!++;
    for (let at = 0; at < ids.length; at++) this.#place(ids[at]!, at);
    return { statements: this.#statements, results: this.roots.map((r) => this.#textOf(r)) };
  }

  // Hoisted nodes are read, so nothing below them is needed.
  #needed(): NodeId[] {
    if (this.layout.hoisted.size === 0) return liveNodes(this.graph, this.roots);
    const needed = new Set<NodeId>();
    const pending = [...this.roots];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (needed.has(id)) continue;
      needed.add(id);
      const args = this.#argumentsOf(id);
      for (let i = 0; i < args.length; i++) if (!needed.has(args[i]!)) pending.push(args[i]!);
    }
    return ascending(needed);
  }

  #argumentsOf(id: NodeId): readonly NodeId[] {
    return this.layout.hoisted.has(id) ? none : this.graph.node(id).arguments;
  }

  #textOf(id: NodeId): string {
    return this.#texts[this.#positions.get(id)!]!;
  }

  #place(id: NodeId, at: number): void {
    const args = this.#argumentsOf(id);
    const text = this.#expression(id);
    let depth = args.length === 0 ? 0 : 1;
    for (let i = 0; i < args.length; i++)
      depth = Math.max(depth, 1 + this.#depths[this.#positions.get(args[i]!)!]!);
    if (args.length === 0 || (this.#uses[at] === 1 && depth < maximalDepth)) {
      this.#texts.push(text);
      this.#depths[at] = depth;
      return;
    }
    this.#statements.push(`const v${id} = ${text};`);
    this.#texts.push(`v${id}`);
  }

  #expression(id: NodeId): string {
    const slot = this.layout.hoisted.get(id);
    if (slot !== undefined) return `p[${slot}]`;
    const node = this.graph.node(id);
    const { operation, arguments: args } = node;
    const operator = infix[operation];
    if (operator) return `(${this.#textOf(args[0]!)} ${operator} ${this.#textOf(args[1]!)})`;
    if (operation === "context") return `p[${this.layout.contextStart + node.value}]`;
    if (operation === "argument" && this.layout.argument) return this.layout.argument(node.value);
    const texts = args.map((a) => this.#textOf(a));
    const name = functions[operation];
    return name ? `${name}(${texts.join(", ")})` : leafOrSpecial(node, texts);
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
