// The table of operators: how many arguments each takes, whether it yields or wants truth values,
// and how formulas spell it. Operators with a sign of their own (`+`, `&&`, ...) also have a name.
// Source: SBML L3V2 Core section 3.4.6; Antimony tutorial, "Predefined Function Definitions".

import type { ConstantName, Operator } from "../expression.js";

export type ValueKind = "number" | "boolean" | "either";

export interface OperatorInfo {
  readonly least: number;
  /** Infinity for an n-ary operator. */
  readonly most: number;
  readonly takes: ValueKind;
  readonly yields: ValueKind;
}

function info(least: number, most: number, takes: ValueKind, yields: ValueKind): OperatorInfo {
  return { least, most, takes, yields };
}

const unary = info(1, 1, "number", "number");
const binary = info(2, 2, "number", "number");
const relation = info(2, Number.POSITIVE_INFINITY, "number", "boolean");
const logical = info(0, Number.POSITIVE_INFINITY, "boolean", "boolean");
const sum = info(0, Number.POSITIVE_INFINITY, "number", "number");
const extremum = info(1, Number.POSITIVE_INFINITY, "number", "number");

const unaryNames = [
  "abs",
  "exp",
  "ln",
  "floor",
  "ceiling",
  "factorial",
  "sin",
  "cos",
  "tan",
  "sec",
  "csc",
  "cot",
  "sinh",
  "cosh",
  "tanh",
  "sech",
  "csch",
  "coth",
  "arcsin",
  "arccos",
  "arctan",
  "arcsec",
  "arccsc",
  "arccot",
  "arcsinh",
  "arccosh",
  "arctanh",
  "arcsech",
  "arccsch",
  "arccoth",
  "rateOf",
] as const satisfies readonly Operator[];

export const operatorTable: Readonly<Record<Operator, OperatorInfo>> = {
  ...(Object.fromEntries(unaryNames.map((name) => [name, unary])) as Record<
    (typeof unaryNames)[number],
    OperatorInfo
  >),
  plus: sum,
  times: sum,
  minus: info(1, 2, "number", "number"),
  divide: binary,
  power: binary,
  root: binary,
  log: binary,
  quotient: binary,
  rem: binary,
  delay: binary,
  min: extremum,
  max: extremum,
  eq: info(2, Number.POSITIVE_INFINITY, "either", "boolean"),
  neq: info(2, 2, "either", "boolean"),
  gt: relation,
  lt: relation,
  geq: relation,
  leq: relation,
  and: logical,
  or: logical,
  xor: logical,
  not: info(1, 1, "boolean", "boolean"),
  implies: info(2, 2, "boolean", "boolean"),
  piecewise: info(1, Number.POSITIVE_INFINITY, "either", "either"),
};

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(operatorTable, name);
}

/** Other spellings of operators. `log` of one argument is the natural logarithm, as in Antimony. */
const aliases: Readonly<Record<string, Operator>> = {
  ceil: "ceiling",
  pow: "power",
  acos: "arccos",
  acosh: "arccosh",
  acot: "arccot",
  acoth: "arccoth",
  acsc: "arccsc",
  acsch: "arccsch",
  asec: "arcsec",
  asech: "arcsech",
  asin: "arcsin",
  asinh: "arcsinh",
  atan: "arctan",
  atanh: "arctanh",
};

/** Operator called by a function name, or undefined where the name is not built in. */
export function operatorNamed(name: string): Operator | undefined {
  if (isOperator(name)) return name;
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

const constants: Readonly<Record<string, ConstantName>> = {
  time: "time",
  avogadro: "avogadro",
  pi: "pi",
  exponentiale: "exponentiale",
  true: "true",
  True: "true",
  TRUE: "true",
  false: "false",
  False: "false",
  FALSE: "false",
  infinity: "infinity",
  inf: "infinity",
  INF: "infinity",
  notanumber: "notanumber",
  nan: "notanumber",
  NaN: "notanumber",
  NAN: "notanumber",
};

export function constantNamed(name: string): ConstantName | undefined {
  return Object.hasOwn(constants, name) ? constants[name] : undefined;
}

/** True for a name with a fixed meaning in formulas, which no element or function may take. */
export function isBuiltIn(name: string): boolean {
  return constantNamed(name) !== undefined || operatorNamed(name) !== undefined || shorthand(name);
}

function shorthand(name: string): boolean {
  return name === "sqrt" || name === "sqr" || name === "log10";
}

/**
 * Distributions of SBML package distrib and how many arguments they take; two more, at the end, are
 * the ends of the truncated form. Source: distrib version 1, section 3.2; for cauchy and laplace with
 * one argument libSBML 5.20.
 */
const distributions: Readonly<Record<string, readonly number[]>> = {
  normal: [2, 4],
  uniform: [2],
  bernoulli: [1],
  binomial: [2, 4],
  cauchy: [1, 2, 4],
  chisquare: [1, 3],
  exponential: [1, 3],
  gamma: [2, 4],
  laplace: [1, 2, 4],
  lognormal: [2, 4],
  poisson: [1, 3],
  rayleigh: [1, 3],
};

/**
 * Name of a random draw of SBML package distrib as a formula calls it; the truncated forms of old
 * texts have more arguments and no other name.
 */
export function distributionNamed(name: string): string | undefined {
  const short = name.replace(/^truncated([NEGP])/, (_, first: string) => first.toLowerCase());
  return Object.hasOwn(distributions, short) ? short : undefined;
}

/** How many arguments a distribution may have, ascending; undefined where there is none of the name. */
export function distributionArity(name: string): readonly number[] | undefined {
  return Object.hasOwn(distributions, name) ? distributions[name] : undefined;
}

/** How many arguments an operator takes, in words: "exactly 2 arguments", "at least 1 argument". */
export function arityInWords(operator: Operator): string {
  const { least, most } = operatorTable[operator];
  return rangeInWords(least, most);
}

export function rangeInWords(least: number, most: number): string {
  const count = least === most ? `exactly ${least}` : `${least} or ${most}`;
  const words = most === Number.POSITIVE_INFINITY ? `at least ${least}` : count;
  return `${words} ${words.endsWith(" 1") ? "argument" : "arguments"}`;
}
