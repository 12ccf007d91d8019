// Whether a compartment or parameter is constant: what the text says, or else not if a rule or an
// event changes it, or if its initial formula depends on something that varies.

import { freeSymbols } from "../formula/walk.js";
import type { Element, ElementTable, ScopedFormula } from "./element-table.js";

/**
 * A memoised test over the elements of one table. Species and reactions count as varying, and so
 * does what an algebraic rule may solve for.
 */
export function constancy(
  elements: ElementTable,
  algebraic: readonly ScopedFormula[],
): (element: Element) => boolean {
  const solvable = new Set(
    algebraic.flatMap(({ expression }) =>
      [...freeSymbols(expression)].map((path) => elements.canonical(path)),
    ),
  );
  const known = new Map<Element, boolean>();
  const test = (element: Element): boolean => {
    const found = known.get(element);
    if (found !== undefined) return found;
    known.set(element, true);
    const constant = decide(element);
    known.set(element, constant);
    return constant;
  };
  const decide = (element: Element): boolean => {
    if (element.constant !== undefined) return element.constant;
    if (element.kind === "species" || element.kind === "reaction") return false;
    if (element.rule || element.eventAssigned || solvable.has(element.path)) return false;
    const symbols = element.initial ? [...freeSymbols(element.initial.expression)] : [];
    return symbols.every((path) => {
      const other = elements.get(path);
      return !other || test(other);
    });
  };
  return test;
}
