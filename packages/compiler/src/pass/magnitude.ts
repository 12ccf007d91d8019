// How large or small a value may get, in powers of ten either way: coarse, so that a pass can tell
// which products are far from overflow and underflow. It trusts leaves to stay within 1e-12..1e12 of
// their unit (a count of particles per joint, a molar concentration) and exponents of unknown size to
// stay within 5; beyond that a merged quotient may overflow where separate ones would not.

import type { Graph, Node, NodeId } from "../ir.js";

const leafDecades = 12;
const unknownExponent = 5;
/** Doubles end at 308 decades. */
export const decadeLimit = 300;

type DecadeRule = (node: Node, args: readonly number[], graph: Graph) => number;

const total: DecadeRule = (_, [a, b]) => a! + b!;
const larger: DecadeRule = (_, [a, b]) => Math.max(a!, b!);

const rules: Readonly<Partial<Record<Node["operation"], DecadeRule>>> = {
  constant: ({ value }) =>
    value === 0 ? 0 : Math.min(decadeLimit, Math.abs(Math.log10(Math.abs(value)))),
  neg: (_, [a]) => a!,
  abs: (_, [a]) => a!,
  sqrt: (_, [a]) => a! / 2,
  add: larger,
  sub: larger,
  min: larger,
  max: larger,
  mul: total,
  div: total,
  powln: ({ arguments: args }, [a], graph) => {
    const exponent = graph.node(args[1]!);
    const known = exponent.operation === "constant" ? Math.abs(exponent.value) : unknownExponent;
    return a! * known;
  },
  powratio: (_, [p, r]) => p! + r!,
  select: (_, [, a, b]) => Math.max(a!, b!),
  exp: () => 40,
};

/** Estimates for the nodes of a growing graph, each made once. */
export class Magnitudes {
  readonly #known: number[] = [];

  constructor(readonly graph: Graph) {}

  /** Decades that |value| may span to either side of 1, at most `decadeLimit`. */
  of(id: NodeId): number {
    for (let next = this.#known.length; next <= id; next++) {
      const node = this.graph.node(next);
      const args = node.arguments.map((a) => this.#known[a]!);
      const decades = rules[node.operation]?.(node, args, this.graph) ?? leafDecades;
      // NaN: an infinite constant.
      this.#known.push(decades <= decadeLimit ? decades : decadeLimit);
    }
    return this.#known[id]!;
  }

  /** The estimate of a product. */
  ofProduct(ids: readonly NodeId[]): number {
    return ids.reduce((sum, id) => sum + this.of(id), 0);
  }
}
