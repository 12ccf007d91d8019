// What a BDF module keeps beside what every lane module does (lane-memory.ts): the past of each lane
// as a Nordsieck array, its own Jacobian, the state of its Newton iteration and of its control.

import type { Arena, Lanes } from "@chondron/compiler";
import type { BdfTable } from "../../method/bdf.js";
import {
  type DoubleField,
  fieldOffset,
  type IntegerField,
  type LaneMemory,
  type MemorySizes,
  plainRecordBytes,
  planMemory,
} from "../lane-memory.js";

const doubles = [
  /** Time and step size that the rows stand for. */
  "rowsTime",
  "rowsSize",
  /** γ of the present step, and of when the matrix was made; 0 where there is none. */
  "gamma",
  "matrixGamma",
  /** Rate of convergence, the size of the last increment, and the size that ends the iteration. */
  "rate",
  "increment",
  "newtonTolerance",
  /** Error constants: see BdfCoefficients. */
  "error",
  "errorBelow",
  "errorAbove",
  "derivativeScale",
  /** Of the correction saved for the order above; 0 where there is none. */
  "savedScale",
  "savedSize",
  /** Largest growth of the next step. */
  "largestGrowth",
  /** Norm of the present step's error. */
  "stepError",
  /** Sizes of the last steps, the newest first; one more than the largest order. */
  "past1",
  "past2",
  "past3",
  "past4",
  "past5",
  "past6",
] as const;
const integers = [
  "order",
  "orderChange",
  /** Steps until the order may change. */
  "wait",
  /** Failed attempts of the present step. */
  "failures",
  "matrixAge",
  "jacobianAge",
  /** Iterations of the present try, and 1 where a fresh matrix was already tried. */
  "iteration",
  "retried",
  /** 1 where the matrix was made for this step. */
  "made",
  "iterating",
  "converged",
  "acceptedStep",
] as const;

export type BdfDouble = DoubleField | (typeof doubles)[number];
export type BdfInteger = IntegerField | (typeof integers)[number];

/** Age of a Jacobian that nobody trusts. */
export const ageless = 1 << 28;
export const pastSteps = 6;

/** Bytes behind the start of a lane's record. */
export function bdfOffset(field: BdfDouble | BdfInteger): number {
  const double = doubles.indexOf(field as (typeof doubles)[number]);
  if (double >= 0) return plainRecordBytes + 8 * double;
  const integer = integers.indexOf(field as (typeof integers)[number]);
  if (integer >= 0) return plainRecordBytes + 8 * doubles.length + 4 * integer;
  return fieldOffset(field as DoubleField | IntegerField);
}

export interface BdfMemory extends LaneMemory {
  readonly maxOrder: number;
  /** [order][state] Nordsieck rows about `rowsTime`; those beyond the order are 0. */
  readonly history: number;
  /** [state] Predicted values, and l_1⁻¹ times the predicted slopes. */
  readonly predicted: number;
  readonly slopes: number;
  /** [state] What Newton's iteration added to them; kept for a raise of the order. */
  readonly correction: number;
  readonly saved: number;
  /** [state] One over the tolerance. */
  readonly weights: number;
  /** [state] Solution of the linear system. */
  readonly solved: number;
  /** [nonzero] Each lane's Jacobian, and the one just evaluated for all. */
  readonly jacobian: number;
  readonly evaluated: number;
  readonly nonzeros: number;
  readonly matrixEntries: number;
  /** [order] Λ's coefficients. */
  readonly polynomial: number;
  /** One value of all lanes each. */
  readonly inverseLeading: number;
  readonly inverseGamma: number;
  /** 2/(1 + γ'/γ). */
  readonly damping: number;
  readonly changeSquares: number;
  readonly zero: number;
  /** Masks of the lanes: that iterate, that want a Jacobian, that begin their iteration again. */
  readonly iterating: number;
  readonly wantsJacobian: number;
  readonly beginsAgain: number;
}

export function planBdfMemory(
  arena: Arena,
  lanes: Lanes,
  { maxOrder }: BdfTable,
  sizes: Omit<MemorySizes, "stages" | "extraRecordBytes"> & { readonly nonzeros: number },
): BdfMemory {
  const { states, nonzeros, matrixEntries } = sizes;
  const extraRecordBytes = 8 * doubles.length + 8 * Math.ceil(integers.length / 2);
  const plain = planMemory(arena, lanes, { ...sizes, stages: 0, extraRecordBytes });
  const vector = (count: number): number => arena.reserve(count * lanes.bytes);
  const correction = vector(states);
  return {
    ...plain,
    errors: correction,
    maxOrder,
    history: vector((maxOrder + 1) * states),
    predicted: vector(states),
    slopes: vector(states),
    correction,
    saved: vector(states),
    weights: vector(states),
    solved: vector(states),
    jacobian: vector(nonzeros),
    evaluated: vector(nonzeros),
    nonzeros,
    matrixEntries,
    polynomial: vector(maxOrder + 1),
    inverseLeading: vector(1),
    inverseGamma: vector(1),
    damping: vector(1),
    changeSquares: vector(1),
    zero: vector(1),
    iterating: vector(1),
    wantsJacobian: vector(1),
    beginsAgain: vector(1),
  };
}
