// Statements about the whole model: constraints (`0 <= J0`, `constraint c1: x < 3`), objectives
// (`maximize J0`) and algebraic rules (`0 = x - 2`).

import type { Application, Expression, Operator } from "../expression.js";
import type { TokenSource } from "../formula/token-source.js";
import type { Label, StatementParser } from "./statement-parser.js";
import type { Statement } from "./syntax.js";

const signs = ["<", ">", "<=", ">=", "==", "!="];

/** A name followed by a comparison, where a statement starts. */
export function atComparison(tokens: TokenSource): boolean {
  let at = 1;
  while (tokens.at(".", at)) at += 2;
  return signs.some((sign) => tokens.at(sign, at));
}

export function parseConstraint(parser: StatementParser, label: Label): Statement {
  const { tokens } = parser;
  const from = (label.name ?? tokens.peek()).range;
  const worded = tokens.at("constraint") && (tokens.at(":", 1) || tokens.at(":", 2));
  if (worded) tokens.next();
  const name = worded && !tokens.at(":") ? parser.name() : label.name;
  if (worded) tokens.next();
  const expression = unchained(parser.formulas.parse());
  const range = parser.since(from);
  if (!worded && !isComparison(expression) && !isConjunction(expression))
    tokens.fail("CH1004", { expected: "a statement", found: "a formula", hint: hint }, range);
  return { kind: "constraint", ...(name ? { name } : {}), expression, range };
}

const hint = "A statement that starts with a number is a reaction, 0 = formula, or a constraint.";

const comparisons: ReadonlySet<Operator> = new Set(["lt", "gt", "leq", "geq", "eq", "neq"]);

function isComparison(expression: Expression | undefined): expression is Application {
  return expression?.kind === "apply" && comparisons.has(expression.operator);
}

function isConjunction(expression: Expression): boolean {
  return (
    expression.kind === "apply" && (expression.operator === "and" || expression.operator === "or")
  );
}

/** `a < b <= c` means that both hold, unlike in other formulas: there a truth value is compared. */
function unchained(expression: Expression): Expression {
  const links = linksOf(expression);
  const [only] = links;
  if (links.length < 2) return only ?? expression;
  const { range } = expression;
  return { kind: "apply", operator: "and", arguments: links, ...(range ? { range } : {}) };
}

function linksOf(expression: Expression): Expression[] {
  if (!isComparison(expression)) return [expression];
  const [left, ...rest] = expression.arguments;
  if (!isComparison(left)) return [expression];
  const middle = left.arguments.at(-1)!;
  return [...linksOf(left), { ...expression, arguments: [middle, ...rest] }];
}

export function atObjective(tokens: TokenSource): boolean {
  if (!tokens.at("maximize") && !tokens.at("minimize")) return false;
  const { kind } = tokens.peek(1);
  return kind === "name" || kind === "number" || tokens.at("-", 1) || tokens.at("(", 1);
}

export function parseObjective(parser: StatementParser, { name }: Label): Statement {
  const { tokens } = parser;
  const from = (name ?? tokens.peek()).range;
  const sense = tokens.next().text === "maximize" ? "maximize" : "minimize";
  const expression = parser.formulas.parse();
  const range = parser.since(from);
  return { kind: "objective", ...(name ? { name } : {}), sense, expression, range };
}

/** `0 = formula`; with another number before the sign, the difference is zero. */
export function parseAlgebraic(parser: StatementParser, { name }: Label): Statement {
  const { tokens } = parser;
  const from = (name ?? tokens.peek()).range;
  const left = parser.formulas.parse();
  tokens.expect("=", hint);
  const right = parser.formulas.parse();
  const range = parser.since(from);
  const zero = left.kind === "number" && left.value === 0;
  const difference: Expression = {
    kind: "apply",
    operator: "minus",
    arguments: [right, left],
    range,
  };
  const expression = zero ? right : difference;
  return { kind: "algebraic", ...(name ? { name } : {}), expression, range };
}
