// What a target gives the solver: the compiled model as functions over flat arrays. The solver
// knows nothing else of a model. Arrays are caller-owned; outputs are overwritten.
//
// `p` is the working parameter vector: `parameters.length` values, then `hoistedCount` values that
// `hoist` derives from them, then `contextCount` values that the solver sets (context.ts). Call
// `hoist` after any change of the parameters.

import type { CompiledModel } from "./compiled-model.js";

/** Length of the working parameter vector. */
export function workingLength(compiled: CompiledModel): number {
  return contextStart(compiled) + compiled.contextCount;
}

/** Where the context lies in the working parameter vector. */
export function contextStart(compiled: CompiledModel): number {
  return compiled.parameters.length + compiled.hoistedCount;
}

export interface System {
  readonly compiled: CompiledModel;
  /** Fill the hoisted tail of `p` from its head. */
  hoist(p: Float64Array): void;
  /**
   * Compute initial values in dependency order: parameters into `p`, states into `y`. Entries whose
   * `fixed…` flag is 1 are left as the caller set them; literals of the text are not written here.
   */
  initial(
    t: number,
    p: Float64Array,
    y: Float64Array,
    fixedParameters: Uint8Array,
    fixedStates: Uint8Array,
  ): void;
  /** f(t, y) into `dydt` [state]; the row of an algebraic state is the formula that is zero. */
  rhs(t: number, y: Float64Array, p: Float64Array, dydt: Float64Array): void;
  /** Structural nonzeros of df/dy into `values`, in the order of `compiled.jacobian`. */
  jacobian(t: number, y: Float64Array, p: Float64Array, values: Float64Array): void;
  /** Partial derivative df/dt into `dfdt` [state]. */
  timeDerivative(t: number, y: Float64Array, p: Float64Array, dfdt: Float64Array): void;
  /** Every observable into `out`, in the order of `compiled.observables`. */
  observe(t: number, y: Float64Array, p: Float64Array, out: Float64Array): void;
  /** Trigger value of every event into `out` (0 or 1). */
  triggers(t: number, y: Float64Array, p: Float64Array, out: Uint8Array): void;
  /** Differences whose signs decide the triggers into `out` [rootCount]. */
  roots(t: number, y: Float64Array, p: Float64Array, out: Float64Array): void;
  /** How far back delayed value k looks, in model time. */
  lag(k: number, t: number, y: Float64Array, p: Float64Array): number;
  /** Formula of delayed value k at (t, y, p), which the caller takes from the past. */
  delayed(k: number, t: number, y: Float64Array, p: Float64Array): number;
  /** Delay of an event in model time; 0 where it has none. */
  delay(event: number, t: number, y: Float64Array, p: Float64Array): number;
  /** Priority of an event; -Infinity where it has none. */
  priority(event: number, t: number, y: Float64Array, p: Float64Array): number;
  /** Right-hand sides of an event's assignments into `values`, in the quantities of their symbols. */
  eventValues(
    event: number,
    t: number,
    y: Float64Array,
    p: Float64Array,
    values: Float64Array,
  ): void;
  /** Store values computed by `eventValues`; concentrations by the sizes before the event. */
  applyEvent(
    event: number,
    values: Float64Array,
    t: number,
    y: Float64Array,
    p: Float64Array,
  ): void;
  /** Apply an action: all right-hand sides from the values before it, then all assignments. */
  applyAction(
    action: number,
    args: readonly number[],
    t: number,
    y: Float64Array,
    p: Float64Array,
  ): void;
}
