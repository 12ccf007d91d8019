// Several quotients over one divisor d become products with 1/d. A quotient that the derivatives need
// is evaluated at every stage of a step, one of the Jacobian alone once: the derivatives change only
// where they themselves divide by d twice, the Jacobian where it does beside them. The bound is one
// more rounding: 3/2 units in the last place instead of 1/2, while 1/d is a normal number.

import type { NodeId } from "../ir.js";
import type { Program } from "../program.js";
import { variabilities } from "./hoisting.js";
import { countUses, liveMask } from "./live.js";
import { programRoots } from "./program-roots.js";
import { type Rewriting, rewrite } from "./rewrite.js";

/** Share reciprocals among the quotients of a program. */
export function shareReciprocals(program: Program): Program {
  const quotients = new Quotients(program);
  if (!program.nodes.some((node) => node.operation === "div")) return program;
  return rewrite(program, {
    div: (r, id, { arguments: args }) => {
      if (!quotients.isShared(id)) return undefined;
      const [a, b] = args.map((x) => r.moved(x)) as [NodeId, NodeId];
      return r.graph.apply("mul", a, r.graph.apply("div", r.graph.constant(1), b));
    },
    mul: (r, _, { arguments: [a, b] }) => {
      if (quotients.isLone(b!)) return divided(r, a!, r.old(b!).arguments[1]!);
      return quotients.isLone(a!) ? divided(r, b!, r.old(a!).arguments[1]!) : undefined;
    },
  });
}

// a·(1/d) → a/d, and (n/m)·(1/d) → n/(m·d).
function divided(r: Rewriting, a: NodeId, d: NodeId): NodeId {
  const { graph } = r;
  const [above, below] = [r.moved(a), r.moved(d)];
  const quotient = graph.node(above);
  if (quotient.operation !== "div" || r.uses[a] !== 1) return graph.apply("div", above, below);
  const [n, m] = quotient.arguments as [NodeId, NodeId];
  return graph.apply("div", n, graph.apply("mul", m, below));
}

/** Which quotients are to be products, and which reciprocals quotients. */
class Quotients {
  readonly #uses: Uint32Array;
  readonly #everyStage: Uint8Array;
  readonly #perStep: Uint8Array;
  readonly #deciding: Uint8Array;
  readonly #hoisted: Uint8Array;
  /** [node] how many quotients it divides at every stage, and how many of the others per step. */
  readonly #often: Uint32Array;
  readonly #once: Uint32Array;

  constructor(readonly program: Program) {
    const { nodes } = program;
    this.#uses = countUses(nodes, programRoots(program));
    this.#everyStage = liveMask(nodes, program.derivatives);
    this.#perStep = liveMask(nodes, [...program.jacobian, ...program.timeDerivative]);
    this.#deciding = liveMask(nodes, [...program.triggers, ...program.roots]);
    this.#hoisted = variabilities(nodes);
    this.#often = new Uint32Array(nodes.length);
    this.#once = new Uint32Array(nodes.length);
    nodes.forEach(({ operation, arguments: args }, id) => {
      if (operation !== "div") return;
      if (this.#everyStage[id]) this.#often[args[1]!]!++;
      else if (this.#perStep[id]) this.#once[args[1]!]!++;
    });
  }

  /** True where other quotients over the same divisor make a product with its reciprocal cheaper. */
  isShared(id: NodeId): boolean {
    const divisor = this.program.nodes[id]!.arguments[1]!;
    if (this.#deciding[id]) return false;
    if (this.#often[divisor]! >= 2) return true;
    return !this.#everyStage[id] && this.#perStep[id] === 1 && this.#once[divisor]! >= 2;
  }

  /** True for a reciprocal that varies, with one user and no quotient that could share it. */
  isLone(id: NodeId): boolean {
    const { operation, arguments: args } = this.program.nodes[id]!;
    if (operation !== "div" || this.#hoisted[id] || this.#uses[id] !== 1 || this.isShared(id))
      return false;
    const { operation: above, value } = this.program.nodes[args[0]!]!;
    return above === "constant" && value === 1;
  }
}
