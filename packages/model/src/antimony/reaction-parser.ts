// Reactions: `J0 in c1: 2 S1 + $E -> S2; rate in c2`.

import { refusals } from "./refusals.js";
import type { StatementParser } from "./statement-parser.js";
import type { Name, Participant, Statement } from "./syntax.js";

interface Head {
  readonly name?: Name;
  readonly compartment?: Name;
  /** First reactant, where it was read before the statement was known to be a reaction. */
  readonly first?: Name;
}

export function parseReaction(parser: StatementParser, head: Head): Statement {
  const { tokens } = parser;
  const from = (head.name ?? head.first ?? tokens.peek()).range;
  const reactants = parseSide(parser, head.first);
  const reversible = parseArrow(parser);
  const products = parseSide(parser, undefined);
  const rate = hasRate(parser) ? parser.formulas.parse() : undefined;
  const compartment = tokens.accept("in") ? parser.name() : head.compartment;
  return {
    kind: "reaction",
    ...(head.name ? { name: head.name } : {}),
    ...(compartment ? { compartment } : {}),
    reversible,
    reactants,
    products,
    ...(rate ? { rate } : {}),
    range: parser.since(from),
  };
}

function parseArrow(parser: StatementParser): boolean {
  const { tokens } = parser;
  if (tokens.accept("->")) return true;
  if (tokens.accept("=>")) return false;
  if (tokens.at("-")) {
    const second = tokens.peek(1).text;
    if (second === "|" || second === "o" || second === "(") parser.refuse(refusals.interaction);
    if (second === "-") parser.refuse(refusals.dna);
  }
  if (["<", ">", "<=", ">=", "==", "!="].some((sign) => tokens.at(sign)))
    parser.refuse(refusals.constraint);
  return tokens.unexpected('"->" or "=>"', "A reaction has an arrow: S1 + S2 -> S3; rate.");
}

/** A semicolon and something after it before the statement ends. The semicolon is taken. */
function hasRate(parser: StatementParser): boolean {
  const { tokens } = parser;
  if (!tokens.accept(";")) return false;
  return !tokens.atEndOfStatement() && !tokens.at("end");
}

function parseSide(parser: StatementParser, first: Name | undefined): Participant[] {
  const { tokens } = parser;
  const side: Participant[] = [];
  if (first) side.push({ species: first, stoichiometry: 1, boundary: false });
  else if (sideEnds(parser)) return side;
  else side.push(parseParticipant(parser));
  while (tokens.accept("+")) side.push(parseParticipant(parser));
  return side;
}

function sideEnds(parser: StatementParser): boolean {
  const { tokens } = parser;
  return tokens.atEndOfStatement() || ["->", "=>", "-"].some((text) => tokens.at(text));
}

function parseParticipant(parser: StatementParser): Participant {
  const { tokens } = parser;
  const stoichiometry = tokens.peek().kind === "number" ? Number(tokens.next().text) : 1;
  const boundary = tokens.accept("$");
  const species = parser.name();
  if (tokens.peek().kind === "name" && !tokens.at("in") && !tokens.at("end"))
    parser.refuse(refusals.stoichiometry, species.range);
  parser.refuseBuiltIn(species);
  return { species, stoichiometry, boundary };
}
