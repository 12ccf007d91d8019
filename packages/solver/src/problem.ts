// What is to be integrated, what comes back, and how it ended. Plain data; see integrate.ts.

/** How a run ended. The text of each code, with what to try, is in `resultText`. */
export const ResultCode = {
  success: 0,
  stepSizeTooSmall: 1,
  tooManySteps: 2,
  notFinite: 3,
  singularMatrix: 4,
  unstableStart: 5,
  eventLoop: 6,
  cancelled: 7,
} as const;
export type ResultCode = (typeof ResultCode)[keyof typeof ResultCode];

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
