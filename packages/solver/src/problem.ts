// What is to be integrated, what comes back, and how it ended. Plain data; see integrate.ts.

/** How a run ended; `resultText` says each in words, with what to try. */
export const ResultCode = {
  success: 0,
  stepSizeTooSmall: 1,
  tooManySteps: 2,
  notFinite: 3,
  singularMatrix: 4,
  unstableStart: 5,
  eventLoop: 6,
  cancelled: 7,
  inconsistent: 8,
  noEquilibrium: 9,
  invalidInput: 10,
} as const;
export type ResultCode = (typeof ResultCode)[keyof typeof ResultCode];

/** One sentence per result code: what happened and what to try. */
export const resultText: Readonly<Record<ResultCode, string>> = {
  [ResultCode.success]: "The run reached its end.",
  [ResultCode.stepSizeTooSmall]:
    "The step size fell below what time can resolve; loosen the tolerances or look for a jump or a pole in the state named.",
  [ResultCode.tooManySteps]:
    "The run took more steps than allowed; raise the limit, loosen the tolerances or shorten the run.",
  [ResultCode.notFinite]:
    "A value became infinite or not a number; look for a division by zero, a root or a logarithm of a negative number near the state named.",
  [ResultCode.singularMatrix]:
    "The iteration matrix is singular; look for a state that nothing determines.",
  [ResultCode.unstableStart]:
    "The state before the run is unstable under these parameters; draw others.",
  [ResultCode.eventLoop]:
    "Events trigger each other without end; check the triggers of the events named.",
  [ResultCode.cancelled]: "The run was cancelled.",
  [ResultCode.inconsistent]:
    "The algebraic rules have no solution near the initial values; give the variables they determine values near one.",
  [ResultCode.noEquilibrium]:
    "The fast reactions reach no equilibrium; if they are not meant to be infinitely fast, have the mark ignored.",
  [ResultCode.invalidInput]:
    "A parameter or an initial value of the run is not a finite number; check where it was drawn or read.",
};

export interface Tolerance {
  readonly relative: number;
  /** One absolute tolerance per state, in the state's unit. */
  readonly absolute: Float64Array;
}

/** One application of an action of the compiled model at a known time. */
export interface ScheduledAction {
  readonly time: number;
  /** Index into `CompiledModel.actions`. */
  readonly action: number;
  /** Values of the action's arguments, in its order. */
  readonly arguments: readonly number[];
}

/** Work done, counted per run. */
export interface Counters {
  readonly steps: number;
  readonly rejected: number;
  readonly rhsCalls: number;
  readonly jacobianCalls: number;
  readonly factorizations: number;
  readonly solves: number;
}

export interface FiredEvent {
  /** Index into `CompiledModel.events`. */
  readonly event: number;
  readonly time: number;
}

/** One run of one parameter vector. */
export interface Problem {
  readonly start: number;
  readonly end: number;
  /** [parameter] Computed ones are computed unless fixed. */
  readonly parameters: Float64Array;
  /** [parameter] 1 where the value above replaces an initial assignment. */
  readonly fixedParameters?: Uint8Array;
  /** [state] Initial values; NaN where the model's own are to be taken. */
  readonly initialState?: Float64Array;
  /** Ascending in time. Actions before `start` or after `end` are ignored. */
  readonly schedule?: readonly ScheduledAction[];
  /**
   * Ascending times to record. Recording never changes the steps. At the time of a scheduled action
   * the values before it are recorded, at the time of a model event the values after it.
   */
  readonly saveAt: Float64Array;
  /** Indices of observables to record; absent: all. */
  readonly observe?: Int32Array;
  readonly tolerance: Tolerance;
  /** Largest number of attempted steps. Default 100 000. */
  readonly maxSteps?: number;
  /** Largest step size. Default: none. */
  readonly maxStepSize?: number;
  /**
   * Seed of the order of simultaneous model events of equal priority, which SBML leaves open.
   * Absent: the order of the text.
   */
  readonly eventOrderSeed?: number;
}

export interface Solution {
  readonly code: ResultCode;
  /** Name of the method that integrated it. */
  readonly method: string;
  /** Time reached: `end` for success. */
  readonly time: number;
  /** Index of the state with the largest error when the run failed; -1 for success. */
  readonly worstState: number;
  /** [saveAt][observe]; NaN from a failure on. */
  readonly values: Float64Array;
  /** [state] at `time`. */
  readonly finalState: Float64Array;
  /** [parameter] at `time`, after events and actions changed them. */
  readonly finalParameters: Float64Array;
  readonly fired: readonly FiredEvent[];
  readonly counters: Counters;
}
