// Equal nodes found by hash: open addressing with linear probing over a flat array of ids (Knuth, The
// Art of Computer Programming 3, 6.4). A compiler asks for each node several times, so this is its
// innermost loop. Values are compared as bits: -0 and 0 differ, since 1/x tells them apart, and a NaN
// is equal to itself.

import type { Node, NodeId, Operation } from "./ir.js";

const empty = -1;
/** Bits of a value, to hash them. */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

export class NodeTable {
  #places = new Int32Array(1024).fill(empty);
  /** Where the search that failed last ended. */
  #vacant = 0;

  /** @param nodes the nodes by id, owned and grown by the graph. */
  constructor(readonly nodes: readonly Node[]) {}

  find(operation: Operation, args: readonly NodeId[], value: number): NodeId | undefined {
    const mask = this.#places.length - 1;
    for (let at = hash(operation, args, value) & mask; ; at = (at + 1) & mask) {
      const id = this.#places[at]!;
      if (id === empty) {
        this.#vacant = at;
        return undefined;
      }
      if (isEqual(this.nodes[id]!, operation, args, value)) return id;
    }
  }

  /** Remember the newest node, which the search just before did not find. */
  add(id: NodeId): void {
    // Half empty, so that probes stay short.
    if (2 * this.nodes.length > this.#places.length) this.#grow();
    else this.#places[this.#vacant] = id;
  }

  #grow(): void {
    this.#places = new Int32Array(4 * this.#places.length).fill(empty);
    for (let id = 0; id < this.nodes.length; id++) this.#place(id);
  }

  #place(id: NodeId): void {
    const { operation, arguments: args, value } = this.nodes[id]!;
    const mask = this.#places.length - 1;
    let at = hash(operation, args, value) & mask;
    while (this.#places[at] !== empty) at = (at + 1) & mask;
    this.#places[at] = id;
  }
}

function isEqual(
  node: Node,
  operation: Operation,
  args: readonly NodeId[],
  value: number,
): boolean {
  if (node.operation !== operation || node.arguments.length !== args.length) return false;
  for (let i = 0; i < args.length; i++) if (node.arguments[i] !== args[i]) return false;
  return Object.is(node.value, value);
}

/** A number for each operation that has been met. */
const codes = new Map<Operation, number>();

function codeOf(operation: Operation): number {
  const known = codes.get(operation);
  if (known !== undefined) return known;
  codes.set(operation, codes.size + 1);
  return codes.size;
}

/** Multiplication by odd constants mixes low bits up, the shifts bring high bits down (Murmur 3). */
function hash(operation: Operation, args: readonly NodeId[], value: number): number {
  let h = codeOf(operation);
  if (args.length === 0) {
    double[0] = value;
    h = mix(mix(h, words[0]!), words[1]!);
  }
  for (let i = 0; i < args.length; i++) h = mix(h, args[i]!);
  return (h ^ (h >>> 16)) >>> 0;
}

function mix(h: number, word: number): number {
  const mixed = Math.imul(h ^ Math.imul(word, 0xcc9e2d51), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
