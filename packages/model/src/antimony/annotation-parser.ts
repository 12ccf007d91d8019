// Annotations: `S1 identity "...", "..."`, `model creator1.name "..."`, `S1 modified.year 2019`.

import type { TokenSource } from "../formula/token-source.js";
import { isAnnotation, isSboTerm } from "./annotation-words.js";
import { parseAssignment } from "./assignment-parser.js";
import type { StatementParser } from "./statement-parser.js";
import type { Name, Statement } from "./syntax.js";

/** A word of annotation, followed by its text or its part. */
export function atAnnotation(tokens: TokenSource): boolean {
  if (!isAnnotation(tokens.peek().text)) return false;
  return tokens.peek(1).kind === "string" || tokens.at(".", 1);
}

export function parseAnnotation(parser: StatementParser, target: Name | undefined): Statement {
  const { tokens } = parser;
  const from = target?.range ?? tokens.peek().range;
  const word = tokens.next().text;
  const part = tokens.accept(".") ? tokens.next().text : undefined;
  const values = part !== undefined && tokens.peek().kind === "number" ? [tokens.next().text] : [];
  if (values.length === 0) {
    do {
      if (tokens.last.text === ",") tokens.skipNewlines();
      values.push(parseText(tokens));
    } while (tokens.accept(","));
  }
  return {
    kind: "annotation",
    ...(target ? { target } : {}),
    word,
    ...(part === undefined ? {} : { part }),
    values,
    range: parser.since(from),
  };
}

function parseText(tokens: TokenSource): string {
  if (tokens.peek().kind === "string") return tokens.next().text;
  return tokens.unexpected("a text in quotation marks", "Annotations are texts.");
}

/** `model notes "..."` and `model.sboTerm = 8`, inside the model. */
export function parseModelAnnotation(parser: StatementParser): Statement {
  const { tokens } = parser;
  const { text, range } = tokens.next();
  if (tokens.at(".") && isSboTerm(tokens.peek(1).text)) {
    tokens.next();
    tokens.next();
    return parseAssignment(parser, { path: "model.sboTerm", range }, undefined);
  }
  if (atAnnotation(tokens)) return parseAnnotation(parser, undefined);
  const expected = `an annotation after "${text}"`;
  return tokens.unexpected(expected, "Models inside models are written as submodels: A: model();");
}
