// What a search for a steady state takes and yields. Plain data; see steady-state.ts.

import type { ConservationLaw } from "@chondron/compiler";
import type { ResultCode, Tolerance } from "../problem.js";

/** How a search ended; `steadyText` says each in words, with what to try. */
export const SteadyCode = {
  found: 0,
  timeDependent: 1,
  past: 2,
  fastReactions: 3,
  singular: 4,
  noConvergence: 5,
  notFinite: 6,
  runFailed: 7,
} as const;
export type SteadyCode = (typeof SteadyCode)[keyof typeof SteadyCode];

export const steadyText: Readonly<Record<SteadyCode, string>> = {
  [SteadyCode.found]: "A steady state was found.",
  [SteadyCode.timeDependent]:
    "The rates change with time by themselves, so nothing rests; replace what depends on time by a number.",
  [SteadyCode.past]: "The model reads its past (delay); run it for long and look at its end.",
  [SteadyCode.fastReactions]:
    "The model has fast reactions; if they are not meant to be infinitely fast, have the mark ignored.",
  [SteadyCode.singular]:
    "The equations of rest have no single solution near where the model runs; look for states that grow without bound or that nothing determines.",
  [SteadyCode.noConvergence]:
    "The model came to no rest; it may oscillate or grow: simulate it and look.",
  [SteadyCode.notFinite]:
    "A rate became infinite or not a number; look for a division by zero or a root or logarithm of a negative number.",
  [SteadyCode.runFailed]:
    "The run toward rest failed; simulate the model to see where, and loosen the tolerances.",
};

export interface SteadyProblem {
  /** [parameter] Computed ones are computed unless fixed. */
  readonly parameters: Float64Array;
  /** [parameter] 1 where the value above replaces an initial assignment. */
  readonly fixedParameters?: Uint8Array;
  /** [state] Initial values; NaN where the model's own are to be taken. They fix what is conserved. */
  readonly initialState?: Float64Array;
  /** Time at which the model starts. Default 0. */
  readonly start?: number;
  /** Of the runs, and of the state found. */
  readonly tolerance: Tolerance;
}

export type Stability = "stable" | "marginal" | "unstable" | "unknown";

export interface SteadyState {
  readonly code: SteadyCode;
  readonly how: "newton" | "run and newton" | "run" | "not found";
  /** How long the model ran first, in its unit of time; 0 where Newton's method was enough. */
  readonly time: number;
  /** [state] Where the search ended. */
  readonly state: Float64Array;
  /** [parameter] As events left them. */
  readonly parameters: Float64Array;
  /** Largest |f_i| in units of Σ_j |∂f_i/∂y_j·y_j|: what is left of rates that cancel. */
  readonly residual: number;
  /** Index of the state with that residual; -1 where all are 0. */
  readonly worstState: number;
  /** Newton iterations in all. */
  readonly iterations: number;
  /** Conserved sums, held at their values where Newton's method started. */
  readonly laws: readonly ConservationLaw[];
  /**
   * Largest real part of the eigenvalues of ∂f/∂y within what is conserved, in 1/time; NaN where
   * there is none.
   */
  readonly abscissa: number;
  readonly stability: Stability;
  /** How the run ended, where it failed. */
  readonly run?: ResultCode;
}
