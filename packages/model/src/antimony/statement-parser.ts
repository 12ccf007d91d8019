// Tokens to one statement. Which statement it is shows in its first tokens; the statements
// themselves are read by functions in files named after them. Source: Antimony tutorial and
// technical specification, libAntimony 3.3 where both are silent.

import { FormulaParser } from "../formula/formula-parser.js";
import { isKeyword } from "../formula/keywords.js";
import { isBuiltIn } from "../formula/operators.js";
import type { TokenSource } from "../formula/token-source.js";
import type { SourceRange } from "../source-range.js";
import { atAnnotation, parseAnnotation, parseModelAnnotation } from "./annotation-parser.js";
import { parseAssignment, parseHas, parseIs, parseUnit } from "./assignment-parser.js";
import {
  atComparison,
  atObjective,
  parseAlgebraic,
  parseConstraint,
  parseObjective,
} from "./constraint-parser.js";
import { parseDeclaration } from "./declaration-parser.js";
import { parseEvent } from "./event-parser.js";
import { parseReaction } from "./reaction-parser.js";
import { atDashes, parseStrand } from "./strand-parser.js";
import { parseSubmodel } from "./submodel-parser.js";
import type { Name, Statement } from "./syntax.js";
import { span, type Token } from "./token.js";

const declarationWords = new Set([
  "const",
  "ext",
  "var",
  "substanceOnly",
  "species",
  "compartment",
  "reaction",
  "formula",
  "event",
  "gene",
  "operator",
  "DNA",
]);

const nextStatement = "End the statement with a new line or a semicolon.";

/** What a statement may start with: a name, and the compartment it is said to lie in. */
export interface Label {
  readonly name?: Name;
  readonly compartment?: Name;
}

export class StatementParser {
  readonly formulas: FormulaParser;

  constructor(readonly tokens: TokenSource) {
    this.formulas = new FormulaParser(tokens, { upstream: true });
  }

  /**
   * One statement, up to and without its end; `first` is its first name where that was read before.
   * Throws SyntaxFailure after recording an error.
   */
  parse(first?: Name): Statement {
    const statement = first ? this.named(first) : this.statement();
    if (!this.tokens.atEndOfStatement() && !this.tokens.at("end")) {
      this.tokens.unexpected("the end of the statement", hintAfter(statement));
    }
    return statement;
  }

  private statement(): Statement {
    const { tokens } = this;
    const first = tokens.peek();
    if (first.kind === "name") return this.worded(first);
    if (atDashes(tokens)) return parseStrand(this, {});
    if (first.kind === "number" || tokens.at("-")) return this.numbered(first, {});
    if (["$", "->", "=>", "<==>"].some((text) => tokens.at(text))) return parseReaction(this, {});
    return tokens.unexpected("a statement", "Remove it, or complete the statement.");
  }

  private worded(first: Token): Statement {
    const { tokens } = this;
    const word = first.text;
    if (declarationWords.has(word)) return parseDeclaration(this);
    if (word === "at") return parseEvent(this, {});
    if (word === "unit") return parseUnit(this);
    if (word === "delete") return this.deletion();
    if (word === "model" || word === "module") return parseModelAnnotation(this);
    if (word === "constraint" && (tokens.at(":", 1) || tokens.at(":", 2)))
      return parseConstraint(this, {});
    if (atObjective(tokens)) return parseObjective(this, {});
    if (atComparison(tokens)) return parseConstraint(this, {});
    return this.named(this.name());
  }

  private deletion(): Statement {
    const from = this.tokens.next().range;
    const targets: Name[] = [];
    do {
      targets.push(this.name());
    } while (this.tokens.accept(","));
    return { kind: "deletion", targets, range: this.since(from) };
  }

  /** `2 S1 -> S2`, `0 = x - 2`, or a constraint such as `0 <= J0`. */
  private numbered(first: Token, label: Label): Statement {
    const after = this.tokens.peek(1);
    if (first.kind === "number" && (after.kind === "name" || this.tokens.at("$", 1)))
      return parseReaction(this, label);
    return this.tokens.at("=", 1) ? parseAlgebraic(this, label) : parseConstraint(this, label);
  }

  /** What follows the name that a statement starts with decides what the statement is. */
  private named(name: Name): Statement {
    const { tokens } = this;
    if (tokens.accept("in")) return this.placed(name);
    if (tokens.peek().kind === "name") return this.twoWords(name);
    if (atDashes(tokens)) return parseStrand(this, {}, name);
    switch (tokens.peek().text) {
      case ":":
        return this.labelled({ name });
      case "(":
        return parseSubmodel(this, {}, name);
      case "=":
      case ":=":
      case "'":
        return parseAssignment(this, name, undefined);
      case "+":
      case "-":
      case "->":
      case "=>":
      case "<==>":
      case "$":
        return parseReaction(this, {}, name);
      case "*":
        return parseIs(this, name);
      default:
        return this.unknown(name);
    }
  }

  private twoWords(name: Name): Statement {
    const { tokens } = this;
    if (tokens.at("has")) return parseHas(this, name);
    if (tokens.at("is")) return parseIs(this, name);
    if (atAnnotation(tokens)) return parseAnnotation(this, name);
    if (!isKeyword(tokens.peek().text) && this.arrowAhead()) return parseReaction(this, {}, name);
    return this.unknown(name);
  }

  private unknown(name: Name): never {
    const expected = `=, :=, ', :, ->, in, is or has after "${name.path}"`;
    return this.tokens.unexpected(expected, nextStatement);
  }

  /** After a second word: `sr1 S1 -> ...`, `sr1 A.S1 + ...`. */
  private arrowAhead(): boolean {
    let at = 1;
    while (this.tokens.at(".", at)) at += 2;
    return ["->", "=>", "<==>", "+", "-"].some((text) => this.tokens.at(text, at));
  }

  /** `S1 in c1`, alone or before what a name can start. */
  private placed(name: Name): Statement {
    const compartment = this.name();
    if (this.tokens.at(":")) return this.labelled({ name, compartment });
    if (this.tokens.at("=") || this.tokens.at(":=") || this.tokens.at("'"))
      return parseAssignment(this, name, compartment);
    return { kind: "placement", target: name, compartment, range: this.since(name.range) };
  }

  private labelled(label: Label): Statement {
    const { tokens } = this;
    tokens.next();
    const first = tokens.peek();
    if (tokens.at("at")) return parseEvent(this, label);
    if (atObjective(tokens)) return parseObjective(this, label);
    if (atDashes(tokens)) return parseStrand(this, label);
    if (first.kind === "number") return this.numbered(first, label);
    if (first.kind !== "name") return parseReaction(this, label);
    if (tokens.at("(", 1)) return parseSubmodel(this, label, this.name());
    const name = this.name();
    return atDashes(tokens) ? parseStrand(this, label, name) : parseReaction(this, label, name);
  }

  /** A dotted name. Words of the language are refused; names of functions pass as element ids do not. */
  name(): Name {
    const { tokens } = this;
    const first = tokens.peek();
    if (first.kind !== "name") tokens.unexpected("a name", "Names start with a letter or _.");
    if (isKeyword(first.text)) tokens.fail("CH1010", { name: first.text }, first.range);
    let path = tokens.next().text;
    while (tokens.at(".") && tokens.peek(1).kind === "name") {
      tokens.next();
      path += `.${tokens.next().text}`;
    }
    return { path, range: this.since(first.range) };
  }

  /** A name without dots: of a model, a function or a unit. */
  plainName(): Name {
    const { tokens } = this;
    const name = this.name();
    if (!name.path.includes(".")) return name;
    const hint = "A dot leads into a submodel, where nothing of this kind is defined.";
    const values = { expected: "a name without dots", found: `"${name.path}"`, hint };
    return tokens.fail("CH1004", values, name.range);
  }

  /** Refuse to define `time`, `pi`, `sin` and the like. */
  refuseBuiltIn(name: Name): void {
    if (isBuiltIn(name.path)) this.tokens.fail("CH1010", { name: name.path }, name.range);
  }

  /** From `start` to the last token taken. */
  since(start: SourceRange): SourceRange {
    return span(start, this.tokens.last.range);
  }
}

function hintAfter(statement: Statement): string {
  if (statement.kind === "reaction" && statement.rate)
    return "The formula after the semicolon is the rate; leave it empty with ;; instead.";
  return nextStatement;
}
