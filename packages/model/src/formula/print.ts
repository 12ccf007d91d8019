// Formulas as infix text that parses back to the same tree: parentheses where precedence needs
// them, and where an n-ary node must not melt into its neighbour.

import type { Application, Expression, NumberLiteral, Operator } from "../expression.js";

/** Ranks of the grammar in formula-parser.ts; a higher rank binds tighter. */
const rank = {
  logical: 1,
  comparison: 2,
  additive: 3,
  multiplicative: 4,
  prefix: 5,
  power: 6,
  operand: 7,
};

const infix: Partial<Record<Operator, { sign: string; rank: number }>> = {
  and: { sign: " && ", rank: rank.logical },
  or: { sign: " || ", rank: rank.logical },
  eq: { sign: " == ", rank: rank.comparison },
  neq: { sign: " != ", rank: rank.comparison },
  lt: { sign: " < ", rank: rank.comparison },
  gt: { sign: " > ", rank: rank.comparison },
  leq: { sign: " <= ", rank: rank.comparison },
  geq: { sign: " >= ", rank: rank.comparison },
  plus: { sign: " + ", rank: rank.additive },
  minus: { sign: " - ", rank: rank.additive },
  times: { sign: "*", rank: rank.multiplicative },
  divide: { sign: "/", rank: rank.multiplicative },
};

/** Infix text of an expression, on one line. */
export function printFormula(expression: Expression): string {
  return print(expression, 0);
}

function print(expression: Expression, least: number): string {
  switch (expression.kind) {
    case "number":
      return parenthesise(printNumber(expression), numberRank(expression), least);
    case "symbol":
      return expression.id;
    case "constant":
      return expression.name;
    case "call":
      return `${expression.function}(${list(expression.arguments)})`;
    case "apply":
      return printApplication(expression, least);
  }
}

function numberRank(literal: NumberLiteral): number {
  return literal.value < 0 || Object.is(literal.value, -0) ? rank.prefix : rank.operand;
}

function printNumber(literal: NumberLiteral): string {
  const { value, unit } = literal;
  const digits = Object.is(value, -0) ? "-0" : numberText(value);
  return unit === undefined ? digits : `${digits} ${unit}`;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "notanumber";
  return value < 0 ? "-infinity" : "infinity";
}

function printApplication(expression: Application, least: number): string {
  const { operator, arguments: parts } = expression;
  const [first, second] = parts;
  if (operator === "minus" && parts.length === 1 && first)
    return parenthesise(`-${negated(first)}`, rank.prefix, least);
  if (operator === "not" && first)
    return parenthesise(`!${print(first, rank.prefix)}`, rank.prefix, least);
  if (operator === "power" && first && second)
    return parenthesise(
      `${print(first, rank.operand)}^${print(second, rank.prefix)}`,
      rank.power,
      least,
    );
  const sign = infix[operator];
  if (sign && parts.length >= 2) return parenthesise(joined(expression, sign), sign.rank, least);
  return `${operator}(${list(parts)})`;
}

/** The operand of a minus sign; a number in parentheses, or the sign would become its own. */
function negated(inner: Expression): string {
  const signed = inner.kind === "apply" && inner.operator === "minus" && inner.arguments.length < 2;
  return inner.kind === "number" || signed ? `(${print(inner, 0)})` : print(inner, rank.prefix);
}

/** The leftmost part may share the rank of its parent unless the two would become one n-ary node. */
function joined(expression: Application, sign: { sign: string; rank: number }): string {
  const [first, ...rest] = expression.arguments;
  const melts = first?.kind === "apply" && melting(first, expression);
  const head = print(first!, melts ? sign.rank + 1 : sign.rank);
  return [head, ...rest.map((part) => print(part, sign.rank + 1))].join(sign.sign);
}

function melting(left: Application, parent: Application): boolean {
  const logical = infix[parent.operator]?.rank === rank.logical;
  const sameRank = infix[left.operator]?.rank === infix[parent.operator]?.rank;
  const binary = parent.operator === "minus" || parent.operator === "divide";
  return sameRank && (logical || (left.operator === parent.operator && !binary));
}

function list(parts: readonly Expression[]): string {
  return parts.map((part) => print(part, 0)).join(", ");
}

function parenthesise(text: string, own: number, least: number): string {
  return own < least ? `(${text})` : text;
}
