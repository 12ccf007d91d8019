// Antimony text to syntax items. An error ends its statement, and reading goes on with the next,
// so that one reading shows several errors. Neither imports nor names are followed here.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import { SyntaxFailure, TokenSource } from "../formula/token-source.js";
import { isAnnotation } from "./annotation-words.js";
import { Lexer } from "./lexer.js";
import { StatementParser } from "./statement-parser.js";
import type {
  FunctionSyntax,
  ImportSyntax,
  ModuleSyntax,
  Name,
  Statement,
  SyntaxItem,
} from "./syntax.js";
import type { Token } from "./token.js";

/** Everything that `text` says, in order. Errors go to `sink`; statements with errors are left out. */
export function parseSyntax(text: string, file: string, sink: DiagnosticSink): SyntaxItem[] {
  return new FileParser(new TokenSource(new Lexer(text, file, sink), sink)).parse();
}

class FileParser {
  private readonly statements: StatementParser;
  private readonly items: SyntaxItem[] = [];
  /** Names of models that are no ids, token by token. */
  private readonly odd: (readonly string[])[] = [];
  /** Models and functions whose head could not be read: their "end" is still to come. */
  private headless = 0;

  constructor(private readonly tokens: TokenSource) {
    this.statements = new StatementParser(tokens);
  }

  parse(): SyntaxItem[] {
    while (this.skipSeparators()) this.recovering(() => this.item());
    return this.items;
  }

  private item(): void {
    const { tokens } = this;
    if (tokens.at("import")) this.items.push(this.import());
    else if (tokens.at("function")) this.items.push(this.block(() => this.function()));
    else if (this.atModule()) this.items.push(this.block(() => this.module()));
    else if (tokens.at("end")) this.strayEnd();
    else this.items.push(this.aboutOdd() ?? this.statements.parse());
  }

  private block<T>(parse: () => T): T {
    this.headless += 1;
    const result = parse();
    this.headless -= 1;
    return result;
  }

  /** An "end" with nothing open: taken first, so that recovery moves on. */
  private strayEnd(): void {
    const { range } = this.tokens.next();
    if (this.headless > 0) {
      this.headless -= 1;
      return;
    }
    const hint = 'There is no open model here: remove the "end".';
    const values = { expected: "a statement", found: '"end"', hint };
    this.tokens.fail("CH1004", values, range);
  }

  /** Skips newlines and semicolons; false at the end of the file. */
  private skipSeparators(): boolean {
    while (this.tokens.peek().kind === "newline" || this.tokens.at(";")) this.tokens.next();
    return this.tokens.peek().kind !== "end";
  }

  private recovering(parse: () => void): void {
    try {
      parse();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      this.skipStatement();
    }
  }

  /**
   * To the end of the line, since what follows a semicolon may belong to what could not be read;
   * but not past an "end". A line that ends in a comma goes on.
   */
  private skipStatement(): void {
    const { tokens } = this;
    for (;;) {
      const { kind } = tokens.peek();
      if (kind === "end" || tokens.at("end")) return;
      if (kind === "newline" && tokens.last.text !== ",") return;
      tokens.skip();
    }
  }

  /** `model name`, but not an annotation of the model such as `model notes "..."`. */
  private atModule(): boolean {
    const { tokens } = this;
    if (!tokens.at("model") && !tokens.at("module")) return false;
    if (tokens.at(".", 1)) return false;
    const annotated = isAnnotation(tokens.peek(1).text) && !tokens.at("(", 2);
    return !(annotated && (tokens.peek(2).kind === "string" || tokens.at(".", 2)));
  }

  private module(): ModuleSyntax {
    const { tokens } = this;
    tokens.next();
    const main = tokens.accept("*");
    const name = this.moduleName();
    const ports = tokens.at("(") ? this.names() : [];
    const statements: Statement[] = [];
    while (this.skipSeparators() && !tokens.at("end") && !this.atModule() && !tokens.at("function"))
      this.recovering(() => statements.push(this.statements.parse()));
    this.close("model", name);
    return { kind: "module", name, main, ports, statements };
  }

  /**
   * The name of a model. libAntimony 2 wrote names with dashes and slashes in them, which no id may
   * have: they are read with underscores.
   */
  private moduleName(): Name {
    const { tokens } = this;
    const name = this.statements.plainName();
    const parts = [name.path];
    while (isNamePart(tokens.peek(), tokens.last)) parts.push(tokens.next().text);
    if (parts.length === 1) return name;
    const path = idOf(parts);
    const range = this.statements.since(name.range);
    tokens.sink.add("CH1015", { name: parts.join(""), id: path }, range);
    this.odd.push(parts);
    return { path, range };
  }

  /** A statement about a model with such a name, or nothing. */
  private aboutOdd(): Statement | undefined {
    const { tokens } = this;
    const parts = this.odd.find((words) => words.every((word, i) => tokens.peek(i).text === word));
    if (!parts) return undefined;
    const from = tokens.peek().range;
    for (const _ of parts) tokens.next();
    return this.statements.parse({ path: idOf(parts), range: this.statements.since(from) });
  }

  private function(): FunctionSyntax {
    const { tokens } = this;
    const from = tokens.next().range;
    const name = this.statements.plainName();
    this.statements.refuseBuiltIn(name);
    const parameters = this.names(() => this.statements.plainName());
    this.skipSeparators();
    const body = this.statements.formulas.parse();
    const more = this.skipSeparators();
    if (more && !tokens.at("end")) tokens.unexpected('"end"', "A function is one formula.");
    this.close("function", name);
    return { kind: "function", name, parameters, body, range: this.statements.since(from) };
  }

  private close(kind: string, name: Name): void {
    if (this.tokens.accept("end") || this.tokens.sink.full) return;
    const { range } = this.tokens.peek();
    if (this.tokens.peek().kind !== "end") this.headless += 1;
    const notes = [{ message: `the ${kind} starts here.`, range: name.range }];
    this.tokens.sink.add("CH1005", { kind, id: name.path }, range, notes);
  }

  private names(one = (): Name => this.statements.name()): Name[] {
    const { tokens } = this;
    tokens.expect("(", "The names of its arguments follow in parentheses.");
    const found: Name[] = [];
    if (!tokens.at(")")) {
      do {
        found.push(one());
      } while (tokens.accept(","));
    }
    tokens.expect(")", "Close the list of names.");
    return found;
  }

  private import(): ImportSyntax {
    const { tokens } = this;
    const from = tokens.next().range;
    if (tokens.peek().kind !== "string")
      tokens.unexpected("a file name in quotation marks", 'Write import "file.ant".');
    const file = tokens.next().text;
    return { kind: "import", file, range: this.statements.since(from) };
  }
}

/** A token that sticks to the name before it. */
function isNamePart(token: Token, last: Token): boolean {
  if (token.start !== last.stop) return false;
  return token.kind === "name" || token.kind === "number" || /^[-+/.&]$/.test(token.text);
}

function idOf(parts: readonly string[]): string {
  return parts.join("").replaceAll(/[^A-Za-z0-9_]/g, "_");
}
