// Tokens to one statement. Which statement it is shows in its first tokens; the parts that a
// statement has are read by small methods named after them. Reactions and events lie in their own
// files. Source: Antimony tutorial and technical specification.

import type { Expression } from "../expression.js";
import { FormulaParser } from "../formula/formula-parser.js";
import { isKeyword } from "../formula/keywords.js";
import { isBuiltIn } from "../formula/operators.js";
import type { TokenSource } from "../formula/token-source.js";
import type { SourceRange } from "../source-range.js";
import { parseDeclaration } from "./declaration-parser.js";
import { parseEvent } from "./event-parser.js";
import { parseReaction } from "./reaction-parser.js";
import { isAnnotation, type Refusal, refusals } from "./refusals.js";
import type { AssignmentOperator, Name, Statement } from "./syntax.js";
import { span, type Token } from "./token.js";

const declarationWords = new Set([
  "const",
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

export class StatementParser {
  readonly formulas: FormulaParser;

  constructor(readonly tokens: TokenSource) {
    this.formulas = new FormulaParser(tokens);
  }

  /** One statement, up to and without its end. Throws SyntaxFailure after recording an error. */
  parse(): Statement {
    const statement = this.statement();
    if (!this.tokens.atEndOfStatement() && !this.tokens.at("end")) {
      this.tokens.unexpected("the end of the statement", hintAfter(statement));
    }
    return statement;
  }

  private statement(): Statement {
    const { tokens } = this;
    const first = tokens.peek();
    if (first.kind === "name") return this.worded(first);
    if (tokens.at("-") && tokens.at("-", 1)) return this.refuse(refusals.dna);
    if (first.kind === "number" || tokens.at("-")) return this.numbered(first);
    if (tokens.at("$") || tokens.at("->") || tokens.at("=>")) return parseReaction(this, {});
    return tokens.unexpected("a statement", "Remove it, or complete the statement.");
  }

  private worded(first: Token): Statement {
    const word = first.text;
    if (declarationWords.has(word)) return parseDeclaration(this);
    if (word === "at") return parseEvent(this, {});
    if (word === "unit") return this.unit();
    if (word === "delete") return this.refuse(refusals.deletion);
    if (this.isObjective()) return this.refuse(refusals.objective);
    if (word === "model" || word === "module") return this.refuse(refusals.annotation);
    return this.named(this.name());
  }

  private isObjective(): boolean {
    const { tokens } = this;
    const objective = tokens.at("maximize") || tokens.at("minimize");
    return objective && (tokens.peek(1).kind === "name" || tokens.peek(1).kind === "number");
  }

  /** `2 S1 -> S2`, `0 = x - 2`, or a constraint such as `0 <= J0`. */
  private numbered(first: Token): Statement {
    const after = this.tokens.peek(1);
    if (first.kind === "number" && (after.kind === "name" || this.tokens.at("$", 1)))
      return parseReaction(this, {});
    const left = this.formulas.parse();
    if (left.kind === "apply") return this.refuse(refusals.constraint, first.range);
    return this.algebraic(left, first.range);
  }

  private algebraic(left: Expression, from: SourceRange): Statement {
    this.tokens.expect("=", "A statement that starts with a number is a reaction or 0 = formula.");
    const right = this.formulas.parse();
    const range = span(from, this.tokens.last.range);
    const zero = left.kind === "number" && left.value === 0;
    const difference: Expression = {
      kind: "apply",
      operator: "minus",
      arguments: [right, left],
      range,
    };
    return { kind: "algebraic", expression: zero ? right : difference, range };
  }

  /** What follows the name that a statement starts with decides what the statement is. */
  private named(name: Name): Statement {
    const { tokens } = this;
    if (name.path === "sboTerm" || name.path.endsWith(".sboTerm"))
      return this.refuse(refusals.sboTerm, name.range);
    if (tokens.accept("in")) return this.placed(name);
    const token = tokens.peek();
    if (name.path === "constraint" && (token.text === ":" || tokens.at(":", 1)))
      return this.refuse(refusals.constraint, name.range);
    if (token.kind === "name") return this.twoWords(name, token);
    switch (token.text) {
      case ":":
        return this.labelled(name, undefined);
      case "(":
        return this.submodel({ module: name });
      case "=":
      case ":=":
      case "'":
        return this.assignment(name, undefined);
      case "+":
      case "->":
      case "=>":
        return parseReaction(this, { first: name });
      case "-":
        return this.dashed(name);
      case "*":
        return this.refuse(refusals.conversion, name.range);
      case "<":
      case ">":
      case "<=":
      case ">=":
      case "==":
      case "!=":
        return this.refuse(refusals.constraint, name.range);
      default:
        return tokens.unexpected(
          `=, :=, ', :, ->, in, is or has after "${name.path}"`,
          nextStatement,
        );
    }
  }

  private dashed(name: Name): Statement {
    const second = this.tokens.peek(1).text;
    if (second === "-") return this.refuse(refusals.dna, name.range);
    if (second === "|" || second === "o" || second === "(")
      return this.refuse(refusals.interaction, name.range);
    return this.tokens.unexpected(`a statement about "${name.path}"`, nextStatement);
  }

  private twoWords(name: Name, second: Token): Statement {
    if (second.text === "has") return this.has(name);
    if (second.text === "is") return this.is(name);
    if (isAnnotation(second.text)) return this.refuse(refusals.annotation, name.range);
    if (!isKeyword(second.text) && this.arrowAhead())
      return this.refuse(refusals.stoichiometry, name.range);
    return this.tokens.unexpected(
      `=, :=, ', :, ->, in, is or has after "${name.path}"`,
      nextStatement,
    );
  }

  private arrowAhead(): boolean {
    return ["->", "=>", "+"].some((text) => this.tokens.at(text, 1));
  }

  /** `S1 in c1`, alone or before what a name can start. */
  private placed(name: Name): Statement {
    const compartment = this.name();
    if (this.tokens.at(":")) return this.labelled(name, compartment);
    if (this.tokens.at("=") || this.tokens.at(":=") || this.tokens.at("'"))
      return this.assignment(name, compartment);
    return { kind: "placement", target: name, compartment, range: this.since(name.range) };
  }

  private labelled(name: Name, compartment: Name | undefined): Statement {
    const { tokens } = this;
    tokens.next();
    const label = { name, ...(compartment ? { compartment } : {}) };
    if (tokens.at("at")) return parseEvent(this, label);
    if (this.isObjective()) return this.refuse(refusals.objective, name.range);
    if (tokens.peek().kind === "name" && tokens.at("(", 1))
      return this.submodel({ ...label, module: this.name() });
    if (tokens.at("-")) return this.refuse(refusals.dna, name.range);
    if (tokens.peek().kind === "number" && tokens.at("=", 1))
      return this.refuse(refusals.namedAlgebraic, name.range);
    return parseReaction(this, label);
  }

  private submodel(head: { name?: Name; compartment?: Name; module: Name }): Statement {
    const { tokens } = this;
    tokens.next();
    const parts: Expression[] = [];
    if (!tokens.at(")")) {
      do {
        parts.push(this.formulas.parse());
      } while (tokens.accept(","));
    }
    tokens.expect(")", `Close the list of names for module "${head.module.path}".`);
    if (tokens.at(",")) return this.refuse(refusals.conversion, head.module.range);
    const range = this.since((head.name ?? head.module).range);
    return { kind: "submodel", ...head, arguments: parts, range };
  }

  private assignment(target: Name, compartment: Name | undefined): Statement {
    this.refuseBuiltIn(target);
    const operator = this.assignmentOperator();
    const expression = this.tokens.atEndOfStatement() ? undefined : this.formulas.parse();
    const range = this.since(target.range);
    return {
      kind: "assignment",
      operator,
      target,
      ...(compartment ? { compartment } : {}),
      ...(expression ? { expression } : {}),
      range,
    };
  }

  /** `=`, `:=` or `' =`, taken. */
  assignmentOperator(): AssignmentOperator {
    const sign = this.tokens.next().text;
    if (sign === "=") return "initial";
    if (sign === ":=") return "assignment";
    this.tokens.expect("=", "Write a rate rule as x' = formula.");
    return "rate";
  }

  private unit(): Statement {
    const from = this.tokens.next().range;
    const name = this.name();
    this.tokens.expect("=", "Define a unit as unit name = formula of units.");
    const expression = this.formulas.parse();
    return { kind: "unit", name, expression, range: this.since(from) };
  }

  private has(target: Name): Statement {
    this.tokens.next();
    const unit = this.name();
    return { kind: "has", target, unit, range: this.since(target.range) };
  }

  private is(target: Name): Statement {
    const { tokens } = this;
    tokens.next();
    if (tokens.peek().kind === "string") {
      const text = tokens.next().text;
      return { kind: "display", target, text, range: this.since(target.range) };
    }
    const source = this.name();
    if (source.path.endsWith(".sboTerm")) return this.refuse(refusals.sboTerm, source.range);
    if (tokens.at("/") || tokens.at("*")) return this.refuse(refusals.conversion, target.range);
    return { kind: "synchronisation", target, source, range: this.since(target.range) };
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

  /** Refuse to define `time`, `pi`, `sin` and the like. */
  refuseBuiltIn(name: Name): void {
    if (isBuiltIn(name.path)) this.tokens.fail("CH1010", { name: name.path }, name.range);
  }

  /** From `start` to the last token taken. */
  since(start: SourceRange): SourceRange {
    return span(start, this.tokens.last.range);
  }

  refuse(refusal: Refusal, range = this.tokens.peek().range): never {
    return this.tokens.fail("CH1008", { ...refusal }, range);
  }
}

function hintAfter(statement: Statement): string {
  if (statement.kind === "reaction" && statement.rate)
    return "The formula after the semicolon is the rate; leave it empty with ;; instead.";
  return nextStatement;
}
