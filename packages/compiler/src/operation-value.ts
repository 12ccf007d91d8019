// What each operation means, on numbers: the reference for constant folding and for evaluating a
// program (pass/evaluate.ts). The JavaScript target writes the same functions as text.

import type { Operation } from "./ir.js";

const numbers: Readonly<Partial<Record<Operation, (...values: number[]) => number>>> = {
  neg: (a) => -a!,
  abs: Math.abs,
  exp: Math.exp,
  ln: Math.log,
  log10: Math.log10,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  factorial,
  add: (a, b) => a! + b!,
  sub: (a, b) => a! - b!,
  mul: (a, b) => a! * b!,
  div: (a, b) => a! / b!,
  pow: (a, b) => a! ** b!,
  powln: (a, b) => a! ** b!,
  powratio: (_, __, a, b) => a! ** b!,
  min: Math.min,
  max: Math.max,
  rem: (a, b) => a! % b!,
  select: (condition, a, b) => (condition === 1 ? a! : b!),
};
const truths: Readonly<Partial<Record<Operation, (...values: number[]) => boolean>>> = {
  lt: (a, b) => a! < b!,
  le: (a, b) => a! <= b!,
  eq: (a, b) => a === b,
  and: (a, b) => a === 1 && b === 1,
  or: (a, b) => a === 1 || b === 1,
  not: (a) => a === 0,
};

/** Value of an operation; arguments that are truth values are given as 0 and 1. */
export function operationValue(operation: Operation, values: readonly number[]): number | boolean {
  const number = numbers[operation];
  if (number) return number(...values);
  const truth = truths[operation];
  if (truth) return truth(...values);
  throw new Error(`${operation} has no value of its own`);
}

/** n! for whole n, to infinity and no further, so that no argument keeps it busy. */
export function factorial(n: number): number {
  let product = 1;
  for (let k = 2; k <= n && product < Number.POSITIVE_INFINITY; k++) product *= k;
  return product;
}
