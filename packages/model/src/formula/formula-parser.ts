// Formulas by precedence, lowest first: `&& ||` (equal, left to right), comparisons (chained: a<b<c
// is one operator), `+ -`, `* / %`, `- !` before an operand, `^` (right to left), operands.
// Precedence as measured on libAntimony 3.3; `log(x)` is the natural logarithm there and here.
// Sums and products of one sign become one n-ary node; parentheses keep a node apart. Between
// operands the words `and` and `or` are read as signs, and `not` before one, as libAntimony does.

import { span, type Token } from "../antimony/token.js";
import { baseUnitNamed } from "../base-units.js";
import type { Expression, NumberLiteral, Operator } from "../expression.js";
import type { SourceRange } from "../source-range.js";
import { isKeyword } from "./keywords.js";
import {
  arityInWords,
  constantNamed,
  distributionNamed,
  operatorNamed,
  operatorTable,
} from "./operators.js";
import type { TokenSource } from "./token-source.js";
import { maximumDepth } from "./walk.js";

/** Ranks of the signs between operands; a higher one binds tighter. */
const rank = { logical: 1, comparison: 2, additive: 3, multiplicative: 4 } as const;

const infix: Readonly<Record<string, { readonly operator: Operator; readonly rank: number }>> = {
  "&&": { operator: "and", rank: rank.logical },
  "||": { operator: "or", rank: rank.logical },
  and: { operator: "and", rank: rank.logical },
  or: { operator: "or", rank: rank.logical },
  "==": { operator: "eq", rank: rank.comparison },
  "!=": { operator: "neq", rank: rank.comparison },
  "<": { operator: "lt", rank: rank.comparison },
  ">": { operator: "gt", rank: rank.comparison },
  "<=": { operator: "leq", rank: rank.comparison },
  ">=": { operator: "geq", rank: rank.comparison },
  "+": { operator: "plus", rank: rank.additive },
  "-": { operator: "minus", rank: rank.additive },
  "*": { operator: "times", rank: rank.multiplicative },
  "/": { operator: "divide", rank: rank.multiplicative },
  "%": { operator: "rem", rank: rank.multiplicative },
};

const nary: ReadonlySet<Operator> = new Set([
  "plus",
  "times",
  "and",
  "or",
  "eq",
  "lt",
  "gt",
  "leq",
  "geq",
]);

/** Id of the symbol that stands for the formula of the DNA element upstream. */
export const upstream = "...";

export interface FormulaGrammar {
  /** May `...` stand for the formula upstream on a DNA strand? It becomes the symbol `upstream`. */
  readonly upstream: boolean;
}

/** Signs before an operand. */
const signs: ReadonlySet<string> = new Set(["-", "+", "!"]);

/** A level of the tree may be printed as a sign and a pair of parentheses. */
const maximumNesting = 2 * maximumDepth + 2;

export class FormulaParser {
  private nesting = 0;
  private readonly depths = new WeakMap<Expression, number>();

  constructor(
    private readonly tokens: TokenSource,
    private readonly grammar: FormulaGrammar = { upstream: false },
  ) {}

  /** One formula from the next token on; stops before the first token that cannot belong to it. */
  parse(): Expression {
    this.nesting = 0;
    return this.joined(rank.logical);
  }

  /** Operands joined by signs of at least this rank, by climbing from rank to rank. */
  private joined(least: number): Expression {
    const from = this.tokens.peek().range;
    let left = this.prefix();
    for (;;) {
      const sign = this.signAhead();
      if (!sign || sign.rank < least) return left;
      left = this.chain(left, sign.rank, from);
    }
  }

  /** Operands joined by signs of one rank, left to right; equal n-ary neighbours share a node. */
  private chain(first: Expression, own: number, from: SourceRange): Expression {
    let left = first;
    let open: { operator: Operator; parts: Expression[] } | undefined;
    let mixed = false;
    for (;;) {
      const sign = this.signAhead();
      if (sign?.rank !== own) break;
      this.tokens.next();
      mixed ||= open !== undefined && open.operator !== sign.operator;
      if (open && (open.operator !== sign.operator || !nary.has(sign.operator))) {
        left = this.apply(open.operator, open.parts);
        open = undefined;
      }
      open ??= { operator: sign.operator, parts: [left] };
      open.parts.push(this.joined(own + 1));
    }
    if (mixed && own === rank.logical)
      this.tokens.sink.add("CH1013", {}, span(from, this.tokens.last.range));
    return open ? this.apply(open.operator, open.parts) : left;
  }

  private signAhead(): { readonly operator: Operator; readonly rank: number } | undefined {
    const token = this.tokens.peek();
    return joins(token) && Object.hasOwn(infix, token.text) ? infix[token.text] : undefined;
  }

  private prefix(): Expression {
    const token = this.tokens.peek();
    const word = this.atNot();
    if (!word && (token.kind !== "symbol" || !signs.has(token.text))) return this.power();
    this.tokens.next();
    const literal = this.tokens.peek().kind === "number";
    this.begin();
    const result = word ? this.joined(rank.comparison) : this.prefix();
    this.end();
    if (token.text === "+") return result;
    if (token.text === "-") return this.negation(token, result, literal);
    return this.apply("not", [result], token.range);
  }

  /** The word `not` before an operand: `not(x)` is a call like any other. */
  private atNot(): boolean {
    const { kind } = this.tokens.peek(1);
    return this.tokens.at("not") && (kind === "name" || kind === "number");
  }

  /** `-3` is a number, `-x` and `-3^2` are negations; so is `-(3)`. */
  private negation(sign: Token, inner: Expression, literal: boolean): Expression {
    if (!literal || inner.kind !== "number") return this.apply("minus", [inner], sign.range);
    return { ...inner, value: -inner.value, range: span(sign.range, this.tokens.last.range) };
  }

  private power(): Expression {
    const base = this.operand();
    if (!this.tokens.accept("^")) return base;
    this.begin();
    const result = this.apply("power", [base, this.prefix()]);
    this.end();
    return result;
  }

  private operand(): Expression {
    const token = this.tokens.peek();
    if (token.kind === "number") return this.number();
    if (token.kind === "name" && !isKeyword(token.text)) return this.sboTerm() ?? this.name();
    if (this.tokens.at("(")) return this.parenthesised();
    if (this.grammar.upstream && this.tokens.accept("..."))
      return { kind: "symbol", id: upstream, range: token.range };
    return this.tokens.unexpected("a formula", "Complete the formula.");
  }

  /** `SBO:0000247` is a number wherever it stands. */
  private sboTerm(): NumberLiteral | undefined {
    const { tokens } = this;
    const word = tokens.peek().text.toLowerCase();
    const [colon, digits] = [tokens.peek(1), tokens.peek(2)];
    if (word !== "sbo" || colon.text !== ":" || digits.kind !== "number") return undefined;
    const { range } = tokens.next();
    tokens.next();
    return { ...this.number(), range: span(range, tokens.last.range) };
  }

  private parenthesised(): Expression {
    this.tokens.next();
    this.begin();
    const inner = this.joined(rank.logical);
    this.end();
    this.tokens.expect(")", "Close the parenthesis.");
    return inner;
  }

  private number(): NumberLiteral {
    const token = this.tokens.next();
    const value = Number(token.text);
    if (!Number.isFinite(value)) this.tokens.fail("CH1012", { text: token.text }, token.range);
    const after = this.tokens.peek();
    if (after.kind !== "name" || !mayBeUnit(after.text))
      return { kind: "number", value, range: token.range };
    const unit = this.path();
    if (!mayBeUnit(unit.slice(unit.lastIndexOf(".") + 1)))
      this.tokens.fail("CH1010", { name: this.tokens.last.text }, this.tokens.last.range);
    return { kind: "number", value, unit, range: span(token.range, this.tokens.last.range) };
  }

  /** A dotted name: `A.B.x`. Words of the language are no part of it. */
  private path(): string {
    let path = this.tokens.next().text;
    while (this.tokens.at(".") && this.tokens.peek(1).kind === "name") {
      this.tokens.next();
      const { text, range } = this.tokens.next();
      if (isWord(text)) this.tokens.fail("CH1010", { name: text }, range);
      path += `.${text}`;
    }
    return path;
  }

  private name(): Expression {
    const token = this.tokens.peek();
    const id = this.path();
    if (this.tokens.at("(")) return this.call(id, token.range);
    const constant = constantNamed(id);
    const range = span(token.range, this.tokens.last.range);
    return constant ? { kind: "constant", name: constant, range } : { kind: "symbol", id, range };
  }

  private call(name: string, from: SourceRange): Expression {
    if (name.includes("."))
      this.tokens.unexpected(
        "an operator",
        `No submodel holds functions: call it by its own name.`,
      );
    this.tokens.next();
    this.begin();
    const parts: Expression[] = [];
    if (!this.tokens.at(")")) {
      do {
        parts.push(this.joined(rank.logical));
      } while (this.tokens.accept(","));
    }
    this.tokens.expect(")", `Close the parenthesis after the arguments of "${name}".`);
    this.end();
    return this.called(name, parts, from);
  }

  private called(name: string, parts: readonly Expression[], from: SourceRange): Expression {
    const short = this.shorthand(name, parts, from);
    if (short) return short;
    const operator = operatorNamed(name);
    if (operator) return this.checked(operator, name, parts, from);
    const range = span(from, this.tokens.last.range);
    const callee = distributionNamed(name) ?? name;
    return this.measured({ kind: "call", function: callee, arguments: parts, range });
  }

  /** Spellings that supply an argument: sqrt, sqr, log10, log, root. */
  private shorthand(
    name: string,
    parts: readonly Expression[],
    from: SourceRange,
  ): Expression | undefined {
    const range = from;
    const literal = (value: number): NumberLiteral => ({ kind: "number", value, range });
    const [only] = parts;
    if (parts.length === 1 && only) {
      if (name === "sqrt" || name === "root") return this.apply("root", [literal(2), only], from);
      if (name === "log10") return this.apply("log", [literal(10), only], from);
      if (name === "log") return this.apply("ln", [only], from);
      if (name === "sqr") return this.apply("power", [only, literal(2)], from);
    }
    if (name === "sqrt" || name === "log10" || name === "sqr") {
      this.tokens.fail(
        "CH1007",
        { name, expected: "exactly 1 argument", found: parts.length },
        from,
      );
    }
    return undefined;
  }

  private checked(
    operator: Operator,
    name: string,
    parts: readonly Expression[],
    from: SourceRange,
  ): Expression {
    const { least, most } = operatorTable[operator];
    if (parts.length < least || parts.length > most) {
      const expected = arityInWords(operator);
      this.tokens.fail("CH1007", { name, expected, found: parts.length }, from);
    }
    return this.apply(operator, parts, from);
  }

  private apply(operator: Operator, parts: readonly Expression[], from?: SourceRange): Expression {
    const first = from ?? parts[0]?.range ?? this.tokens.last.range;
    const range = span(first, this.tokens.last.range);
    return this.measured({ kind: "apply", operator, arguments: parts, range });
  }

  private measured(node: Expression & { arguments: readonly Expression[] }): Expression {
    const below = node.arguments.reduce(
      (most, part) => Math.max(most, this.depths.get(part) ?? 1),
      0,
    );
    if (below >= maximumDepth) this.tooDeep();
    this.depths.set(node, below + 1);
    return node;
  }

  private begin(): void {
    this.nesting += 1;
    if (this.nesting > maximumNesting) this.tooDeep();
  }

  private end(): void {
    this.nesting -= 1;
  }

  private tooDeep(): never {
    return this.tokens.fail("CH1006", { limit: maximumDepth }, this.tokens.last.range);
  }
}

/** Does this word end a formula or join its parts? */
function isWord(text: string): boolean {
  return isKeyword(text) || Object.hasOwn(infix, text);
}

/** Constants are no units, but `avogadro` is also one, and so is `time` in SBML up to Level 2. */
function mayBeUnit(word: string): boolean {
  if (isWord(word)) return false;
  const isUnit = word === "time" || baseUnitNamed(word) !== undefined;
  return isUnit || constantNamed(word) === undefined;
}

/** May this token join two operands? The words for `&&` and `||` may, other names may not. */
function joins(token: Token): boolean {
  return token.kind === "symbol" || token.kind === "name";
}
