// The frame of a pass: a walk over the live part of a program, arguments first, each node moved to
// where a rule of the pass says or else kept, over the new places of its arguments. New nodes go to
// the end of the program's own graph, hash-consed and simplified, so what a rule makes equal becomes
// one node; what no output needs any more is dropped at the end.

import { Graph, type Node, type NodeId, type Operation } from "../ir.js";
import type { Program } from "../program.js";
import { countUses, liveMask } from "./live.js";
import { mapRoots, programRoots } from "./program-roots.js";

/** The program being rewritten and where each of its nodes went. */
export class Rewriting {
  /** The program's nodes under their own ids, then new ones. */
  readonly graph: Graph;
  /** [old node] how often it is used. */
  readonly uses: Uint32Array;
  readonly #moved: Int32Array;

  constructor(readonly program: Program) {
    this.graph = Graph.of(program.nodes);
    this.uses = countUses(program.nodes, programRoots(program));
    this.#moved = new Int32Array(program.nodes.length).fill(-1);
  }

  old(id: NodeId): Node {
    return this.program.nodes[id]!;
  }

  /** Where an old node went; its rule has run. */
  moved(id: NodeId): NodeId {
    const to = this.#moved[id]!;
    if (to < 0) throw new Error(`%${id} is used before it is rewritten`);
    return to;
  }

  move(id: NodeId, to: NodeId): void {
    this.#moved[id] = to;
  }

  /** An old node over the new places of its arguments. */
  kept(id: NodeId): NodeId {
    const node = this.old(id);
    const { arguments: args } = node;
    if (args.every((a) => this.moved(a) === a)) return id;
    return rebuild(
      this.graph,
      node,
      args.map((a) => this.moved(a)),
    );
  }

  finish(): Program {
    return compact({
      nodes: this.graph.nodes,
      ...mapRoots(this.program, (id) => this.moved(id)),
    });
  }
}

/** What takes a node's place in the new graph; undefined: it is kept. */
export type Rule = (rewriting: Rewriting, id: NodeId, node: Node) => NodeId | undefined;

/** Rules by the operation they look at. */
export type RuleTable = Readonly<Partial<Record<Operation, Rule>>>;

/** Rewrite a program by a table of rules. */
export function rewrite(program: Program, rules: RuleTable): Program {
  const rewriting = new Rewriting(program);
  program.nodes.forEach((node, id) => {
    if (!rewriting.uses[id]) return;
    const replaced = rules[node.operation]?.(rewriting, id, node);
    rewriting.move(id, replaced ?? rewriting.kept(id));
  });
  return rewriting.finish();
}

/** A node over other arguments, simplified. */
export function rebuild(graph: Graph, node: Node, args: readonly NodeId[]): NodeId {
  switch (node.operation) {
    case "constant":
      return graph.constant(node.value);
    case "truth":
      return graph.truth(node.value === 1);
    case "time":
      return graph.time();
    case "state":
    case "parameter":
    case "argument":
    case "context":
      return graph.leaf(node.operation, node.value);
    default:
      return graph.apply(node.operation, ...args);
  }
}

/** The live part of a program, renumbered without gaps in the same order. */
export function compact(program: Program): Program {
  const live = liveMask(program.nodes, programRoots(program));
  const place = new Int32Array(live.length);
  const nodes: Node[] = [];
  program.nodes.forEach((node, id) => {
    if (!live[id]) return;
    place[id] = nodes.length;
    nodes.push(inPlace(node, place));
  });
  return { nodes, ...mapRoots(program, (id) => place[id]!) };
}

function inPlace(node: Node, place: Int32Array): Node {
  if (node.arguments.every((a) => place[a] === a)) return node;
  const { operation, type, value } = node;
  return { operation, type, arguments: node.arguments.map((a) => place[a]!), value };
}
