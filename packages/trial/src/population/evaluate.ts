// Value of a formula, walked as a tree. For the few formulas of a population (distributions over
// covariates), where speed does not matter; models are compiled instead. Truth is 1 and 0.

import type { Application, Expression, NamedConstant, Operator } from "@chondron/model";
import { exp, log } from "../stats/elementary.js";

/** Value of an expression; `lookup` gives the value of a symbol. Unknown operators throw. */
export function evaluate(expression: Expression, lookup: (id: string) => number): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "symbol":
      return lookup(expression.id);
    case "constant":
      return constantValue(expression);
    case "apply":
      return apply(expression, lookup);
    case "call":
      throw new Error(`the function "${expression.function}" has no value here`);
  }
}

/** Names of operators and functions in a formula that `evaluate` does not know. */
export function unknownOperators(expression: Expression): readonly string[] {
  if (expression.kind === "call") return [expression.function];
  if (expression.kind === "constant") {
    return expression.name in constants ? [] : [expression.name];
  }
  if (expression.kind !== "apply") return [];
  const own =
    expression.operator in operators || expression.operator === "piecewise"
      ? []
      : [expression.operator];
  return [...own, ...expression.arguments.flatMap(unknownOperators)];
}

const constants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  exponentiale: Math.E,
  true: 1,
  false: 0,
};

function constantValue({ name }: NamedConstant): number {
  const value = constants[name];
  if (value === undefined) throw new Error(`"${name}" has no value here`);
  return value;
}

function apply(
  { operator, arguments: parts }: Application,
  lookup: (id: string) => number,
): number {
  if (operator === "piecewise") return piecewise(parts, lookup);
  const compute = operators[operator];
  if (!compute) throw new Error(`the operator "${operator}" has no value here`);
  return compute(parts.map((part) => evaluate(part, lookup)));
}

function piecewise(parts: readonly Expression[], lookup: (id: string) => number): number {
  for (let i = 0; i + 1 < parts.length; i += 2) {
    if (evaluate(parts[i + 1]!, lookup) !== 0) return evaluate(parts[i]!, lookup);
  }
  return parts.length % 2 === 1 ? evaluate(parts.at(-1)!, lookup) : Number.NaN;
}

const truth = (condition: boolean): number => (condition ? 1 : 0);
const pairwise =
  (holds: (a: number, b: number) => boolean) =>
  (x: readonly number[]): number =>
    truth(x.every((value, i) => i === 0 || holds(x[i - 1]!, value)));

/** Engines differ in the last bit of `**`; draws must not. */
function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) return exp(exponent * log(base));
  let product = 1;
  for (let i = 0; i < Math.abs(exponent); i++) product *= base;
  return exponent < 0 ? 1 / product : product;
}

const operators: { readonly [name in Operator]?: (x: readonly number[]) => number } = {
  plus: (x) => x.reduce((sum, value) => sum + value, 0),
  minus: (x) => (x.length === 1 ? -x[0]! : x[0]! - x[1]!),
  times: (x) => x.reduce((product, value) => product * value, 1),
  divide: (x) => x[0]! / x[1]!,
  power: (x) => power(x[0]!, x[1]!),
  root: (x) => (x[0] === 2 ? Math.sqrt(x[1]!) : power(x[1]!, 1 / x[0]!)),
  abs: (x) => Math.abs(x[0]!),
  exp: (x) => exp(x[0]!),
  ln: (x) => log(x[0]!),
  log: (x) => log(x[1]!) / log(x[0]!),
  floor: (x) => Math.floor(x[0]!),
  ceiling: (x) => Math.ceil(x[0]!),
  min: (x) => Math.min(...x),
  max: (x) => Math.max(...x),
  eq: pairwise((a, b) => a === b),
  neq: (x) => truth(x[0] !== x[1]),
  gt: pairwise((a, b) => a > b),
  lt: pairwise((a, b) => a < b),
  geq: pairwise((a, b) => a >= b),
  leq: pairwise((a, b) => a <= b),
  and: (x) => truth(x.every((value) => value !== 0)),
  or: (x) => truth(x.some((value) => value !== 0)),
  not: (x) => truth(x[0] === 0),
};
