// Where everything of a lane module lies. Vectors of state size hold the values of all lanes side by
// side; a lane's record holds what its own control needs, in plain numbers.

import type { Arena, EquationKernels, Lanes } from "@chondron/compiler";

/** Doubles of a lane's record, in order. */
const doubles = [
  /** Time at which the present step starts. */
  "start",
  /** Time at which the last step within tolerance ended; a step is taken from here. */
  "end",
  /** Size of the present step. */
  "size",
  /** Size wanted for the next step. */
  "wanted",
  /** Time that no step may pass. */
  "stop",
  /** Largest step allowed. */
  "longest",
  /** Only earlier times are recorded by the module; the host records what may jump. */
  "recordBefore",
  /** Error norm of the last accepted step, for the controller. */
  "previousError",
] as const;
/** Integers of a lane's record, in order. */
const integers = [
  "justRejected",
  "steps",
  "rejected",
  /** Work done, where the method does not determine it by its steps. */
  "rhsCalls",
  "jacobianCalls",
  "factorizations",
  "solves",
  "mostAttempts",
  /** Address of the next time to record, and of the first one not to be. */
  "nextSave",
  "lastSave",
  /** Address of the next recorded row. */
  "row",
  /** A LaneStatus. */
  "status",
  /** 0 where the lane has no patient. */
  "active",
] as const;

export type DoubleField = (typeof doubles)[number];
export type IntegerField = (typeof integers)[number];

/** Why a lane wants its host. */
export const LaneStatus = {
  running: 0,
  /** It stands at its stop. */
  stopped: 1,
  /** A step ended in which a trigger may have changed. */
  stepped: 2,
  stepSizeTooSmall: 3,
  tooManySteps: 4,
  /** The pivots cannot be trusted without row exchanges. */
  untrustedPivots: 5,
} as const;

/** Bytes of a record without what a method adds. */
export const plainRecordBytes = Math.ceil((8 * doubles.length + 4 * integers.length) / 16) * 16;

function recordBytesWith({ extraRecordBytes = 0 }: MemorySizes): number {
  return Math.ceil((plainRecordBytes + extraRecordBytes) / 16) * 16;
}

/** Bytes of each field behind the start of a record. */
const fieldOffsets: Readonly<Record<DoubleField | IntegerField, number>> = Object.fromEntries([
  ...doubles.map((field, i) => [field, 8 * i]),
  ...integers.map((field, i) => [field, 8 * doubles.length + 4 * i]),
]);

/** Bytes behind the start of a record. */
export function fieldOffset(field: DoubleField | IntegerField): number {
  return fieldOffsets[field];
}

export interface LaneMemory {
  readonly lanes: Lanes;
  readonly states: number;
  /** Record of lane l: records + l·recordBytes. */
  readonly records: number;
  readonly recordBytes: number;
  /** [state] Where the step starts, and where it leads. */
  readonly from: number;
  readonly to: number;
  /** [stage][state] */
  readonly stages: number;
  /** [state] What the error estimate of the last attempt is a multiple of. */
  readonly errors: number;
  /** [state] Right-hand side of the linear system. */
  readonly right: number;
  /** [state] What the stages before add to it. */
  readonly couplings: number;
  /** [state] ∂f/∂t. */
  readonly timeDerivative: number;
  /** [state] Absolute tolerances. */
  readonly absolute: number;
  /** [state] Interpolated state. */
  readonly between: number;
  /** [state] Work space of the first step. */
  readonly rates: number;
  readonly moved: number;
  /** [root] Differences at the ends and in the middle of a part of a step. */
  readonly rootsBefore: number;
  readonly rootsWithin: number;
  readonly rootsAfter: number;
  /** Mask of the lanes in whose step a trigger may have changed. */
  readonly suspicious: number;
  /** [observable] */
  readonly observed: number;
  readonly observables: number;
  /** One value of all lanes each. */
  readonly startTime: number;
  readonly size: number;
  readonly inverseSize: number;
  readonly relative: number;
  /** Mask of the lanes whose last step was accepted. */
  readonly accepted: number;
  readonly errorSquares: number;
  readonly fraction: number;
  readonly cancellation: number;
  readonly matrix: number;
  /** Each lane's times to record, and its rows. */
  readonly saveTimes: number;
  readonly rows: number;
  readonly rowCapacity: number;
}

export interface MemorySizes {
  /** Bytes that a method adds to each lane's record; a multiple of 8. */
  readonly extraRecordBytes?: number;
  readonly states: number;
  readonly stages: number;
  readonly matrixEntries: number;
  readonly observables: number;
  readonly roots: number;
  /** Rows that a lane can record before its host empties them. */
  readonly rowCapacity: number;
}

export function planMemory(arena: Arena, lanes: Lanes, sizes: MemorySizes): LaneMemory {
  const { states, stages, matrixEntries, observables, roots, rowCapacity } = sizes;
  const vector = (count: number): number => arena.reserve(count * lanes.bytes);
  const stageVectors = vector(stages * states);
  return {
    lanes,
    states,
    records: arena.reserve(recordBytesWith(sizes) * lanes.width),
    recordBytes: recordBytesWith(sizes),
    from: vector(states),
    to: vector(states),
    stages: stageVectors,
    errors: stageVectors + Math.max(0, stages - 1) * states * lanes.bytes,
    right: vector(states),
    couplings: vector(states),
    timeDerivative: vector(states),
    absolute: vector(states),
    between: vector(states),
    rates: vector(states),
    moved: vector(states),
    rootsBefore: vector(roots),
    rootsWithin: vector(roots),
    rootsAfter: vector(roots),
    suspicious: vector(1),
    observed: vector(observables),
    observables,
    startTime: vector(1),
    size: vector(1),
    inverseSize: vector(1),
    relative: vector(1),
    accepted: vector(1),
    errorSquares: vector(1),
    fraction: vector(1),
    cancellation: vector(1),
    matrix: vector(matrixEntries),
    saveTimes: arena.reserve(8 * rowCapacity * lanes.width),
    rows: arena.reserve(8 * rowCapacity * observables * lanes.width),
    rowCapacity,
  };
}

/** Addresses of the equations that the host writes too. */
export type EquationMemory = Pick<
  EquationKernels,
  "parameters" | "hoistedCount" | "contextAddress" | "time" | "shift"
>;
