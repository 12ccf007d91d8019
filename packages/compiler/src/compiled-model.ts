// What compiling yields: plain data that can be printed, hashed, stored and posted to a worker.
// A target (target/js.ts) turns it into a System; nothing here can run by itself.

import type { Changes } from "./changes.js";
import type { Program } from "./program.js";

/** An instantaneous change from outside the model: a dose, a covariate step, an operation. */
export interface ActionDefinition {
  readonly id: string;
  /** Names that the assignments may use beside the model's own, e.g. `amount`. */
  readonly arguments: readonly string[];
  /** Infix formulas in the model's language, all evaluated before any is assigned. */
  readonly assignments: readonly { readonly variable: string; readonly formula: string }[];
}

export interface StateInfo {
  readonly id: string;
  readonly name?: string;
  readonly unit?: string;
  /** Initial value in the text; NaN where an expression computes it. */
  readonly initialValue: number;
  /** True where an expression computes the initial value (unless a run overrides it). */
  readonly computed: boolean;
  /** Set where the state holds an amount but its symbol means amount / this compartment's size. */
  readonly concentrationIn?: string;
}

export interface ParameterInfo {
  readonly id: string;
  readonly name?: string;
  readonly unit?: string;
  /** Value in the text; NaN where an initial assignment computes it. */
  readonly value: number;
  /** True where an initial assignment computes it from others (unless a run overrides it). */
  readonly computed: boolean;
}

export interface EventInfo {
  readonly id: string;
  readonly initialValue: boolean;
  readonly persistent: boolean;
  readonly useValuesFromTriggerTime: boolean;
  readonly hasDelay: boolean;
  readonly hasPriority: boolean;
  /** Number of values the event's assignments compute. */
  readonly assignmentCount: number;
}

/** A value of the past that the equations read from the context. */
export interface DelayInfo {
  /** True where derivatives or triggers depend on it, not what is observed alone. */
  readonly inDynamics: boolean;
  /** Delayed values that it needs itself, directly or not, ascending. */
  readonly reads: Int32Array;
  /** How far back it looks, where that is a number in the text. */
  readonly fixedLag?: number;
}

export interface ActionInfo {
  readonly id: string;
  readonly arguments: readonly string[];
}

export interface CompiledModel {
  readonly id: string;
  /**
   * SHA-256 over the generated code and tables: equal hashes mean equal equations. Found when it is
   * first read; copies hold it as plain data.
   */
  readonly hash: string;
  readonly timeUnit?: string;
  /** State vector y in order: what a rate rule or a reaction changes. */
  readonly states: readonly StateInfo[];
  /** Parameter vector p in order: every value that is not a state and has no assignment rule. */
  readonly parameters: readonly ParameterInfo[];
  /** Everything that can be watched: states, parameters, assigned variables, reaction rates. */
  readonly observables: readonly string[];
  readonly events: readonly EventInfo[];
  /** Indices of the states that triggers read, ascending. */
  readonly triggerStates: Int32Array;
  /** Number of differences whose signs decide the triggers: see System.roots. */
  readonly rootCount: number;
  /**
   * True where triggers change at times that the differences tell without integrating: all of them
   * are linear in time and read no state.
   */
  readonly triggersByClock: boolean;
  /** True where triggers move in other ways than states and a clock do: steps must not be long. */
  readonly timedTriggers: boolean;
  readonly actions: readonly ActionInfo[];
  /** States without a derivative, ascending: their row of f is a formula that is zero. */
  readonly algebraicStates: Int32Array;
  /** Values of the past in the order of the context. */
  readonly delays: readonly DelayInfo[];
  /** True where some reactions are in equilibrium at every moment. */
  readonly hasFastReactions: boolean;
  /** Values behind the hoisted ones that the solver sets: see context.ts. */
  readonly contextCount: number;
  /** Pattern of the Jacobian df/dy, one entry per structural nonzero, by row then column. */
  readonly jacobian: { readonly rows: Int32Array; readonly columns: Int32Array };
  /** Values that depend on parameters alone, kept behind the parameter vector: see System.hoist. */
  readonly hoistedCount: number;
  /** True where df/dt is not identically zero. */
  readonly nonAutonomous: boolean;
  /** Source of the JavaScript target: the body of a function that returns the System's functions. */
  readonly source: string;
  /** The equations as a graph: what other targets are made of. */
  readonly program: Program;
  /** What start values, events and actions store, as nodes of `program`. */
  readonly changes: Changes;
}
