// DNA strands: `dna1: --P1--RBS1--G1--`. Dashes at an end say that other DNA may attach there.

import type { TokenSource } from "../formula/token-source.js";
import type { Label, StatementParser } from "./statement-parser.js";
import type { Name, Statement } from "./syntax.js";

export function atDashes(tokens: TokenSource): boolean {
  return tokens.at("-") && tokens.at("-", 1);
}

export function parseStrand(parser: StatementParser, label: Label, first?: Name): Statement {
  const { tokens } = parser;
  const from = (label.name ?? first ?? tokens.peek()).range;
  const upstreamOpen = !first && acceptDashes(tokens);
  const members = [first ?? parser.name()];
  let downstreamOpen = acceptDashes(tokens);
  while (downstreamOpen && tokens.peek().kind === "name" && !tokens.at("end")) {
    members.push(parser.name());
    downstreamOpen = acceptDashes(tokens);
  }
  const range = parser.since(from);
  return { kind: "strand", ...label, members, upstreamOpen, downstreamOpen, range };
}

function acceptDashes(tokens: TokenSource): boolean {
  if (!atDashes(tokens)) return false;
  while (tokens.accept("-"));
  return true;
}
