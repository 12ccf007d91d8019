// Values, units, names: `x = 3`, `x := y`, `x' = 2`, `x has mole`, `x is y`, `x is "text"`, and unit
// definitions.

import type { Expression } from "../expression.js";
import type { StatementParser } from "./statement-parser.js";
import type { AssignmentOperator, Name, Statement } from "./syntax.js";

export function parseAssignment(
  parser: StatementParser,
  target: Name,
  compartment: Name | undefined,
): Statement {
  const { tokens } = parser;
  parser.refuseBuiltIn(target);
  const operator = parseOperator(parser);
  if (operator === "initial" && tokens.at("{")) return parseInterval(parser, target);
  const expression = tokens.atEndOfStatement() ? undefined : parser.formulas.parse();
  return {
    kind: "assignment",
    operator,
    target,
    ...(compartment ? { compartment } : {}),
    ...(expression ? { expression } : {}),
    range: parser.since(target.range),
  };
}

/** `=`, `:=` or `' =`, taken. */
export function parseOperator(parser: StatementParser): AssignmentOperator {
  const sign = parser.tokens.next().text;
  if (sign === "=") return "initial";
  if (sign === ":=") return "assignment";
  parser.tokens.expect("=", "Write a rate rule as x' = formula.");
  return "rate";
}

function parseInterval(parser: StatementParser, target: Name): Statement {
  const { tokens } = parser;
  tokens.next();
  const low = parser.formulas.parse();
  tokens.expect(",", "An interval has a lower and an upper end: {2, 3}.");
  const high = parser.formulas.parse();
  tokens.expect("}", "An interval has a lower and an upper end: {2, 3}.");
  return { kind: "interval", target, values: [low, high], range: parser.since(target.range) };
}

export function parseUnit(parser: StatementParser): Statement {
  const { tokens } = parser;
  const from = tokens.next().range;
  const name = parser.plainName();
  const expression = tokens.accept("=") ? parser.formulas.parse() : undefined;
  return {
    kind: "unit",
    name,
    ...(expression ? { expression } : {}),
    range: parser.since(from),
  };
}

export function parseHas(parser: StatementParser, target: Name): Statement {
  const unit = parseUnitFormula(parser);
  return { kind: "has", target, unit, range: parser.since(target.range) };
}

/** The unit after `has`, which is taken too. */
export function parseUnitFormula(parser: StatementParser): Expression {
  parser.tokens.next();
  return parser.formulas.parse();
}

/** `x is "text"`, `A.x is x`, `A.x is x / cf`, `A.x * cf is x`. */
export function parseIs(parser: StatementParser, target: Name): Statement {
  const { tokens } = parser;
  const before = tokens.accept("*") ? parser.name() : undefined;
  tokens.expect("is", "Write A.x * factor is x.");
  if (!before && tokens.peek().kind === "string") {
    const text = tokens.next().text;
    return { kind: "display", target, text, range: parser.since(target.range) };
  }
  const source = parser.name();
  const after = !before && tokens.accept("/") ? parser.name() : undefined;
  const factor = before ?? after;
  const range = parser.since(target.range);
  return { kind: "synchronisation", target, source, ...(factor ? { factor } : {}), range };
}
