// The equations of a model as kernels of a module: rates, Jacobian, what is hoisted, what is
// observed. Where results go is the caller's: a method wants the Jacobian inside its own matrix.
//
// State vectors are read through the pointer in parameter 0 of a kernel, results of state size are
// written through the pointer in parameter 1; all other regions have fixed addresses.

import type { CompiledModel } from "../../compiled-model.js";
import { Graph, isZero, type Node, type NodeId } from "../../ir.js";
import { hoistable } from "../../pass/hoisting.js";
import { optimise } from "../../pass/optimise.js";
import type { Program } from "../../program.js";
import type { Arena } from "./arena.js";
import { ElementaryFunctions } from "./elementary.js";
import { defineKernel, type KernelContext, type KernelOutput, type Place } from "./kernel.js";
import type { Lanes } from "./lanes.js";
import type { ModuleBuilder } from "./module-builder.js";

/** Pointer parameters of kernels. */
export const statePointer = 0;
export const resultPointer = 1;

/** An entry of a matrix that a method builds from the Jacobian. */
export interface MatrixEntry {
  readonly address: number;
  /** Index of the nonzero of the Jacobian that is subtracted; absent: none. */
  readonly nonzero?: number;
  /** True where the method's shift is added. */
  readonly shifted: boolean;
}

export class EquationKernels {
  readonly graph: Graph;
  readonly program: Program;
  readonly functions: ElementaryFunctions;
  /** [parameter], then hoisted values, then the context. */
  readonly parameters: number;
  /** Values behind the parameters that `hoist` fills. */
  readonly hoistedCount: number;
  readonly contextAddress: number;
  readonly time: number;
  /** Value of the shift of `matrix`. */
  readonly shift: number;
  readonly #hoisted: ReadonlyMap<NodeId, number>;

  constructor(
    readonly compiled: CompiledModel,
    readonly module: ModuleBuilder,
    readonly lanes: Lanes,
    readonly arena: Arena,
    readonly observables: readonly number[],
  ) {
    const program = optimise(compiled.program);
    this.program = program;
    this.graph = Graph.of(program.nodes);
    this.functions = new ElementaryFunctions(module, lanes);
    const roots = [
      ...program.derivatives,
      ...program.jacobian,
      ...program.timeDerivative,
      ...observables.map((o) => program.observables[o]!),
    ];
    const first = compiled.parameters.length;
    const worth = hoistable(this.graph.nodes, roots);
    this.#hoisted = new Map(worth.map((id, i) => [id, first + i]));
    this.hoistedCount = this.#hoisted.size;
    const count = first + this.hoistedCount + compiled.contextCount;
    this.parameters = arena.reserve(count * lanes.bytes);
    this.contextAddress = this.parameters + (first + this.hoistedCount) * lanes.bytes;
    this.time = arena.reserve(lanes.bytes);
    this.shift = arena.reserve(lanes.bytes);
  }

  /** () → fills the hoisted values. */
  hoist(): number {
    const outputs = [...this.#hoisted].map(
      ([node, slot]): KernelOutput => ({
        node,
        place: { offset: this.parameters + slot * this.lanes.bytes },
      }),
    );
    return defineKernel(this.#context(new Map()), 0, outputs);
  }

  /** (state, result) → f; with `accumulate` added to what stands in the result. */
  rates(accumulate: boolean): number {
    return this.#define(this.#rateOutputs(accumulate));
  }

  /** (state, result) → f into the result and shift·M - J into a matrix. */
  ratesAndMatrix(entries: readonly MatrixEntry[]): number {
    return this.#define([...this.#rateOutputs(false), ...this.#matrixOutputs(entries)]);
  }

  /** (state, result) → the nonzeros of J. */
  jacobian(): number {
    return this.#define(this.program.jacobian.map((node, e) => this.#result(node, e)));
  }

  /** (state, result) → ∂f/∂t; undefined where it is zero. */
  timeDerivative(): number | undefined {
    const { timeDerivative } = this.program;
    if (timeDerivative.every((node) => isZero(this.graph, node))) return undefined;
    return this.#define(timeDerivative.map((node, i) => this.#result(node, i)));
  }

  /** (state, result) → the chosen observables. */
  observe(): number {
    const { observables } = this.program;
    return this.#define(this.observables.map((o, i) => this.#result(observables[o]!, i)));
  }

  #rateOutputs(accumulate: boolean): KernelOutput[] {
    return this.program.derivatives.map((node, i) => ({
      ...this.#result(node, i),
      accumulate,
    }));
  }

  #matrixOutputs(entries: readonly MatrixEntry[]): KernelOutput[] {
    const { graph } = this;
    const shift = graph.leaf("argument", 0);
    return entries.map(({ address, nonzero, shifted }) => {
      const start = shifted ? shift : graph.constant(0);
      const node =
        nonzero === undefined ? start : graph.apply("sub", start, this.program.jacobian[nonzero]!);
      return { node, place: { offset: address } };
    });
  }

  #result(node: NodeId, index: number): KernelOutput {
    return { node, place: { pointer: resultPointer, offset: index * this.lanes.bytes } };
  }

  #define(outputs: readonly KernelOutput[]): number {
    return defineKernel(this.#context(this.#hoisted), 2, outputs);
  }

  #context(hoisted: ReadonlyMap<NodeId, number>): KernelContext {
    const { lanes, arena } = this;
    return {
      module: this.module,
      lanes,
      functions: this.functions,
      nodes: this.graph.nodes,
      place: (id, node) => {
        const slot = hoisted.get(id);
        if (slot !== undefined) return { offset: this.parameters + slot * lanes.bytes };
        return this.#leaf(node);
      },
      reserve: (count) => arena.reserve(count * lanes.bytes),
    };
  }

  #leaf(node: Node): Place | undefined {
    const { bytes } = this.lanes;
    switch (node.operation) {
      case "state":
        return { pointer: statePointer, offset: node.value * bytes };
      case "parameter":
        return { offset: this.parameters + node.value * bytes };
      case "context":
        return { offset: this.contextAddress + node.value * bytes };
      case "time":
        return { offset: this.time };
      case "argument":
        return { offset: this.shift };
      default:
        return undefined;
    }
  }
}
