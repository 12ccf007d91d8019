// Chains of sums and chains of products are taken apart and put together anew: product.ts and sum.ts
// say how. A chain ends where a value has another user, for what is shared is not computed twice;
// small products (x², p·x) alone are opened all the same where that costs nothing.
//
// What decides events (triggers and their roots) is left as it stands: its signs are compared.

import type { Node, NodeId } from "../ir.js";
import type { Program } from "../program.js";
import { sortFactors } from "./factors.js";
import { isSafeDivisor } from "./ir-spec.js";
import { liveMask, type Variability, variability } from "./live.js";
import { Magnitudes } from "./magnitude.js";
import {
  atom,
  type Building,
  buildProduct,
  constantProduct,
  isAtom,
  type Product,
} from "./product.js";
import { Rewriting } from "./rewrite.js";
import { simplifySum } from "./sum.js";

/** Put the sums and products of a program in the cheapest order that this pass knows. */
export function associate(program: Program): Program {
  return new AssociationPass(program).run();
}

/** Which chain a node is a link of. */
type Chain = 0 | 1 | 2;
const none: Chain = 0;
const ofSum: Chain = 1;
const ofProduct: Chain = 2;

class AssociationPass {
  readonly #rewriting: Rewriting;
  readonly #chains: Uint8Array;
  /** [old node] 1 where its only user takes it up into its own chain. */
  readonly #absorbed: Uint8Array;
  /** [old node] 1 where the derivatives need it. */
  readonly #everyStage: Uint8Array;
  /** Products by new node. */
  readonly #products = new Map<NodeId, Product>();
  readonly #variability: Variability[] = [];
  readonly #building: Building;

  constructor(program: Program) {
    const rewriting = new Rewriting(program);
    const { graph } = rewriting;
    this.#rewriting = rewriting;
    this.#chains = chainsOf(program, rewriting.uses);
    this.#absorbed = absorbedIn(program, rewriting.uses, this.#chains);
    this.#everyStage = liveMask(program.nodes, program.derivatives);
    this.#building = {
      graph,
      differences: new Set(),
      magnitudes: new Magnitudes(graph),
      isParametric: (id) => this.#varies(id) !== 0,
    };
  }

  run(): Program {
    const { program, uses } = this.#rewriting;
    program.nodes.forEach((_, id) => {
      if (uses[id] && !this.#absorbed[id]) this.#rewriting.move(id, this.#place(id));
    });
    return this.#rewriting.finish();
  }

  #place(id: NodeId): NodeId {
    if (this.#chains[id] === none) return this.#rewriting.kept(id);
    const product = this.#chains[id] === ofSum ? this.#sum(id) : this.#product(id);
    const built = buildProduct(this.#building, product, this.#everyStage[id] === 0);
    // A chain that comes to one factor is that factor and has its product, if any, already.
    if (!isAtom(product)) this.#products.set(built, product);
    return built;
  }

  #sum(id: NodeId): Product {
    const terms: Product[] = [];
    this.#walk(id, (leaf, sign) => {
      terms.push(scaled(this.#term(leaf), sign));
    });
    return simplifySum(this.#building, terms);
  }

  #product(id: NodeId): Product {
    const product = new ProductBuilder(this.#building);
    const scaledPowers: {
      readonly known: Product;
      readonly node: NodeId;
      readonly base: NodeId;
    }[] = [];
    this.#walk(
      id,
      (leaf, power) => {
        const node = this.#rewriting.moved(leaf);
        const known = this.#products.get(node);
        const base = known && power === 1 ? this.#scaledBase(known) : undefined;
        if (known && (this.#rewriting.uses[leaf] === 1 || isWholePower(known)))
          product.multiply(known, power);
        else if (known && base !== undefined) scaledPowers.push({ known, node, base });
        else product.multiply(this.#opened(node), power);
      },
      product,
    );
    // p·x^n with other users joins a chain only where its p or its x finds company.
    const many = scaledPowers.length > 1 || product.hasFront;
    for (const { known, node, base } of scaledPowers)
      product.multiply(many || product.hasAbove(base) ? known : atom(node), 1);
    return product.result();
  }

  /** A term of a sum, opened as far as like terms need it. */
  #term(leaf: NodeId): Product {
    const node = this.#rewriting.moved(leaf);
    const known = this.#products.get(node);
    const opens =
      known && (this.#rewriting.uses[leaf] === 1 || this.#scaledBase(known) !== undefined);
    return opens ? known : this.#opened(node);
  }

  /** A constant as a coefficient, a negation as one of -1. */
  #opened(id: NodeId): Product {
    const node = this.#building.graph.node(id);
    if (node.operation === "constant" && Number.isFinite(node.value))
      return constantProduct(node.value);
    return node.operation === "neg" ? atom(node.arguments[0]!, -1) : atom(id);
  }

  // The leaves of a chain with the sign (sum) or power ±1 (product) that they have in it.
  #walk(
    root: NodeId,
    visit: (leaf: NodeId, weight: 1 | -1) => void,
    product?: ProductBuilder,
  ): void {
    const pending: [NodeId, 1 | -1][] = [[root, 1]];
    for (let link = pending.pop(); link; link = pending.pop()) {
      const [id, weight] = link;
      if (id !== root && !this.#absorbed[id]) {
        visit(id, weight);
        continue;
      }
      const { operation, arguments: args } = this.#rewriting.old(id);
      if (operation === "neg" && product) product.negate();
      const turned = operation === "neg" ? !product : false;
      const [first, second] = args;
      if (second !== undefined) {
        const opposite = operation === "sub" || operation === "div";
        pending.push([second, opposite ? flip(weight) : weight]);
      }
      pending.push([first!, turned ? flip(weight) : weight]);
    }
  }

  /** x of a product p·x^n in which all else is parametric. */
  #scaledBase({ above, below }: Product): NodeId | undefined {
    const varying = above.filter((id) => this.#varies(id) === 0);
    const isScaled = varying.length > 0 && varying[0] === varying.at(-1);
    return isScaled && below.every((id) => this.#varies(id) !== 0) ? varying[0] : undefined;
  }

  #varies(id: NodeId): Variability {
    for (let next = this.#variability.length; next <= id; next++)
      this.#variability.push(
        variability(this.#building.graph.node(next), (a) => this.#variability[a]!),
      );
    return this.#variability[id]!;
  }
}

const flip = (weight: 1 | -1): 1 | -1 => (weight === 1 ? -1 : 1);

const scaled = (product: Product, sign: 1 | -1): Product =>
  sign === 1 ? product : { ...product, coefficient: -product.coefficient };

/** c·x^n */
const isMonomial = ({ above, below }: Product): boolean =>
  below.length === 0 && above.length > 0 && above[0] === above.at(-1);

const isWholePower = (product: Product): boolean =>
  isMonomial(product) && Math.abs(product.coefficient) === 1;

/** A product that factors are multiplied into. */
class ProductBuilder {
  #coefficient = 1;
  readonly #above: NodeId[] = [];
  readonly #below: NodeId[] = [];

  constructor(readonly building: Building) {}

  /** True where a constant or parameter stands in it. */
  get hasFront(): boolean {
    const { isParametric } = this.building;
    if (Math.abs(this.#coefficient) !== 1) return true;
    return this.#above.some(isParametric) || this.#below.some(isParametric);
  }

  hasAbove(factor: NodeId): boolean {
    return this.#above.includes(factor);
  }

  negate(): void {
    this.#coefficient = -this.#coefficient;
  }

  multiply({ coefficient, above, below }: Product, power: number): void {
    const [over, under] = power === 1 ? [this.#above, this.#below] : [this.#below, this.#above];
    over.push(...above);
    under.push(...below);
    const folded = power === 1 ? this.#coefficient * coefficient : this.#coefficient / coefficient;
    const exact = isSafeDivisor(coefficient) && isSafeDivisor(folded);
    if (exact || (power === 1 && coefficient === 0)) this.#coefficient = folded;
    else over.push(this.building.graph.constant(coefficient));
  }

  result(): Product {
    const [above, below] = [sortFactors(this.#above), sortFactors(this.#below)];
    return { coefficient: this.#coefficient, above, below };
  }
}

function chainsOf({ nodes, ...program }: Program, uses: Uint32Array): Uint8Array {
  const deciding = liveMask(nodes, [...program.triggers, ...program.roots]);
  const chains = new Uint8Array(nodes.length);
  nodes.forEach((node, id) => {
    if (!deciding[id]) chains[id] = chainOf(node, chains, uses);
  });
  return chains;
}

function chainOf(
  { operation, arguments: args }: Node,
  chains: Uint8Array,
  uses: Uint32Array,
): Chain {
  switch (operation) {
    case "add":
    case "sub":
      return ofSum;
    case "mul":
    case "div":
      return ofProduct;
    case "neg":
      return chains[args[0]!] === ofSum && uses[args[0]!] === 1 ? ofSum : ofProduct;
    default:
      return none;
  }
}

function absorbedIn({ nodes }: Program, uses: Uint32Array, chains: Uint8Array): Uint8Array {
  const absorbed = new Uint8Array(nodes.length);
  nodes.forEach((node, id) => {
    if (!uses[id] || chains[id] === none) return;
    for (const a of node.arguments) if (uses[a] === 1 && chains[a] === chains[id]) absorbed[a] = 1;
  });
  return absorbed;
}
