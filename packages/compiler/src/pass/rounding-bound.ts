// How far rounding may take each value of a program from the exact one: a running error analysis of
// first order (Higham, Accuracy and Stability of Numerical Algorithms, 3.3). Two programs that are
// equal as formulas may differ by a small multiple of it and by no more, however much cancels; it is
// the yardstick by which optimised programs are compared with plain ones.

import type { Node } from "../ir.js";
import { evaluateNodes, type Point } from "./evaluate.js";

export interface RoundingBound {
  /** [node] its value. */
  readonly values: Float64Array;
  /** [node] bound on its error; infinite where a choice, or what is defined, may fall either way. */
  readonly bounds: Float64Array;
}

/** Half a unit in the last place of 1. */
const unit = 2 ** -53;
/** Choices whose sides are closer than this many bounds may fall either way. */
const indecision = 64;

/** Values of a program's nodes at a point with bounds on their rounding errors. */
export function roundingBound(nodes: readonly Node[], point: Point): RoundingBound {
  const values = evaluateNodes(nodes, point);
  const bounds = new Float64Array(nodes.length);
  nodes.forEach((node, id) => {
    const args = node.arguments.map((a) => values[a]!);
    const errors = node.arguments.map((a) => bounds[a]!);
    bounds[id] = node.arguments.length === 0 ? 0 : errorOf(node, values[id]!, args, errors);
  });
  return { values, bounds };
}

type ErrorRule = (value: number, args: readonly number[], errors: readonly number[]) => number;

const both: ErrorRule = (_, __, [ea, eb]) => ea! + eb!;
const own: ErrorRule = (_, __, [ea]) => ea!;
const undecided: ErrorRule = (_, [a, b], [ea, eb]) =>
  Math.abs(a! - b!) <= indecision * (ea! + eb!) && ea! + eb! > 0 ? Number.POSITIVE_INFINITY : 0;
/** An argument whose sign rounding may turn, of an operation that is undefined beyond zero. */
const mayTurn = (a: number, ea: number): boolean => ea > 0 && Math.abs(a) <= indecision * ea;
const powerError = (value: number, a: number, b: number, ea: number, eb: number): number => {
  if (mayTurn(a, ea)) return Number.POSITIVE_INFINITY;
  const logarithm = Math.log(Math.abs(a));
  const inherited = times(Math.abs(b), ea / Math.abs(a)) + times(Math.abs(logarithm), eb);
  return times(Math.abs(value), inherited + unit * (2 + 2 * Math.abs(b * logarithm)));
};

const logarithmError: ErrorRule = (_, [a], [ea]) =>
  mayTurn(a!, ea!) ? Number.POSITIVE_INFINITY : times(1 / Math.abs(a!), ea!);

/** Errors that an operation hands on from its arguments, without its own rounding. */
const rules: Readonly<Partial<Record<Node["operation"], ErrorRule>>> = {
  neg: own,
  abs: own,
  add: both,
  sub: both,
  mul: (_, [a, b], [ea, eb]) => times(Math.abs(b!), ea!) + times(Math.abs(a!), eb!),
  div: (value, [, b], [ea, eb]) => (ea! + times(Math.abs(value), eb!)) / Math.abs(b!),
  exp: (value, _, [ea]) => times(Math.abs(value), ea!),
  ln: logarithmError,
  log10: logarithmError,
  sqrt: (value, [a], [ea]) => (mayTurn(a!, ea!) ? Number.POSITIVE_INFINITY : times(1 / value, ea!)),
  tan: (value, _, [ea]) => (1 + value * value) * ea!,
  sinh: (value, _, [ea]) => times(Math.abs(value) + 1, ea!),
  cosh: (value, _, [ea]) => times(Math.abs(value), ea!),
  pow: (value, [a, b], [ea, eb]) => powerError(value, a!, b!, ea!, eb!),
  powln: (value, [a, b], [ea, eb]) => powerError(value, a!, b!, ea!, eb!),
  powratio: (value, [, , a, b], [, , ea, eb]) => powerError(value, a!, b!, ea!, eb!),
  min: (_, __, errors) => Math.max(...errors),
  max: (_, __, errors) => Math.max(...errors),
  lt: undecided,
  le: undecided,
  eq: undecided,
  not: own,
  and: both,
  or: both,
  select: (_, [condition], [ec, ea, eb]) => ec! + (condition === 1 ? ea! : eb!),
};

function errorOf(
  { operation, type }: Node,
  value: number,
  args: readonly number[],
  errors: readonly number[],
): number {
  const inherited = rules[operation]?.(value, args, errors) ?? errors.reduce((a, b) => a + b, 0);
  return type === "boolean" ? inherited : inherited + unit * Math.abs(value);
}

/** A product in which an error of 0 counts, whatever it is multiplied by. */
function times(factor: number, error: number): number {
  return error === 0 ? 0 : factor * error;
}
