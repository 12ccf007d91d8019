// Formulas that are plain numbers.

import type { Expression } from "../expression.js";

/** Value of a number, of infinity, or of either negated; undefined for a formula. */
export function numberOf(expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  if (expression.kind === "constant") {
    if (expression.name === "infinity") return Number.POSITIVE_INFINITY;
    return expression.name === "notanumber" ? Number.NaN : undefined;
  }
  const negated = expression.kind === "apply" && expression.operator === "minus";
  if (!negated || expression.arguments.length !== 1) return undefined;
  const value = numberOf(expression.arguments[0]!);
  return value === undefined ? undefined : -value;
}
