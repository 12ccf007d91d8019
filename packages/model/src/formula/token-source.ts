// A lexer with one token of memory, and the ways to ask for and refuse tokens that all parsers
// share. A refusal throws SyntaxFailure, which the parser of the surrounding statement catches:
// the error is already in the sink, and reading goes on after the statement.

import type { Lexer } from "../antimony/lexer.js";
import { describe, type Token } from "../antimony/token.js";
import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { DiagnosticCode } from "../diagnostics/table.js";
import type { SourceRange } from "../source-range.js";

/** Ends the statement being parsed; its diagnostic is already recorded. Never leaves a parser. */
export class SyntaxFailure extends Error {}

export class TokenSource {
  private readonly ahead: Token[] = [];
  /** The token last taken; its end is where an unfinished statement ends. */
  last: Token;

  constructor(
    private readonly lexer: Lexer,
    readonly sink: DiagnosticSink,
  ) {
    this.last = this.peek();
  }

  /** The token `distance` ahead, not taken. */
  peek(distance = 0): Token {
    while (this.ahead.length <= distance) this.ahead.push(this.lexer.next());
    return this.ahead[distance]!;
  }

  next(): Token {
    this.last = this.peek();
    this.ahead.shift();
    return this.last;
  }

  /**
   * Takes a token of a statement that has been given up, and text after it that is like it. After
   * a semicolon the next word is looked at, for it may be the "end" of a model on one line.
   */
  skip(): void {
    this.next();
    if (this.ahead.length === 0 && this.last.text !== ";") this.lexer.skipPlain();
  }

  /** Is the token ahead this symbol or name? A string never is. */
  at(text: string, distance = 0): boolean {
    const token = this.peek(distance);
    return token.text === text && (token.kind === "symbol" || token.kind === "name");
  }

  atEndOfStatement(distance = 0): boolean {
    const { kind } = this.peek(distance);
    return kind === "newline" || kind === "end" || this.at(";", distance);
  }

  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.next();
    return true;
  }

  expect(text: string, hint: string): Token {
    return this.at(text) ? this.next() : this.unexpected(`"${text}"`, hint);
  }

  skipNewlines(): void {
    while (this.peek().kind === "newline") this.next();
  }

  unexpected(expected: string, hint: string): never {
    const found = this.peek();
    if (this.sink.hasErrorOnLine(found.range)) throw new SyntaxFailure();
    return this.fail("CH1004", { expected, found: describe(found), hint }, found.range);
  }

  fail(
    code: DiagnosticCode,
    values: Readonly<Record<string, string | number>>,
    range: SourceRange,
  ): never {
    this.sink.add(code, values, range);
    throw new SyntaxFailure();
  }
}
