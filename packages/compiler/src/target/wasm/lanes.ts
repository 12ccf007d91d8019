// The vocabulary in which code for one patient (f64) and for two at once (f64x2) is written alike.
// A lane is one patient; values of the lanes lie side by side, in registers and in memory. Truth
// values are i32 for one lane and bit masks for two.

import type { FunctionBuilder } from "./function-builder.js";
import type { PlainInstruction, ValueType, VectorInstruction } from "./opcodes.js";

const arithmetic = [
  "add",
  "sub",
  "mul",
  "div",
  "min",
  "max",
  "neg",
  "abs",
  "sqrt",
  "floor",
  "ceil",
] as const;
const comparisons = ["lt", "le", "eq", "gt", "ge"] as const;
export type Arithmetic = (typeof arithmetic)[number];
export type Comparison = (typeof comparisons)[number];

/** Instructions for a number of lanes. Each takes its operands from the stack. */
export interface Lanes {
  readonly width: 1 | 2;
  readonly type: ValueType;
  readonly truthType: ValueType;
  /** Bytes of one value of all lanes. */
  readonly bytes: number;
  constant(f: FunctionBuilder, value: number): void;
  truth(f: FunctionBuilder, value: boolean): void;
  load(f: FunctionBuilder, offset: number): void;
  store(f: FunctionBuilder, offset: number): void;
  arithmetic(f: FunctionBuilder, operation: Arithmetic): void;
  compare(f: FunctionBuilder, operation: Comparison): void;
  logical(f: FunctionBuilder, operation: "and" | "or" | "not"): void;
  /** (a, b, truth) to a where true, else b. */
  select(f: FunctionBuilder): void;
  /** Larger of two numbers; what it gives for NaN and zeros of both signs is left open. */
  larger(f: FunctionBuilder): void;
  /** (truth of every lane) to i32: true in all. */
  everywhere(f: FunctionBuilder): void;
  /** A double to one in every lane. */
  spread(f: FunctionBuilder): void;
}

export const scalarLanes: Lanes = {
  width: 1,
  type: "f64",
  truthType: "i32",
  bytes: 8,
  constant: (f, value) => void f.f64(value),
  truth: (f, value) => void f.i32(value ? 1 : 0),
  load: (f, offset) => void f.memory("f64.load", offset),
  store: (f, offset) => void f.memory("f64.store", offset),
  arithmetic: (f, operation) => void f.op(`f64.${operation}` satisfies PlainInstruction),
  compare: (f, operation) => void f.op(`f64.${operation}` satisfies PlainInstruction),
  logical: (f, operation) => void f.op(operation === "not" ? "i32.eqz" : `i32.${operation}`),
  select: (f) => void f.op("select"),
  larger: (f) => void f.op("f64.max"),
  everywhere: () => {},
  spread: () => {},
};

export const pairLanes: Lanes = {
  width: 2,
  type: "v128",
  truthType: "v128",
  bytes: 16,
  constant: (f, value) => void f.f64x2(value),
  truth: (f, value) => void f.i64x2(value ? -1n : 0n),
  load: (f, offset) => void f.memory("v128.load", offset),
  store: (f, offset) => void f.memory("v128.store", offset),
  arithmetic: (f, operation) => void f.vector(`f64x2.${operation}` satisfies VectorInstruction),
  compare: (f, operation) => void f.vector(`f64x2.${operation}` satisfies VectorInstruction),
  logical: (f, operation) => void f.vector(`v128.${operation}` satisfies VectorInstruction),
  select: (f) => void f.vector("v128.bitselect"),
  larger: (f) => void f.vector("f64x2.pmax"),
  everywhere: (f) => void f.vector("i64x2.all_true"),
  spread: (f) => void f.vector("f64x2.splat"),
};
