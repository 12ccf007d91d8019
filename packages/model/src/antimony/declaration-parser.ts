// Declarations: `const species S1, $S2 in c1 = 3`.

import { parseOperator, parseUnitFormula } from "./assignment-parser.js";
import type { StatementParser } from "./statement-parser.js";
import type { DeclaredItem, ElementType, Statement } from "./syntax.js";

const types: ReadonlySet<string> = new Set([
  "species",
  "compartment",
  "reaction",
  "formula",
  "event",
  "DNA",
  "operator",
  "gene",
]);

interface Modifiers {
  type?: ElementType;
  constant?: boolean;
  substanceOnly: boolean;
}

export function parseDeclaration(parser: StatementParser): Statement {
  const from = parser.tokens.peek().range;
  const modifiers = parseModifiers(parser);
  const items: DeclaredItem[] = [];
  do {
    items.push(parseItem(parser));
  } while (parser.tokens.accept(","));
  return { kind: "declaration", ...modifiers, items, range: parser.since(from) };
}

function parseModifiers(parser: StatementParser): Modifiers {
  const { tokens } = parser;
  const found: Modifiers = { substanceOnly: false };
  for (;;) {
    const { text } = tokens.peek();
    if (text === "const" || text === "ext") found.constant = true;
    else if (text === "var") found.constant = false;
    else if (text === "substanceOnly") found.substanceOnly = true;
    else if (isType(text)) found.type = text;
    else return found;
    tokens.next();
  }
}

function isType(word: string): word is ElementType {
  return types.has(word);
}

function parseItem(parser: StatementParser): DeclaredItem {
  const { tokens } = parser;
  const boundary = tokens.accept("$");
  const name = parser.name();
  parser.refuseBuiltIn(name);
  const compartment = tokens.accept("in") ? parser.name() : undefined;
  const assigned = tokens.at("=") || tokens.at(":=") || tokens.at("'");
  const operator = assigned ? parseOperator(parser) : undefined;
  const value = operator ? { operator, expression: parser.formulas.parse() } : undefined;
  const unit = !value && tokens.at("has") ? parseUnitFormula(parser) : undefined;
  return {
    name,
    boundary,
    ...(compartment ? { compartment } : {}),
    ...(value ? { value } : {}),
    ...(unit ? { unit } : {}),
  };
}
