// Derivatives of a compiled model by chosen parameters and by the states, as JavaScript: tangents
// (forward mode) and cotangents (reverse mode) of everything that a solver evaluates. Second
// derivatives enter as derivatives of J·k, never as a tensor. The graph does the work
// (differentiate.ts, cotangent.ts), target/js-expression.ts the text.

import type { StoredValue } from "../changes.js";
import type { CompiledModel } from "../compiled-model.js";
import { guardedTangents } from "../differentiate.js";
import { Graph, type NodeId } from "../ir.js";
import { type SparsePartials, sparsePartials } from "../jacobian.js";
import { activeParameters } from "./active-parameters.js";
import { BlockSource, type DerivativeMode } from "./block-source.js";
import type { DerivativeBlock, DerivativeSystem, StoredSlot } from "./derivative-system.js";

/** Derivatives as plain data: `source` is the body of a function of the tables. */
export interface CompiledDerivatives {
  /** Indices of the parameters asked for. */
  readonly chosen: Int32Array;
  /** Indices of the active parameters, ascending: DerivativeSystem.parameters. */
  readonly parameters: Int32Array;
  readonly parameterRows: Int32Array;
  readonly parameterColumns: Int32Array;
  readonly secondRows: Int32Array;
  readonly secondColumns: Int32Array;
  readonly source: string;
}

/** Derivatives of everything that a run evaluates, by the states and chosen parameters. */
export function compileDerivatives(
  compiled: CompiledModel,
  /** Indices into CompiledModel.parameters. */
  chosen: Int32Array,
  modes: readonly DerivativeMode[] = ["tangent", "cotangent"],
): CompiledDerivatives {
  return new DerivativeCompiler(compiled, chosen, new Set(modes)).compile();
}

/**
 * Load the functions. Each call gives independent ones, without state.
 *
 * `Block` must be what was compiled: TangentBlock, CotangentBlock or, by default, both.
 */
export function loadDerivatives<Block = DerivativeBlock>(
  compiled: CompiledDerivatives,
): DerivativeSystem<Block> {
  const { parameters, parameterRows, parameterColumns, secondRows, secondColumns } = compiled;
  const tables = { parameters, parameterRows, parameterColumns, secondRows, secondColumns };
  const load = new Function(compiled.source) as () => Omit<
    DerivativeSystem<Block>,
    keyof typeof tables
  >;
  return { ...tables, ...load() };
}

class DerivativeCompiler {
  readonly #graph: Graph;
  readonly #parameters: Int32Array;
  readonly #blocks: BlockSource;
  /** Position of each active parameter. */
  readonly #active: ReadonlyMap<number, number>;

  constructor(
    readonly compiled: CompiledModel,
    readonly chosen: Int32Array,
    readonly modes: ReadonlySet<DerivativeMode>,
  ) {
    this.#graph = Graph.of(compiled.program.nodes);
    this.#parameters = activeParameters(this.#graph, compiled.changes, chosen);
    this.#active = new Map([...this.#parameters].map((index, i) => [index, i]));
    const { states, parameters, hoistedCount } = compiled;
    const contextStart = parameters.length + hoistedCount;
    const active = this.#parameters;
    this.#blocks = new BlockSource(this.#graph, states.length, active, contextStart, modes);
  }

  compile(): CompiledDerivatives {
    const { program, changes } = this.compiled;
    const blocks = this.#blocks;
    const { stateLeaves, parameterLeaves } = blocks;
    const first = this.#partials(program.derivatives, parameterLeaves);
    const product = this.#jacobianProduct();
    const second = this.#partials(product, [...stateLeaves, ...parameterLeaves]);
    const members = [
      blocks.values("parameterJacobian(t, y, p, o)", first.values),
      blocks.values("second(t, y, p, a, o)", second.values),
      `rhs: ${this.#plain(program.derivatives)}`,
      `timeDerivative: ${this.#plain(program.timeDerivative)}`,
      `jacobianProduct: ${this.#plain(product)}`,
      `observables: ${this.#plain(program.observables)}`,
      `roots: ${this.#plain(program.roots)}`,
      `initial: [${changes.initial.map((s) => this.#change([s])).join(",\n")}]`,
      `events: [${changes.events.map((_, e) => this.#event(e)).join(",\n")}]`,
      `actions: [${changes.actions.map((a) => this.#change(a)).join(",\n")}]`,
    ];
    return {
      chosen: this.chosen,
      parameters: this.#parameters,
      parameterRows: first.rows,
      parameterColumns: first.columns,
      secondRows: second.rows,
      secondColumns: second.columns,
      source: `"use strict";\n${blocks.helpers}\nreturn {\n${members.join(",\n")}\n};`,
    };
  }

  /** Matrices serve forward mode alone. */
  #partials(roots: readonly NodeId[], leaves: readonly NodeId[]): SparsePartials {
    if (this.modes.has("tangent")) return sparsePartials(this.#graph, roots, leaves);
    return { rows: new Int32Array(0), columns: new Int32Array(0), values: [] };
  }

  #plain(roots: readonly NodeId[]): string {
    return this.#blocks.block(roots, 0);
  }

  // J·k is the derivative of f along k: fewer operations than J itself, and no pattern.
  #jacobianProduct(): NodeId[] {
    const g = this.#graph;
    const along = this.compiled.states.map((_, s): [NodeId, NodeId] => [
      g.leaf("state", s),
      g.leaf("argument", s),
    ]);
    return guardedTangents(g, this.compiled.program.derivatives, new Map(along));
  }

  #event(event: number): string {
    const { assignments, delay } = this.compiled.changes.events[event]!;
    const values = assignments.map((a) => a.value);
    const stored = assignments.map((a, i) => ({ ...a, value: this.#graph.leaf("argument", i) }));
    const members = [
      `values: ${this.#plain(values)}`,
      `stored: ${this.#change(stored, stored.length)}`,
      ...(delay === undefined ? [] : [`delay: ${this.#plain([delay])}`]),
    ];
    return `{ ${members.join(",\n")} }`;
  }

  #change(stored: readonly StoredValue[], varyingArguments = 0): string {
    const slots = stored.map((s) => this.#slot(s));
    const roots = stored.map(({ value, size }) =>
      size === undefined ? value : this.#graph.apply("mul", value, size),
    );
    const text = slots.map((slot) => JSON.stringify(slot) ?? "undefined").join(", ");
    return `{ slots: [${text}], block: ${this.#blocks.block(roots, varyingArguments)} }`;
  }

  #slot({ vector, index }: StoredValue): StoredSlot | undefined {
    if (vector === "state") return { vector, index };
    const active = this.#active.get(index);
    return active === undefined ? undefined : { vector, index: active };
  }
}
