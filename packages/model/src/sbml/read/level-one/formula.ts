// Formula strings of SBML Level 1. Rising precedence: `+ -`, `* /`, `^` (left to right), unary `-`,
// which binds tighter than `^`: -a^b is (-a)^b. `log` is the natural logarithm. Rate laws by name,
// such as `uui(S, Vm, Km)`, are written out (rate-laws.ts).
// Source: SBML Level 1 Version 2, section 3.5 and appendix "Predefined Functions in SBML".

import type {
  Application,
  Call,
  Expression,
  NumberLiteral,
  Operator,
} from "../../../expression.js";
import { children, maximumDepth, substitute } from "../../../formula/walk.js";
import type { SourceRange } from "../../../source-range.js";
import { rateLaws } from "./rate-laws.js";

/** The formula, or what is wrong with it in words. */
export type LevelOneFormula = { readonly expression: Expression } | { readonly cause: string };

/** Parse a formula; every part has the range given, for strings have no places of their own. */
export function parseLevelOneFormula(text: string, range?: SourceRange): LevelOneFormula {
  try {
    return { expression: new Parser(text, range).parse() };
  } catch (failure) {
    if (failure instanceof FormulaFailure) return { cause: failure.message };
    throw failure;
  }
}

/** Ends the parsing; never leaves this file. */
class FormulaFailure extends Error {}

const token = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\S))/uy;

const functions: Readonly<Record<string, Operator>> = {
  abs: "abs",
  acos: "arccos",
  asin: "arcsin",
  atan: "arctan",
  ceil: "ceiling",
  cos: "cos",
  exp: "exp",
  floor: "floor",
  log: "ln",
  pow: "power",
  sin: "sin",
  tan: "tan",
};

/** Nodes of a formula written out: laws inside laws would grow without end. */
const largestLaw = 10_000;

const merging: ReadonlySet<Operator> = new Set(["plus", "times"]);

class Parser {
  private number: string | undefined;
  private name: string | undefined;
  private sign: string | undefined;
  private at = 0;
  private depth = 0;
  private readonly depths = new WeakMap<Expression, number>();

  constructor(
    private readonly text: string,
    private readonly range: SourceRange | undefined,
  ) {
    this.advance();
  }

  parse(): Expression {
    const expression = this.sum();
    if (!this.atEnd()) throw new FormulaFailure(`${this.found()} after its end`);
    return expression;
  }

  private advance(): void {
    token.lastIndex = this.at;
    const match = token.exec(this.text);
    [this.number, this.name, this.sign] = match ? [match[1], match[2], match[3]] : [];
    this.at = match ? token.lastIndex : this.text.length;
  }

  private atEnd(): boolean {
    return this.number === undefined && this.name === undefined && this.sign === undefined;
  }

  private found(): string {
    const text = this.number ?? this.name ?? this.sign;
    return text === undefined ? "its end" : `"${text.slice(0, 40)}"`;
  }

  private accept(sign: string): boolean {
    if (this.sign !== sign) return false;
    this.advance();
    return true;
  }

  private expect(sign: string): void {
    if (!this.accept(sign))
      throw new FormulaFailure(`expected "${sign}" but found ${this.found()}`);
  }

  private sum(): Expression {
    return this.chain({ "+": "plus", "-": "minus" }, () => this.product());
  }

  private product(): Expression {
    return this.chain({ "*": "times", "/": "divide" }, () => this.power());
  }

  private power(): Expression {
    return this.chain({ "^": "power" }, () => this.prefix());
  }

  /** Operands joined left to right; neighbours of one sum or product share a node. */
  private chain(
    operators: Readonly<Record<string, Operator>>,
    operand: () => Expression,
  ): Expression {
    let left = operand();
    let open: { operator: Operator; parts: Expression[] } | undefined;
    while (this.sign !== undefined && Object.hasOwn(operators, this.sign)) {
      const operator = operators[this.sign]!;
      this.advance();
      if (open && (open.operator !== operator || !merging.has(operator))) {
        left = this.apply(open.operator, open.parts);
        open = undefined;
      }
      open ??= { operator, parts: [left] };
      open.parts.push(operand());
    }
    return open ? this.apply(open.operator, open.parts) : left;
  }

  private prefix(): Expression {
    if (!this.accept("-")) return this.operand();
    const bare = this.number !== undefined;
    const inner = this.nested(() => this.prefix());
    if (bare && inner.kind === "number") return { ...inner, value: -inner.value };
    return this.apply("minus", [inner]);
  }

  private operand(): Expression {
    const { number, name } = this;
    if (this.accept("(")) {
      const inner = this.nested(() => this.sum());
      this.expect(")");
      return inner;
    }
    if (number === undefined && name === undefined)
      throw new FormulaFailure(`expected a value but found ${this.found()}`);
    this.advance();
    if (number !== undefined) return this.literal(Number(number));
    if (this.accept("(")) return this.nested(() => this.call(name!));
    return this.ranged({ kind: "symbol", id: name! });
  }

  private call(name: string): Expression {
    const parts: Expression[] = [];
    if (!this.accept(")")) {
      do parts.push(this.sum());
      while (this.accept(","));
      this.expect(")");
    }
    return this.builtIn(name, parts) ?? this.rateLaw(name, parts) ?? this.calling(name, parts);
  }

  private builtIn(name: string, parts: readonly Expression[]): Expression | undefined {
    const [only] = parts;
    if (only && parts.length === 1) {
      if (name === "sqr") return this.apply("power", [only, this.literal(2)]);
      if (name === "sqrt") return this.apply("root", [this.literal(2), only]);
      if (name === "log10") return this.apply("log", [this.literal(10), only]);
    }
    return Object.hasOwn(functions, name) ? this.apply(functions[name]!, parts) : undefined;
  }

  private rateLaw(name: string, parts: readonly Expression[]): Expression | undefined {
    if (name === "mass" || name === "massi") return this.apply("times", parts);
    if (name === "massr")
      throw new FormulaFailure('"massr" does not tell substrates from products; write it out');
    const law = Object.hasOwn(rateLaws, name) ? rateLaws[name] : undefined;
    if (!law) return undefined;
    const names = law.arguments.split(" ");
    if (names.length !== parts.length)
      throw new FormulaFailure(`"${name}" takes ${names.length} arguments, not ${parts.length}`);
    const body = new Parser(law.formula, this.range).parse();
    const written = substitute(body, new Map(names.map((argument, i) => [argument, parts[i]!])));
    if (measure(written).size > largestLaw) throw new FormulaFailure("rate laws nest too deeply");
    this.depths.set(written, measure(written).depth);
    return written;
  }

  private calling(name: string, parts: readonly Expression[]): Expression {
    return this.branch({ kind: "call", function: name, arguments: parts });
  }

  private literal(value: number): NumberLiteral {
    return { kind: "number", value, ...(this.range ? { range: this.range } : {}) };
  }

  private apply(operator: Operator, parts: readonly Expression[]): Expression {
    return this.branch({ kind: "apply", operator, arguments: parts });
  }

  private branch(node: Application | Call): Expression {
    const ranged = this.ranged(node);
    const below = node.arguments.map((part) => this.depths.get(part) ?? 1);
    const depth = 1 + below.reduce((most, one) => Math.max(most, one), 0);
    if (depth > maximumDepth) this.tooDeep();
    this.depths.set(ranged, depth);
    return ranged;
  }

  private ranged(expression: Expression): Expression {
    return this.range ? { ...expression, range: this.range } : expression;
  }

  private nested(parse: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > maximumDepth) this.tooDeep();
    const result = parse();
    this.depth -= 1;
    return result;
  }

  private tooDeep(): never {
    throw new FormulaFailure(`it nests deeper than ${maximumDepth} levels`);
  }
}

/** Nodes and levels of a formula; counting ends soon after the largest size allowed. */
function measure(expression: Expression): { size: number; depth: number } {
  let size = 1;
  let depth = 1;
  for (const part of children(expression)) {
    const below = measure(part);
    size += below.size;
    depth = Math.max(depth, below.depth + 1);
    if (size > largestLaw) break;
  }
  return { size, depth };
}
