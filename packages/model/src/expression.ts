// Formulas as trees. Operators carry their MathML names (SBML L3V2 section 3.4.6), so reading and
// writing SBML is a renaming and nothing else. A tree is data: no methods, never mutated.

import type { SourceRange } from "./source-range.js";

/** MathML operators of SBML L3V2, n-ary where MathML is. `piecewise` holds value, condition, …, otherwise. */
export type Operator =
  | "plus"
  | "minus"
  | "times"
  | "divide"
  | "power"
  | "root"
  | "abs"
  | "exp"
  | "ln"
  | "log"
  | "floor"
  | "ceiling"
  | "factorial"
  | "quotient"
  | "rem"
  | "min"
  | "max"
  | "sin"
  | "cos"
  | "tan"
  | "sec"
  | "csc"
  | "cot"
  | "sinh"
  | "cosh"
  | "tanh"
  | "sech"
  | "csch"
  | "coth"
  | "arcsin"
  | "arccos"
  | "arctan"
  | "arcsec"
  | "arccsc"
  | "arccot"
  | "arcsinh"
  | "arccosh"
  | "arctanh"
  | "arcsech"
  | "arccsch"
  | "arccoth"
  | "eq"
  | "neq"
  | "gt"
  | "lt"
  | "geq"
  | "leq"
  | "and"
  | "or"
  | "not"
  | "xor"
  | "implies"
  | "piecewise"
  | "delay"
  | "rateOf";

/** Names with a fixed meaning. `time` and `avogadro` are SBML csymbols; the rest are MathML constants. */
export type ConstantName =
  | "time"
  | "avogadro"
  | "pi"
  | "exponentiale"
  | "true"
  | "false"
  | "infinity"
  | "notanumber";

export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
  /** Id of a unit definition or SBML base unit, where the text gave one. */
  readonly unit?: string;
  readonly range?: SourceRange;
}

export interface SymbolReference {
  readonly kind: "symbol";
  readonly id: string;
  readonly range?: SourceRange;
}

export interface NamedConstant {
  readonly kind: "constant";
  readonly name: ConstantName;
  readonly range?: SourceRange;
}

export interface Application {
  readonly kind: "apply";
  readonly operator: Operator;
  /** `log` is (base, x); `root` is (degree, x); `minus` with one argument negates. */
  readonly arguments: readonly Expression[];
  readonly range?: SourceRange;
}

/** A call of a function definition of the same model. */
export interface Call {
  readonly kind: "call";
  readonly function: string;
  readonly arguments: readonly Expression[];
  readonly range?: SourceRange;
}

export type Expression = NumberLiteral | SymbolReference | NamedConstant | Application | Call;
