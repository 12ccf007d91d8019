// The initial value of an element: a number, an amount or concentration of a species, or a formula.
// A species that means its concentration has an amount where the text divides a number by its
// compartment; one that means its amount (substanceOnly) has it so too (Antimony tutorial,
// "Substance-only species"), or by a plain number, and a concentration where the text multiplies.

import { numberOf } from "../formula/number-of.js";
import type { Species } from "../model.js";
import type { Element, ScopedFormula } from "./element-table.js";

export type InitialQuantity = Pick<Species, "initialAmount" | "initialConcentration">;

/** The formula of the initial value, unless a := rule overrides it. */
export function initialFormula(element: Element): ScopedFormula | undefined {
  if (element.dna || element.rule?.operator === "assignment") return undefined;
  return element.initial;
}

/** The initial value where it is a plain number. */
export function initialNumber(element: Element): number | undefined {
  const formula = initialFormula(element);
  return formula && !formula.factors ? numberOf(formula.expression) : undefined;
}

/** Undefined for a formula. `isPlace` recognises the compartment of the species. */
export function initialQuantity(
  element: Element,
  isPlace: (path: string) => boolean,
): InitialQuantity | undefined {
  const formula = initialFormula(element);
  if (!formula) return {};
  if (formula.factors) return undefined;
  const value = numberOf(formula.expression);
  if (value !== undefined)
    return element.substanceOnly ? { initialAmount: value } : { initialConcentration: value };
  const { expression } = formula;
  if (expression.kind !== "apply" || expression.arguments.length !== 2) return undefined;
  const [first, second] = expression.arguments;
  const number = numberOf(first!);
  if (number === undefined || second?.kind !== "symbol" || !isPlace(second.id)) return undefined;
  if (expression.operator === "divide") return { initialAmount: number };
  if (expression.operator === "times" && element.substanceOnly)
    return { initialConcentration: number };
  return undefined;
}
