// Divisions merged along the derivatives: p·(c + n₁/d₁)·(n₂/d₂) becomes p·(c·d₁ + n₁)·n₂ / (d₁·d₂). A
// division costs as much as five to eight products, each merge costs one to three. The derivatives
// alone change, for they are evaluated at every stage; the Jacobian keeps the separate quotients,
// which its entries share.
//
// A quotient is merged only into its single user among the derivatives, and only while the product of
// the divisors stays far from overflow and underflow (magnitude.ts). Where a divisor is
// 0 or NaN, both forms are not finite or both are NaN; where one is infinite, the separate form may
// still be finite and the merged one is NaN, which a step rejects. The error stays within a few units
// in the last place per merged term of the sum of the absolute terms.

import type { Graph, Node, NodeId } from "../ir.js";
import type { Program } from "../program.js";
import { variabilities } from "./hoisting.js";
import { countUses, liveMask, type Variability, variability } from "./live.js";
import { Magnitudes } from "./magnitude.js";
import { safeChunks } from "./product.js";
import { mapRoots } from "./program-roots.js";
import { compact, Rewriting, rebuild } from "./rewrite.js";

/** Merge the divisions of the derivatives. */
export function mergeDivisions(program: Program): Program {
  if (!program.nodes.some((node) => node.operation === "div")) return program;
  return new FractionPass(program).run();
}

/** A value as numerator over divisors. */
interface Fraction {
  readonly above: NodeId;
  readonly below: readonly NodeId[];
}

/** Divisors with more quotients than this are better served by a reciprocal. */
const mostQuotients = 2;

class FractionPass {
  readonly #rewriting: Rewriting;
  readonly #magnitudes: Magnitudes;
  /** [old node] how often the derivatives use it. */
  readonly #uses: Uint32Array;
  /** [old node] 1 where it stays as it stands: it decides events or is hoisted. */
  readonly #fixed: Uint8Array;
  /** [old node] above 0 where it is hoisted. */
  readonly #hoisted: Uint8Array;
  /** [node] of the growing graph. */
  readonly #variability: Variability[] = [];
  /** [old node] how many quotients among the derivatives it divides. */
  readonly #quotients: Uint32Array;
  /** [old node] its place among the derivatives where it is not merged on. */
  readonly #plain: Int32Array;
  /** Forms that may merge into their users, by old node. */
  readonly #fractions = new Map<NodeId, Fraction>();

  constructor(program: Program) {
    const { nodes } = program;
    this.#rewriting = new Rewriting(program);
    this.#magnitudes = new Magnitudes(this.#rewriting.graph);
    this.#uses = countUses(nodes, program.derivatives);
    this.#hoisted = variabilities(nodes);
    const deciding = liveMask(nodes, [...program.triggers, ...program.roots]);
    this.#fixed = deciding.map((decides, id) => (decides || this.#hoisted[id] ? 1 : 0));
    this.#plain = new Int32Array(nodes.length);
    this.#quotients = new Uint32Array(nodes.length);
    nodes.forEach(({ operation, arguments: args }, id) => {
      if (this.#uses[id] && operation === "div") this.#quotients[args[1]!]!++;
    });
  }

  run(): Program {
    const r = this.#rewriting;
    const { nodes } = r.program;
    nodes.forEach((_, id) => {
      if (r.uses[id]) r.move(id, r.kept(id));
    });
    nodes.forEach((node, id) => {
      if (this.#uses[id]) this.#place(id, node);
    });
    const outputs = mapRoots(r.program, (id, list) =>
      list === "derivatives" ? this.#settled(id) : r.moved(id),
    );
    return compact({ nodes: r.graph.nodes, ...outputs });
  }

  #place(id: NodeId, node: Node): void {
    const args = node.arguments.map((a) => this.#settled(a));
    const unchanged = args.every((a, i) => a === this.#rewriting.moved(node.arguments[i]!));
    this.#plain[id] = unchanged
      ? this.#rewriting.moved(id)
      : rebuild(this.#rewriting.graph, node, args);
    const fraction = this.#fixed[id] ? undefined : this.#fraction(node);
    if (fraction) this.#fractions.set(id, fraction);
  }

  /** The node of a value that merges no further. */
  #settled(id: NodeId): NodeId {
    const fraction = this.#fractions.get(id);
    if (!fraction || fraction.below.length < 2) return this.#plain[id]!;
    return this.#apply("div", fraction.above, this.#times(fraction.below));
  }

  #fraction({ operation, arguments: args }: Node): Fraction | undefined {
    switch (operation) {
      case "neg": {
        const inner = this.#mergeable(args[0]!);
        return inner && { ...inner, above: this.#apply("neg", inner.above) };
      }
      case "div":
        return this.#quotient(args[0]!, args[1]!);
      case "mul":
        return this.#product(args[0]!, args[1]!);
      case "add":
      case "sub":
        return this.#sum(operation, args[0]!, args[1]!);
      default:
        return undefined;
    }
  }

  #quotient(a: NodeId, b: NodeId): Fraction | undefined {
    if (this.#quotients[b]! > mostQuotients) return undefined;
    const inner = this.#mergeable(a);
    const below = [...(inner?.below ?? []), this.#settled(b)];
    if (inner && this.#isSafe(below)) return { above: inner.above, below };
    return { above: this.#settled(a), below: [this.#settled(b)] };
  }

  #product(a: NodeId, b: NodeId): Fraction | undefined {
    const [x, y] = [this.#mergeable(a), this.#mergeable(b)];
    if (!x && !y) return undefined;
    const below = [...(x?.below ?? []), ...(y?.below ?? [])];
    const joins = this.#isSafe(below);
    const [over, under] = [x && (joins || !y) ? x.above : this.#settled(a), y?.above];
    return {
      above: this.#apply("mul", over, under ?? this.#settled(b)),
      below: joins || !y ? below : y.below,
    };
  }

  // c + n/d → (c·d + n)/d pays only where a product takes it up: with more divisors it is one division
  // already. n₁/d₁ + n₂/d₂ → (n₁·d₂ + n₂·d₁)/(d₁·d₂) pays at once.
  #sum(operation: "add" | "sub", a: NodeId, b: NodeId): Fraction | undefined {
    const [x, y] = [this.#mergeable(a), this.#mergeable(b)];
    const below = [...(x?.below ?? []), ...(y?.below ?? [])];
    if (below.length === 0 || !this.#isSafe(below)) return undefined;
    if (!(x && y) && below.length > 1) return undefined;
    const over = (own: Fraction | undefined, id: NodeId, other: Fraction | undefined): NodeId => {
      const value = own?.above ?? this.#settled(id);
      return other ? this.#apply("mul", value, this.#times(other.below)) : value;
    };
    const joined = operation === "add" ? this.#scaledDivisor(x ? b : a, x ?? y!) : undefined;
    return { above: joined ?? this.#apply(operation, over(x, a, y), over(y, b, x)), below };
  }

  // c + p·s/(s + k) with parameters c, p, k → ((c + p)·s + c·k)/(s + k), both brackets hoisted.
  #scaledDivisor(c: NodeId, { above, below }: Fraction): NodeId | undefined {
    const { graph } = this.#rewriting;
    const { operation, arguments: terms } = graph.node(below[0]!);
    if (below.length > 1 || operation !== "add" || !this.#hoisted[c]) return undefined;
    const [k, s] = this.#isParametric(terms[0]!) ? terms : [terms[1]!, terms[0]!];
    const p = factorBeside(graph, above, s!);
    if (p === undefined || !this.#isParametric(k!) || !this.#isParametric(p)) return undefined;
    const size = this.#settled(c);
    const front = this.#apply("mul", this.#apply("add", size, p), s!);
    return this.#apply("add", front, this.#apply("mul", size, k!));
  }

  #isParametric(id: NodeId): boolean {
    for (let next = this.#variability.length; next <= id; next++)
      this.#variability.push(
        variability(this.#rewriting.graph.node(next), (a) => this.#variability[a]!),
      );
    return this.#variability[id] !== 0;
  }

  /** The fraction of a value whose single user asks for it. */
  #mergeable(id: NodeId): Fraction | undefined {
    return this.#uses[id] === 1 ? this.#fractions.get(id) : undefined;
  }

  #isSafe(divisors: readonly NodeId[]): boolean {
    return safeChunks(this.#magnitudes, divisors).length === 1;
  }

  #apply(operation: "neg" | "add" | "sub" | "mul" | "div", ...args: NodeId[]): NodeId {
    return this.#rewriting.graph.apply(operation, ...args);
  }

  #times(ids: readonly NodeId[]): NodeId {
    return ids.reduce((a, b) => this.#apply("mul", a, b));
  }
}

/** p of p·s, 1 of s itself. */
function factorBeside(graph: Graph, product: NodeId, s: NodeId): NodeId | undefined {
  if (product === s) return graph.constant(1);
  const { operation, arguments: args } = graph.node(product);
  if (operation !== "mul" || !args.includes(s)) return undefined;
  return args[0] === s ? args[1] : args[0];
}
