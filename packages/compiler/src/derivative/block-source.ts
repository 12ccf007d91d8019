// The source of a DerivativeBlock from its nodes. Directions and weights are argument leaves beyond
// those that the model's formulas read; a layout gives them their names in the text.

import { tangents } from "../differentiate.js";
import { type Graph, isZero, type NodeId } from "../ir.js";
import { emitBlock } from "../target/js-expression.js";
import type { Layout } from "../target/layout.js";
import { cotangents } from "./cotangent.js";

/** Forward mode, reverse mode. */
export type DerivativeMode = "tangent" | "cotangent";

/** Argument leaves from here on are named by this file. */
const firstNamed = 1 << 20;

export class BlockSource {
  /** Leaves of the active parameters. */
  readonly parameterLeaves: readonly NodeId[];
  readonly stateLeaves: readonly NodeId[];
  readonly #names: string[] = [];
  readonly #known = new Map<string, NodeId>();
  readonly #layout: Layout;

  constructor(
    readonly graph: Graph,
    stateCount: number,
    parameters: Int32Array,
    contextStart: number,
    readonly modes: ReadonlySet<DerivativeMode>,
  ) {
    this.parameterLeaves = [...parameters].map((index) => graph.leaf("parameter", index));
    this.stateLeaves = Array.from({ length: stateCount }, (_, s) => graph.leaf("state", s));
    this.#layout = {
      hoisted: new Map(),
      contextStart,
      argument: (index) => (index < firstNamed ? `a[${index}]` : this.#names[index - firstNamed]!),
    };
  }

  /** What the blocks call. */
  readonly helpers =
    "function factorial(n) { let r = 1; for (let k = 2; k <= n; k++) r *= k; return r; }";

  /** A method that stores the nodes' values into its argument `o`. */
  values(signature: string, nodes: readonly NodeId[]): string {
    return `${signature} {\n${this.#store(nodes)}\n}`;
  }

  /** A block; the first `varyingArguments` argument leaves have derivatives. */
  block(roots: readonly NodeId[], varyingArguments: number): string {
    const tangent = (): string =>
      `tangent(t, y, p, a, dt, dy, dp, da, o) {\n${this.#tangent(roots, varyingArguments)}\n},`;
    const cotangent = (): string =>
      `cotangent(t, y, p, a, w, ty, tp, ta) {\n${this.#cotangent(roots, varyingArguments)}\n},`;
    return [
      `{ count: ${roots.length},`,
      ...(this.modes.has("tangent") ? [tangent()] : []),
      ...(this.modes.has("cotangent") ? [cotangent()] : []),
      "}",
    ].join("\n");
  }

  #tangent(roots: readonly NodeId[], varyingArguments: number): string {
    const direction =
      (vector: string) =>
      (leaf: NodeId, i: number): [NodeId, NodeId] => [leaf, this.#named(`${vector}[${i}]`)];
    const seeds = new Map<NodeId, NodeId>([
      [this.graph.time(), this.#named("dt")],
      ...this.stateLeaves.map(direction("dy")),
      ...this.parameterLeaves.map(direction("dp")),
      ...this.#argumentLeaves(varyingArguments).map(direction("da")),
    ]);
    return this.#store(tangents(this.graph, roots, seeds));
  }

  #cotangent(roots: readonly NodeId[], varyingArguments: number): string {
    const targets: [NodeId, string][] = [
      ...this.stateLeaves.map((leaf, i): [NodeId, string] => [leaf, `ty[${i}]`]),
      ...this.parameterLeaves.map((leaf, i): [NodeId, string] => [leaf, `tp[${i}]`]),
      ...this.#argumentLeaves(varyingArguments).map((leaf, i): [NodeId, string] => [
        leaf,
        `ta[${i}]`,
      ]),
    ];
    const leaves = [...targets.map(([leaf]) => leaf), this.graph.time()];
    const weights = roots.map((_, i) => this.#named(`w[${i}]`));
    const gradient = cotangents(this.graph, roots, weights, leaves);
    const { statements, results } = emitBlock(this.graph, gradient, this.#layout);
    const adds = targets.flatMap(([, target], i) =>
      isZero(this.graph, gradient[i]!) ? [] : [`${target} += ${results[i]};`],
    );
    return [...statements, ...adds, `return ${results[targets.length]};`].join("\n");
  }

  #store(nodes: readonly NodeId[]): string {
    const { statements, results } = emitBlock(this.graph, nodes, this.#layout);
    return [...statements, ...results.map((text, i) => `o[${i}] = ${text};`)].join("\n");
  }

  #argumentLeaves(count: number): NodeId[] {
    return Array.from({ length: count }, (_, i) => this.graph.leaf("argument", i));
  }

  #named(text: string): NodeId {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const leaf = this.graph.leaf("argument", firstNamed + this.#names.push(text) - 1);
    this.#known.set(text, leaf);
    return leaf;
  }
}
