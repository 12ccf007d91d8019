// Formula trees to graph nodes. A scope maps symbols to nodes; function definitions are expanded at
// their calls; MathML operators become the few primitives of the IR. SBML lets numbers and truth
// values stand for each other (L3V2 section 3.4.9); the coercion happens here and nowhere else.

import type { Expression, FunctionDefinition, Operator } from "@chondron/model";
import type { Graph, NodeId, UnaryOperation } from "./ir.js";

/** Avogadro's number as SBML Level 3 fixes it (CODATA 2006), not as the SI does since 2019. */
const avogadro = 6.02214179e23;

export interface Scope {
  readonly graph: Graph;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** Node of a symbol, or undefined where it is unknown in this scope. */
  symbol(id: string): NodeId | undefined;
  /** Node of the time derivative of a node. */
  rateOf(node: NodeId): NodeId;
  /** Node of the value that `node` had `lag` ago. */
  delayed(node: NodeId, lag: NodeId): NodeId;
}

/** A formula that has no equations here; turned into a diagnostic by the caller. */
export class UnsupportedFeature extends Error {
  constructor(readonly feature: string) {
    super(`${feature} is not supported`);
    this.name = "UnsupportedFeature";
  }
}

/** Lower to a numeric node. Throws UnsupportedFeature for what has no equations. */
export function lowerNumber(scope: Scope, expression: Expression): NodeId {
  return asNumber(scope.graph, lower(scope, expression));
}

/** Lower to a truth value. */
export function lowerTruth(scope: Scope, expression: Expression): NodeId {
  return asTruth(scope.graph, lower(scope, expression));
}

function asNumber(g: Graph, id: NodeId): NodeId {
  if (g.node(id).type === "number") return id;
  return g.apply("select", id, g.constant(1), g.constant(0));
}

function asTruth(g: Graph, id: NodeId): NodeId {
  if (g.node(id).type === "boolean") return id;
  return g.apply("not", g.apply("eq", id, g.constant(0)));
}

function lower(scope: Scope, expression: Expression): NodeId {
  switch (expression.kind) {
    case "number":
      return scope.graph.constant(expression.value);
    case "symbol":
      return lowerSymbol(scope, expression.id);
    case "constant":
      return lowerConstant(scope.graph, expression.name);
    case "call":
      return lowerCall(scope, expression.function, expression.arguments);
    case "apply":
      return lowerApplication(scope, expression.operator, expression.arguments);
  }
}

function lowerSymbol(scope: Scope, id: string): NodeId {
  const node = scope.symbol(id);
  if (node === undefined) throw new UnsupportedFeature(`the symbol "${id}"`);
  return node;
}

function lowerConstant(g: Graph, name: string): NodeId {
  switch (name) {
    case "time":
      return g.time();
    case "true":
      return g.truth(true);
    case "false":
      return g.truth(false);
    default:
      return g.constant(constantValues[name] ?? Number.NaN);
  }
}

const constantValues: Readonly<Record<string, number>> = {
  avogadro,
  pi: Math.PI,
  exponentiale: Math.E,
  infinity: Number.POSITIVE_INFINITY,
  notanumber: Number.NaN,
};

function lowerCall(scope: Scope, name: string, args: readonly Expression[]): NodeId {
  const definition = scope.functions.get(name);
  if (!definition) throw new UnsupportedFeature(`the function "${name}"`);
  const values = args.map((argument) => lower(scope, argument));
  const bound = new Map(definition.parameters.map((id, i) => [id, values[i]!]));
  return lower({ ...scope, symbol: (id) => bound.get(id) }, definition.body);
}

const direct: Readonly<Partial<Record<Operator, UnaryOperation>>> = {
  abs: "abs",
  exp: "exp",
  ln: "ln",
  floor: "floor",
  ceiling: "ceil",
  factorial: "factorial",
  sin: "sin",
  cos: "cos",
  tan: "tan",
  sinh: "sinh",
  cosh: "cosh",
  tanh: "tanh",
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
  arcsinh: "asinh",
  arccosh: "acosh",
  arctanh: "atanh",
};

/** Operators that are the reciprocal of another, or another of the reciprocal. */
const reciprocals: Readonly<Partial<Record<Operator, UnaryOperation>>> = {
  sec: "cos",
  csc: "sin",
  cot: "tan",
  sech: "cosh",
  csch: "sinh",
  coth: "tanh",
};
const ofReciprocals: Readonly<Partial<Record<Operator, UnaryOperation>>> = {
  arcsec: "acos",
  arccsc: "asin",
  arccot: "atan",
  arcsech: "acosh",
  arccsch: "asinh",
  arccoth: "atanh",
};

type NumberRule = (g: Graph, args: readonly NodeId[]) => NodeId;

const numberRules: Readonly<Partial<Record<Operator, NumberRule>>> = {
  plus: (g, args) => chain(g, "add", args, 0),
  times: (g, args) => chain(g, "mul", args, 1),
  minus: (g, [a, b]) => (b === undefined ? g.apply("neg", a!) : g.apply("sub", a!, b)),
  divide: (g, [a, b]) => g.apply("div", a!, b!),
  power: (g, [a, b]) => g.apply("pow", a!, b!),
  root: (g, [degree, a]) => g.apply("pow", a!, g.apply("div", g.constant(1), degree!)),
  log: (g, [base, a]) => logarithm(g, base!, a!),
  min: (g, args) => args.reduce((a, b) => g.apply("min", a, b)),
  max: (g, args) => args.reduce((a, b) => g.apply("max", a, b)),
  quotient: (g, [a, b]) => truncate(g, g.apply("div", a!, b!)),
  rem: (g, [a, b]) => g.apply("rem", a!, b!),
  eq: (g, args) => neighbours(g, args, (a, b) => g.apply("eq", a, b)),
  neq: (g, [a, b]) => g.apply("not", g.apply("eq", a!, b!)),
  lt: (g, args) => neighbours(g, args, (a, b) => g.apply("lt", a, b)),
  leq: (g, args) => neighbours(g, args, (a, b) => g.apply("le", a, b)),
  gt: (g, args) => neighbours(g, args, (a, b) => g.apply("lt", b, a)),
  geq: (g, args) => neighbours(g, args, (a, b) => g.apply("le", b, a)),
};

const truthRules: Readonly<Partial<Record<Operator, NumberRule>>> = {
  and: (g, args) => args.reduce((a, b) => g.apply("and", a, b), g.truth(true)),
  or: (g, args) => args.reduce((a, b) => g.apply("or", a, b), g.truth(false)),
  xor: (g, args) => args.reduce((a, b) => exclusiveOr(g, a, b), g.truth(false)),
  not: (g, [a]) => g.apply("not", a!),
  implies: (g, [a, b]) => g.apply("or", g.apply("not", a!), b!),
};

function lowerApplication(scope: Scope, operator: Operator, args: readonly Expression[]): NodeId {
  if (operator === "piecewise") return lowerPiecewise(scope, args);
  const g = scope.graph;
  const truthRule = truthRules[operator];
  if (truthRule)
    return truthRule(
      g,
      args.map((a) => lowerTruth(scope, a)),
    );
  const values = args.map((a) => lowerNumber(scope, a));
  if (operator === "rateOf") return scope.rateOf(values[0]!);
  if (operator === "delay") return scope.delayed(values[0]!, values[1]!);
  const numberRule = numberRules[operator];
  if (numberRule) return numberRule(g, values);
  return lowerUnary(g, operator, values[0]!);
}

function lowerUnary(g: Graph, operator: Operator, a: NodeId): NodeId {
  const one = g.constant(1);
  const plain = direct[operator];
  if (plain) return g.apply(plain, a);
  const reciprocal = reciprocals[operator];
  if (reciprocal) return g.apply("div", one, g.apply(reciprocal, a));
  const ofReciprocal = ofReciprocals[operator];
  if (ofReciprocal) return g.apply(ofReciprocal, g.apply("div", one, a));
  throw new UnsupportedFeature(`the operator "${operator}"`);
}

// value, condition, value, condition, …, otherwise; without otherwise nothing is defined: NaN.
function lowerPiecewise(scope: Scope, args: readonly Expression[]): NodeId {
  const g = scope.graph;
  const pairs = Math.floor(args.length / 2);
  const hasOtherwise = args.length % 2 === 1;
  let result = hasOtherwise ? lowerNumber(scope, args[args.length - 1]!) : g.constant(Number.NaN);
  for (let i = pairs - 1; i >= 0; i--) {
    const value = lowerNumber(scope, args[2 * i]!);
    result = g.apply("select", lowerTruth(scope, args[2 * i + 1]!), value, result);
  }
  return result;
}

function chain(g: Graph, operation: "add" | "mul", args: readonly NodeId[], empty: number): NodeId {
  if (args.length === 0) return g.constant(empty);
  return args.reduce((a, b) => g.apply(operation, a, b));
}

// a < b < c means a < b and b < c (MathML n-ary relations).
function neighbours(
  g: Graph,
  args: readonly NodeId[],
  compare: (a: NodeId, b: NodeId) => NodeId,
): NodeId {
  const pairs = args.slice(1).map((b, i) => compare(args[i]!, b));
  return pairs.reduce((a, b) => g.apply("and", a, b), g.truth(true));
}

function logarithm(g: Graph, base: NodeId, a: NodeId): NodeId {
  const node = g.node(base);
  if (node.operation === "constant" && node.value === 10) return g.apply("log10", a);
  return g.apply("div", g.apply("ln", a), g.apply("ln", base));
}

function truncate(g: Graph, a: NodeId): NodeId {
  const negative = g.apply("lt", a, g.constant(0));
  return g.apply("select", negative, g.apply("ceil", a), g.apply("floor", a));
}

function exclusiveOr(g: Graph, a: NodeId, b: NodeId): NodeId {
  const either = g.apply("or", a, b);
  return g.apply("and", either, g.apply("not", g.apply("and", a, b)));
}
