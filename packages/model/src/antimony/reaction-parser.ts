// Reactions, `J0 in c1: 2 S1 + $E -> sr S2; rate in c2`, and interactions, `i1: S2 -| J0; rate`.

import { isKeyword } from "../formula/keywords.js";
import type { Label, StatementParser } from "./statement-parser.js";
import type { InteractionStatement, Name, Participant, Statement } from "./syntax.js";

type Effect = InteractionStatement["effect"];

/** `first` is the first reactant or its stoichiometry, where it was read before the rest. */
export function parseReaction(parser: StatementParser, label: Label, first?: Name): Statement {
  const { tokens } = parser;
  const from = (label.name ?? first ?? tokens.peek()).range;
  const left = parseSide(parser, first);
  const arrow = parseArrow(parser);
  if (typeof arrow === "string") return parseInteraction(parser, label, left, arrow);
  const products = parseSide(parser, undefined);
  const rate = hasRate(parser) ? parser.formulas.parse() : undefined;
  const compartment = tokens.accept("in") ? parser.name() : label.compartment;
  return {
    kind: "reaction",
    ...(label.name ? { name: label.name } : {}),
    ...(compartment ? { compartment } : {}),
    reversible: arrow,
    reactants: left,
    products,
    ...(rate ? { rate } : {}),
    range: parser.since(from),
  };
}

function parseInteraction(
  parser: StatementParser,
  { name }: Label,
  species: readonly Participant[],
  effect: Effect,
): Statement {
  const from = (name ?? species[0]?.species)?.range ?? parser.tokens.last.range;
  const targets: Name[] = [];
  do {
    targets.push(parser.name());
  } while (parser.tokens.accept("+"));
  const rate = hasRate(parser) ? parser.formulas.parse() : undefined;
  return {
    kind: "interaction",
    ...(name ? { name } : {}),
    effect,
    species,
    targets,
    ...(rate ? { rate } : {}),
    range: parser.since(from),
  };
}

const effects: ReadonlyMap<string, Effect> = new Map([
  ["o", "activation"],
  ["|", "inhibition"],
  ["(", "influence"],
]);

/** Whether the reaction is reversible, or what the interaction does. */
function parseArrow(parser: StatementParser): boolean | Effect {
  const { tokens } = parser;
  if (tokens.accept("->") || tokens.accept("<==>")) return true;
  if (tokens.accept("=>")) return false;
  const effect = tokens.at("-") ? effects.get(tokens.peek(1).text) : undefined;
  if (!effect)
    return tokens.unexpected('"->" or "=>"', "A reaction has an arrow: S1 + S2 -> S3; rate.");
  tokens.next();
  tokens.next();
  return effect;
}

/** A semicolon and something after it before the statement ends. The semicolon is taken. */
function hasRate(parser: StatementParser): boolean {
  const { tokens } = parser;
  if (!tokens.accept(";")) return false;
  return !tokens.atEndOfStatement() && !tokens.at("end");
}

function parseSide(parser: StatementParser, first: Name | undefined): Participant[] {
  const { tokens } = parser;
  if (!first && sideEnds(parser)) return [];
  const side = [first ? parseFrom(parser, first) : parseParticipant(parser)];
  while (tokens.accept("+")) side.push(parseParticipant(parser));
  return side;
}

function sideEnds(parser: StatementParser): boolean {
  const { tokens } = parser;
  return tokens.atEndOfStatement() || ["->", "=>", "<==>", "-"].some((text) => tokens.at(text));
}

function parseParticipant(parser: StatementParser): Participant {
  const { tokens } = parser;
  if (tokens.peek().kind === "number") {
    const stoichiometry = Number(tokens.next().text);
    return parseSpecies(parser, stoichiometry);
  }
  return tokens.at("$") ? parseSpecies(parser, 1) : parseFrom(parser, parser.name());
}

/** A name, which is the species, or the symbol of its stoichiometry if another name follows. */
function parseFrom(parser: StatementParser, first: Name): Participant {
  const { tokens } = parser;
  const { kind, text } = tokens.peek();
  if (tokens.at("$") || (kind === "name" && !isKeyword(text))) return parseSpecies(parser, first);
  parser.refuseBuiltIn(first);
  return { species: first, stoichiometry: 1, boundary: false };
}

function parseSpecies(parser: StatementParser, stoichiometry: number | Name): Participant {
  const boundary = parser.tokens.accept("$");
  const species = parser.name();
  parser.refuseBuiltIn(species);
  return { species, stoichiometry, boundary };
}
