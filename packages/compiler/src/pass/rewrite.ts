// The frame of a pass: a copy of the live part of a program through a new graph, arguments first,
// each node as a rule of the pass says or else as it was. The copy is hash-consed and simplified
// again, so what a rule makes equal becomes one node; what it leaves unused is dropped.

import { Graph, type Node, type NodeId, type Operation } from "../ir.js";
import type { Program } from "../program.js";
import { countUses, liveMask } from "./live.js";
import { mapRoots, programRoots } from "./program-roots.js";

/** The program being copied, its copy, and where each node went. */
export class Rewriting {
  readonly graph = new Graph();
  /** [old node] how often it is used. */
  readonly uses: Uint32Array;
  readonly #moved: Int32Array;

  constructor(readonly program: Program) {
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

  /** The copy of an old node over the new places of its arguments. */
  copy(id: NodeId): NodeId {
    const node = this.old(id);
    return rebuild(
      this.graph,
      node,
      node.arguments.map((a) => this.moved(a)),
    );
  }

  finish(): Program {
    return compact({
      nodes: this.graph.nodes,
      ...mapRoots(this.program, (id) => this.moved(id)),
    });
  }
}

/** What takes a node's place in the new graph; undefined: a copy of it. */
export type Rule = (rewriting: Rewriting, id: NodeId, node: Node) => NodeId | undefined;

/** Rules by the operation they look at. */
export type RuleTable = Readonly<Partial<Record<Operation, Rule>>>;

/** Copy a program by a table of rules. */
export function rewrite(program: Program, rules: RuleTable): Program {
  const rewriting = new Rewriting(program);
  program.nodes.forEach((node, id) => {
    if (!rewriting.uses[id]) return;
    const replaced = rules[node.operation]?.(rewriting, id, node);
    rewriting.move(id, replaced ?? rewriting.copy(id));
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
