// What must be true of the numbers, and what follows from how often it is.

import {
  type Application,
  type Expression,
  freeSymbols,
  hasErrors,
  type ModelVerdict,
  parseFormula,
} from "@chondron/model";
import { evaluate, unknownOperators } from "../population/evaluate.js";
import type { Criterion } from "./experiment.js";

/** At least this probability for a verdict either way. */
export const confident = 0.9;

export function verdictOf(probability: number): ModelVerdict {
  if (probability >= confident) return "holds";
  return 1 - probability >= confident ? "does not hold" : "cannot tell";
}

/** `quantity < number` or `quantity > number`; undefined where the text is neither. */
export function parseCriterion(text: string): Criterion | undefined {
  const { expression, diagnostics } = parseFormula(text);
  if (!expression || hasErrors(diagnostics) || expression.kind !== "apply") return undefined;
  const { operator, arguments: parts } = expression as Application;
  const [quantity, limit] = parts;
  if (quantity?.kind !== "symbol" || !limit || !isConstant(limit)) return undefined;
  const direction =
    operator === "lt" || operator === "leq"
      ? ("below" as const)
      : operator === "gt" || operator === "geq"
        ? ("above" as const)
        : undefined;
  if (!direction) return undefined;
  return { text, quantity: quantity.id, direction, limit: evaluate(limit, () => Number.NaN) };
}

function isConstant(expression: Expression): boolean {
  return freeSymbols(expression).size === 0 && unknownOperators(expression).length === 0;
}

/**
 * By how much the criteria are met, the least of them: positive where all hold, in parts of each limit
 * (of 1 where the limit is 0). NaN where a number is missing.
 */
export function margin(criteria: readonly Criterion[], value: (id: string) => number): number {
  const margins = criteria.map(({ quantity, direction, limit }) => {
    const distance = direction === "below" ? limit - value(quantity) : value(quantity) - limit;
    return distance / (limit === 0 ? 1 : Math.abs(limit));
  });
  return margins.some(Number.isNaN) ? Number.NaN : Math.min(...margins);
}
