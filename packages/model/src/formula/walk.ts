// Walking formulas. Trees are never mutated: a rewrite shares what it leaves alone.

import type { Application, Call, Expression } from "../expression.js";

/** Deepest tree the parser builds; every recursive walk relies on it. */
export const maximumDepth = 400;

export function children(expression: Expression): readonly Expression[] {
  return isBranch(expression) ? expression.arguments : [];
}

function isBranch(expression: Expression): expression is Application | Call {
  return expression.kind === "apply" || expression.kind === "call";
}

/** Calls `see` for the expression and everything below it, parents before their arguments. */
export function visit(expression: Expression, see: (node: Expression) => void): void {
  see(expression);
  if (!isBranch(expression)) return;
  const inner = expression.arguments;
  for (let i = 0; i < inner.length; i++) visit(inner[i]!, see);
}

/**
 * Rebuild a tree from its leaves up: `change` meets every node with its arguments already changed
 * and returns its replacement, or the same node to keep it.
 */
export function rewrite(
  expression: Expression,
  change: (node: Expression) => Expression,
): Expression {
  if (!isBranch(expression)) return change(expression);
  const inner = expression.arguments.map((argument) => rewrite(argument, change));
  const same = inner.every((argument, i) => argument === expression.arguments[i]);
  return change(same ? expression : { ...expression, arguments: inner });
}

/** Replace symbols by expressions; symbols absent from `bindings` stay. */
export function substitute(
  expression: Expression,
  bindings: ReadonlyMap<string, Expression>,
): Expression {
  return rewrite(expression, (node) =>
    node.kind === "symbol" ? (bindings.get(node.id) ?? node) : node,
  );
}

/** Ids of all symbols in order of first appearance. Function names are not symbols. */
export function freeSymbols(expression: Expression): Set<string> {
  const found = new Set<string>();
  visit(expression, (node) => {
    if (node.kind === "symbol") found.add(node.id);
  });
  return found;
}

/** Names of the functions called, in order of first appearance. */
export function calledFunctions(expression: Expression): Set<string> {
  const found = new Set<string>();
  visit(expression, (node) => {
    if (node.kind === "call") found.add(node.function);
  });
  return found;
}

/** Equal as trees: same operators, names, units and arguments; source ranges do not count. */
export function equalExpressions(a: Expression, b: Expression): boolean {
  if (a.kind === "number")
    return b.kind === "number" && Object.is(a.value, b.value) && a.unit === b.unit;
  if (a.kind === "symbol") return b.kind === "symbol" && a.id === b.id;
  if (a.kind === "constant") return b.kind === "constant" && a.name === b.name;
  if (a.kind === "call")
    return b.kind === "call" && a.function === b.function && equalArguments(a, b);
  return b.kind === "apply" && a.operator === b.operator && equalArguments(a, b);
}

function equalArguments(a: Application | Call, b: Application | Call): boolean {
  if (a.arguments.length !== b.arguments.length) return false;
  return a.arguments.every((argument, i) => equalExpressions(argument, b.arguments[i]!));
}
