// Formulas that mean the same: equal as trees, or else equal in value at random points. Calls of
// functions are worked out by their definitions; delay, rateOf and random draws are known only by
// their arguments.

import type { Expression } from "./expression.js";
import { equalExpressions, freeSymbols } from "./formula/walk.js";
import type { FunctionDefinition } from "./model.js";

export type Functions = ReadonlyMap<string, FunctionDefinition>;

/** `aFunctions` and `bFunctions` define what each formula calls. */
export function sameMeaning(
  a: Expression,
  b: Expression,
  aFunctions: Functions,
  bFunctions: Functions,
): boolean {
  if (equalExpressions(a, b)) return true;
  const symbols = new Set([...freeSymbols(a), ...freeSymbols(b)]);
  return [1, 2, 3, 4, 5, 6, 7, 8].every((seed) => {
    const point = pointOf(symbols, seed);
    return near(evaluate(a, point, aFunctions), evaluate(b, point, bFunctions));
  });
}

function near(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

type Point = ReadonlyMap<string, number>;

/** Values from -1 to 4, most of them positive, as concentrations and rates are. */
function pointOf(symbols: Iterable<string>, seed: number): Point {
  const names = ["time", ...symbols];
  return new Map(names.map((name) => [name, hash(`${seed} ${name}`) * 5 - (seed > 6 ? 1 : 0)]));
}

/** A number from 0 to 1 that depends on every character. */
function hash(text: string): number {
  let state = 2166136261;
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0)!, 16777619);
  state = Math.imul(state ^ (state >>> 15), 2246822507);
  return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
}

const constantValues: Readonly<Record<string, number>> = {
  avogadro: 6.02214076e23,
  pi: Math.PI,
  exponentiale: Math.E,
  true: 1,
  false: 0,
  infinity: Number.POSITIVE_INFINITY,
  notanumber: Number.NaN,
};

export function evaluate(expression: Expression, point: Point, functions: Functions): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "symbol":
      return point.get(expression.id) ?? Number.NaN;
    case "constant":
      return constantValues[expression.name] ?? point.get(expression.name)!;
    case "call":
      return callOf(expression, point, functions);
    case "apply":
      return applied(
        expression.operator,
        expression.arguments.map((part) => evaluate(part, point, functions)),
      );
  }
}

function callOf(call: Expression & { kind: "call" }, point: Point, functions: Functions): number {
  const values = call.arguments.map((part) => evaluate(part, point, functions));
  const definition = functions.get(call.function);
  if (!definition) return hash(`${call.function} ${values.map((value) => value.toPrecision(9))}`);
  const inner = new Map([["time", point.get("time")!]]);
  definition.parameters.forEach((parameter, i) => {
    inner.set(parameter, values[i] ?? Number.NaN);
  });
  return evaluate(definition.body, inner, functions);
}

function truth(value: boolean): number {
  return value ? 1 : 0;
}

function chain(values: readonly number[], holds: (a: number, b: number) => boolean): number {
  return truth(values.slice(1).every((value, i) => holds(values[i]!, value)));
}

const unary: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  exp: Math.exp,
  ln: Math.log,
  floor: Math.floor,
  ceiling: Math.ceil,
  factorial: (x) => (x > 1 ? x * Math.exp(x) : 1 + x),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sec: (x) => 1 / Math.cos(x),
  csc: (x) => 1 / Math.sin(x),
  cot: (x) => 1 / Math.tan(x),
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sech: (x) => 1 / Math.cosh(x),
  csch: (x) => 1 / Math.sinh(x),
  coth: (x) => 1 / Math.tanh(x),
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  arcsec: (x) => Math.acos(1 / x),
  arccsc: (x) => Math.asin(1 / x),
  arccot: (x) => Math.atan(1 / x),
  arcsinh: Math.asinh,
  arccosh: Math.acosh,
  arctanh: Math.atanh,
  arcsech: (x) => Math.acosh(1 / x),
  arccsch: (x) => Math.asinh(1 / x),
  arccoth: (x) => Math.atanh(1 / x),
  not: (x) => truth(x === 0),
};

const nary: Readonly<Record<string, (values: readonly number[]) => number>> = {
  plus: (values) => values.reduce((sum, value) => sum + value, 0),
  times: (values) => values.reduce((product, value) => product * value, 1),
  minus: ([a = 0, b]) => (b === undefined ? -a : a - b),
  divide: ([a = 0, b = 0]) => a / b,
  power: ([a = 0, b = 0]) => a ** b,
  root: ([degree = 2, x = 0]) => x ** (1 / degree),
  log: ([base = 10, x = 0]) => Math.log(x) / Math.log(base),
  quotient: ([a = 0, b = 0]) => Math.trunc(a / b),
  rem: ([a = 0, b = 0]) => a % b,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  eq: (values) => chain(values, (a, b) => a === b),
  neq: (values) => chain(values, (a, b) => a !== b),
  gt: (values) => chain(values, (a, b) => a > b),
  lt: (values) => chain(values, (a, b) => a < b),
  geq: (values) => chain(values, (a, b) => a >= b),
  leq: (values) => chain(values, (a, b) => a <= b),
  and: (values) => truth(values.every((value) => value !== 0)),
  or: (values) => truth(values.some((value) => value !== 0)),
  xor: (values) => values.filter((value) => value !== 0).length % 2,
  implies: ([a = 0, b = 0]) => truth(a === 0 || b !== 0),
  piecewise,
};

function applied(operator: string, values: readonly number[]): number {
  const one = unary[operator];
  if (one) return one(values[0] ?? Number.NaN);
  const many = nary[operator];
  if (many) return many(values);
  return hash(`${operator} ${values.map((value) => value.toPrecision(9))}`);
}

function piecewise(values: readonly number[]): number {
  for (let i = 0; i + 1 < values.length; i += 2) if (values[i + 1] !== 0) return values[i]!;
  return values.length % 2 === 1 ? values.at(-1)! : Number.NaN;
}
