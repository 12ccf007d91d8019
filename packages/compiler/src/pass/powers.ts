// Powers, the dearest of all operations, made of cheaper ones.
//
// - Whole exponents up to 64: products, and a reciprocal where negative.
// - Multiples of 1/4 up to 8: square roots and products. sqrt is exact to rounding, so the bound is
//   that of the products. Of a zero base only the sign may differ: (-0)^0.5 is 0, sqrt(-0) is -0.
// - a^(-b) where a^b is there as well: its reciprocal.
// - a^(b-1) where a^b is there as well, as derivatives have it: powratio, which needs one product.
// - All others: powln with the logarithm of the base as an argument, which powers of one base share.
//
// Zero and negative bases keep their meaning: powln and powratio say where the quick way holds.

import type { NodeId } from "../ir.js";
import type { Program } from "../program.js";
import { powerChain } from "./power-chain.js";
import { Rewriting } from "./rewrite.js";

const largestWhole = 64;
const largestQuarter = 8;

/** Rewrite every power of a program. */
export function expandPowers(program: Program): Program {
  if (!program.nodes.some((node) => node.operation === "pow")) return program;
  return new PowerPass(program).run();
}

class PowerPass {
  readonly #rewriting: Rewriting;
  /** Live powers by base and exponent: an id, or the value of a constant. */
  readonly #known = new Map<string, NodeId>();

  constructor(program: Program) {
    this.#rewriting = new Rewriting(program);
  }

  run(): Program {
    const { program, uses } = this.#rewriting;
    program.nodes.forEach((node, id) => {
      if (!uses[id]) return;
      const to = node.operation === "pow" ? this.#power(id) : this.#rewriting.kept(id);
      this.#rewriting.move(id, to);
    });
    return this.#rewriting.finish();
  }

  #power(id: NodeId): NodeId {
    const r = this.#rewriting;
    const [base, exponent] = r.old(id).arguments as [NodeId, NodeId];
    const [a, b] = [r.moved(base), r.moved(exponent)];
    const constant = r.graph.node(b).operation === "constant" ? r.graph.node(b).value : undefined;
    const chain = constant === undefined ? undefined : this.#constantPower(a, constant);
    if (chain !== undefined) return chain;
    const derived = this.#fromKnown(a, b, constant);
    if (derived !== undefined) return derived;
    const power = r.graph.apply("powln", a, b, r.graph.apply("ln", a));
    this.#known.set(keyOf(a, b), power);
    if (constant !== undefined) this.#known.set(keyOf(a, `${constant - 1}+1`), power);
    return power;
  }

  #constantPower(a: NodeId, n: number): NodeId | undefined {
    const { graph } = this.#rewriting;
    const size = Math.abs(n);
    const whole = Number.isInteger(n) && size <= largestWhole;
    if (!whole && !(Number.isInteger(4 * n) && size <= largestQuarter)) return undefined;
    const factors = [
      ...(size >= 1 ? [powerChain(graph, a, Math.floor(size))] : []),
      ...rootsOf(size % 1).map((depth) => nestedRoot(this.#rewriting, a, depth)),
    ];
    if (factors.length === 0) return graph.constant(1);
    const product = factors.reduce((x, y) => graph.apply("mul", x, y));
    return n > 0 ? product : graph.apply("div", graph.constant(1), product);
  }

  // A power that follows from one before it.
  #fromKnown(a: NodeId, b: NodeId, constant: number | undefined): NodeId | undefined {
    const { graph } = this.#rewriting;
    const { operation, arguments: args } = graph.node(b);
    const one = graph.constant(1);
    const opposite = operation === "neg" ? this.#known.get(keyOf(a, args[0]!)) : undefined;
    if (opposite !== undefined) return graph.apply("div", one, opposite);
    const lowered = operation === "sub" && args[1] === one;
    const higher = lowered ? keyOf(a, args[0]!) : keyOf(a, `${constant}+1`);
    const power = lowered || constant !== undefined ? this.#known.get(higher) : undefined;
    if (power === undefined) return undefined;
    return graph.apply("powratio", power, graph.apply("div", one, a), a, b);
  }
}

function keyOf(base: NodeId, exponent: NodeId | string): string {
  return `${base}^${exponent}`;
}

/** How deep the square roots are that multiply to a^part, part a multiple of 1/4 below 1. */
function rootsOf(part: number): number[] {
  return [...(part >= 0.5 ? [1] : []), ...((4 * part) % 2 === 1 ? [2] : [])];
}

function nestedRoot({ graph }: Rewriting, a: NodeId, depth: number): NodeId {
  let root = a;
  for (let i = 0; i < depth; i++) root = graph.apply("sqrt", root);
  return root;
}
