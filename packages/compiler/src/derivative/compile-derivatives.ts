// Derivatives of a compiled model by chosen parameters and by the states, as JavaScript: tangents
// (forward mode) and cotangents (reverse mode) of everything that a solver evaluates. Second
// derivatives enter as derivatives of J·k, never as a tensor. The graph does the work
// (differentiate.ts, cotangent.ts), target/js-expression.ts the text.

import type { StoredValue } from "../changes.js";
import type { CompiledModel } from "../compiled-model.js";
import { tangents } from "../differentiate.js";
import { Graph, type NodeId } from "../ir.js";
import { sparsePartials } from "../jacobian.js";
import { activeParameters } from "./active-parameters.js";
import { BlockSource } from "./block-source.js";
import type { DerivativeSystem, StoredSlot } from "./derivative-system.js";

/** Derivatives as plain data: `source` is the body of a function of the tables. */
export interface CompiledDerivatives {
  /** Indices of the parameters asked for. */
  readonly chosen: Int32Array;
  /** Indices of the active parameters, ascending: DerivativeSystem.parameters. */
  readonly parameters: Int32Array;
  readonly parameterRows: Int32Array;
  readonly parameterColumns: Int32Array;
  readonly source: string;
}

/** Load the functions. Each call gives independent ones, without state. */
export function loadDerivatives(compiled: CompiledDerivatives): DerivativeSystem {
  const { parameters, parameterRows, parameterColumns } = compiled;
  const load = new Function(compiled.source) as () => Omit<
    DerivativeSystem,
    "parameters" | "parameterRows" | "parameterColumns"
  >;
  return { parameters, parameterRows, parameterColumns, ...load() };
}

/** @param chosen indices of parameters; states vary in any case. */
export function compileDerivatives(
  compiled: CompiledModel,
  chosen: Int32Array,
): CompiledDerivatives {
  return new DerivativeCompiler(compiled, chosen).compile();
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
  ) {
    this.#graph = Graph.of(compiled.program.nodes);
    this.#parameters = activeParameters(this.#graph, compiled.changes, chosen);
    this.#active = new Map([...this.#parameters].map((index, i) => [index, i]));
    const { states, parameters, hoistedCount } = compiled;
    const contextStart = parameters.length + hoistedCount;
    this.#blocks = new BlockSource(this.#graph, states.length, this.#parameters, contextStart);
  }

  compile(): CompiledDerivatives {
    const { program, changes } = this.compiled;
    const partials = sparsePartials(this.#graph, program.derivatives, this.#blocks.parameterLeaves);
    const members = [
      this.#blocks.values("parameterJacobian", partials.values),
      `rhs: ${this.#plain(program.derivatives)}`,
      `timeDerivative: ${this.#plain(program.timeDerivative)}`,
      `jacobianProduct: ${this.#plain(this.#jacobianProduct())}`,
      `observables: ${this.#plain(program.observables)}`,
      `roots: ${this.#plain(program.roots)}`,
      `initial: [${changes.initial.map((s) => this.#change([s])).join(",\n")}]`,
      `events: [${changes.events.map((_, e) => this.#event(e)).join(",\n")}]`,
      `actions: [${changes.actions.map((a) => this.#change(a)).join(",\n")}]`,
    ];
    return {
      chosen: this.chosen,
      parameters: this.#parameters,
      parameterRows: partials.rows,
      parameterColumns: partials.columns,
      source: `"use strict";\n${this.#blocks.helpers}\nreturn {\n${members.join(",\n")}\n};`,
    };
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
    return tangents(g, this.compiled.program.derivatives, new Map(along));
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
