// Tokens of Antimony text and the places they came from.

import type { SourceRange } from "../source-range.js";

export type TokenKind = "name" | "number" | "string" | "symbol" | "newline" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** The text itself; for a string, without its quotation marks. */
  readonly text: string;
  /** Offset of the first character and of the one after the last, in UTF-16 units. */
  readonly start: number;
  readonly stop: number;
  readonly range: SourceRange;
}

/** From the first character of `a` to the last of `b`. */
export function span(a: SourceRange, b: SourceRange): SourceRange {
  const { file, line, column } = a;
  return { file, line, column, endLine: b.endLine, endColumn: b.endColumn };
}

/** How an error message names a token. */
export function describe(token: Token): string {
  if (token.kind === "newline") return "the end of the line";
  if (token.kind === "end") return "the end of the file";
  if (token.kind === "string") return `the text "${shorten(token.text)}"`;
  return `"${shorten(token.text)}"`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
