// Expressions over single numbers as code: what decides for one lane is written with them. An
// expression is a function that leaves its value on the stack; a plain number means a double.

import type { FunctionBuilder, Local } from "@chondron/compiler";

export type Expression = (f: FunctionBuilder) => void;
export type Operand = number | Expression;

export function push(f: FunctionBuilder, operand: Operand): void {
  if (typeof operand === "number") f.f64(operand);
  else operand(f);
}

type Instruction = Parameters<FunctionBuilder["op"]>[0];

const binary =
  (instruction: Instruction) =>
  (a: Operand, b: Operand): Expression =>
  (f) => {
    push(f, a);
    push(f, b);
    f.op(instruction);
  };
const unary =
  (instruction: Instruction) =>
  (a: Operand): Expression =>
  (f) => {
    push(f, a);
    f.op(instruction);
  };

export const add = binary("f64.add");
export const sub = binary("f64.sub");
export const mul = binary("f64.mul");
export const div = binary("f64.div");
export const min = binary("f64.min");
export const max = binary("f64.max");
export const abs = unary("f64.abs");
export const sqrt = unary("f64.sqrt");
/** Comparisons and what follows leave an i32. */
export const less = binary("f64.lt");
export const atMost = binary("f64.le");
export const greater = binary("f64.gt");
export const atLeast = binary("f64.ge");
export const equal = binary("f64.eq");
export const different = binary("f64.ne");
export const both = binary("i32.and");
export const either = binary("i32.or");
export const not = unary("i32.eqz");

/** Is it a finite number? */
export const finite = (a: Operand): Expression => atMost(abs(a), Number.MAX_VALUE);

export const integer =
  (value: number): Expression =>
  (f) =>
    void f.i32(value);
export const plus = binary("i32.add");
export const times = binary("i32.mul");
export const isLess = binary("i32.lt_s");
export const isAtLeast = binary("i32.ge_s");
export const isEqual = binary("i32.eq");
/** An i32 as a double. */
export const toDouble = unary("f64.convert_i32_s");

/** `a` where the i32 `condition` holds, else `b`; both are computed. */
export const choose =
  (condition: Expression, a: Operand, b: Operand): Expression =>
  (f) => {
    push(f, a);
    push(f, b);
    push(f, condition);
    f.op("select");
  };

/** Result of a function of the module. */
export const call =
  (functionIndex: number, ...operands: Operand[]): Expression =>
  (f) => {
    for (const operand of operands) push(f, operand);
    f.call(functionIndex);
  };

/** Σ terms, from the left. */
export const sum = (first: Operand, ...rest: Operand[]): Expression =>
  rest.reduce<Expression>(
    (total, term) => add(total, term),
    (f) => push(f, first),
  );

/** A local, read as an expression. */
export interface Variable extends Expression {
  readonly local: Local;
}

export function variable(f: FunctionBuilder, type: "f64" | "i32" = "f64"): Variable {
  const local = f.local(type);
  return Object.assign((into: FunctionBuilder) => void into.get(local), { local });
}

export function assign(f: FunctionBuilder, { local }: Variable, value: Operand): void {
  push(f, value);
  f.set(local);
}

export function when(
  f: FunctionBuilder,
  condition: Expression,
  body: () => void,
  otherwise?: () => void,
): void {
  push(f, condition);
  f.if(body, otherwise);
}

export function leave(f: FunctionBuilder, value?: Operand): void {
  if (value !== undefined) push(f, value);
  f.op("return");
}
