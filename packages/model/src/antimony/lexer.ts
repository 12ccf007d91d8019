// Characters to tokens, one token at a time: nothing is kept of what was read, so memory does not
// grow with the file. Newlines are tokens because they end statements; a backslash before one
// joins the lines. Source: Antimony technical specification, "Line endings and white space".

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { SourceRange } from "../source-range.js";
import type { Token, TokenKind } from "./token.js";

const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const symbol = /<==>|->|=>|:=|==|!=|<=|>=|&&|\|\||\.\.\.|[-+*/^%(){},;:=<>!$'.&|]/y;
const space = /[ \t\f\v\u00a0\ufeff]+|#[^\r\n]*|\/\/[^\r\n]*/y;
const joined = /\\[ \t]*(?:\r\n|\r|\n)/y;
const plain = /[^\r\n;,"`#/\\]+/y;
const quotation = /"([^"\r\n]*)("?)/y;
const newline = /\r\n|\r|\n/y;
const noise = /[^A-Za-z_0-9\s"#$%&'()*+,\-./:;<=>^{|}!`]+|[\s\S]/y;
const anyNewline = /\r\n|\r|\n/g;

export class Lexer {
  private offset = 0;
  private line = 1;
  private lineStart = 0;

  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly sink: DiagnosticSink,
  ) {}

  /** The next token; "end" for ever after the last, or once the sink is full. */
  next(): Token {
    for (;;) {
      this.skipSpace();
      const start = this.offset;
      if (start >= this.text.length || this.sink.full) return this.token("end", start, start);
      const token = this.match() ?? this.quoted();
      if (token) return token;
      this.skipNoise();
    }
  }

  /** Passes over text that cannot end a statement, where a parser has given one up. */
  skipPlain(): void {
    this.accept(plain);
  }

  private startLine(): void {
    this.line += 1;
    this.lineStart = this.offset;
  }

  private match(): Token | undefined {
    const start = this.offset;
    if (this.accept(newline)) {
      const token = this.token("newline", start, this.offset);
      this.startLine();
      return token;
    }
    if (this.accept(name)) return this.token("name", start, this.offset);
    if (this.accept(number)) return this.token("number", start, this.offset);
    if (this.accept(symbol)) return this.token("symbol", start, this.offset);
    return undefined;
  }

  private accept(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.text)) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const start = this.offset;
      if (this.accept(joined)) this.startLine();
      else if (this.text.startsWith("/*", start)) this.skipBlockComment();
      else if (!this.accept(space)) return;
    }
  }

  private skipBlockComment(): void {
    const start = this.offset;
    const close = this.text.indexOf("*/", start + 2);
    if (close < 0) this.sink.add("CH1003", {}, this.rangeOf(start, start + 2));
    this.offset = close < 0 ? this.text.length : close + 2;
    this.countLines(start);
  }

  private quoted(): Token | undefined {
    const start = this.offset;
    for (const mark of ['"""', "```"]) {
      if (this.text.startsWith(mark, start)) return this.block(mark);
    }
    return this.text[start] === '"' ? this.string() : undefined;
  }

  private string(): Token {
    const start = this.offset;
    quotation.lastIndex = start;
    const [whole = "", text = "", closing] = quotation.exec(this.text) ?? [];
    if (!closing) this.sink.add("CH1002", {}, this.rangeOf(start, start + 1));
    this.offset = start + whole.length;
    const stop = this.offset;
    return { kind: "string", text, start, stop, range: this.rangeOf(start, stop) };
  }

  /** Text between triple marks, which may hold newlines (notes and annotations). */
  private block(mark: string): Token {
    const start = this.offset;
    const from = this.rangeOf(start, start + mark.length);
    const close = this.text.indexOf(mark, start + mark.length);
    if (close < 0) this.sink.add("CH1002", {}, from);
    const stop = close < 0 ? this.text.length : close;
    this.offset = close < 0 ? stop : stop + mark.length;
    this.countLines(start);
    const range = { ...from, endLine: this.line, endColumn: this.offset - this.lineStart + 1 };
    return { kind: "string", text: this.text.slice(start + mark.length, stop), start, stop, range };
  }

  private skipNoise(): void {
    const start = this.offset;
    this.accept(noise);
    const character = visible(this.text.codePointAt(start) ?? 0);
    this.sink.add("CH1001", { character }, this.rangeOf(start, this.offset));
  }

  /** Keep line and column right after skipping text that may hold newlines. */
  private countLines(start: number): void {
    for (const found of this.text.slice(start, this.offset).matchAll(anyNewline)) {
      this.line += 1;
      this.lineStart = start + found.index + found[0].length;
    }
  }

  private token(kind: TokenKind, start: number, stop: number): Token {
    return {
      kind,
      text: this.text.slice(start, stop),
      start,
      stop,
      range: this.rangeOf(start, stop),
    };
  }

  /** A range on the present line. Columns count UTF-16 units from 1. */
  private rangeOf(start: number, stop: number): SourceRange {
    const column = start - this.lineStart + 1;
    return {
      file: this.file,
      line: this.line,
      column,
      endLine: this.line,
      endColumn: column + (stop - start),
    };
  }
}

/** A character as it can be shown: control characters by their code point. */
function visible(codePoint: number): string {
  const printable =
    codePoint > 0x20 && codePoint !== 0x7f && (codePoint < 0x80 || codePoint > 0xa0);
  if (printable && codePoint !== 0xfffd) return String.fromCodePoint(codePoint);
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
