// Whether a compartment, parameter or stoichiometry is constant: what the text says, or else not if
// a rule or an event changes it, or if its initial formula depends on something that varies.

import type { Expression } from "../expression.js";
import { freeSymbols } from "../formula/walk.js";
import type { Element, ElementTable } from "./element-table.js";

/** A memoised test over the elements of one table. Species and reactions count as varying. */
export function constancy(elements: ElementTable): (element: Element) => boolean {
  const solvable = solvedByRules(elements);
  const known = new Map<Element, boolean>();
  const decide = (element: Element): boolean | Iterable<string> => {
    if (element.constant !== undefined) return element.constant;
    if (element.kind === "species" || element.kind === "reaction") return false;
    const changed = element.rule || element.dna || element.eventAssigned;
    if (changed || solvable.has(element.path)) return false;
    return element.initial ? freeSymbols(element.initial.expression) : true;
  };
  return (element) => {
    settle(element, elements, known, decide);
    return known.get(element)!;
  };
}

/** Follows initial formulas without recursion: a chain may be as long as the model. */
function settle(
  start: Element,
  elements: ElementTable,
  known: Map<Element, boolean>,
  decide: (element: Element) => boolean | Iterable<string>,
): void {
  const open: { element: Element; waiting: Element[] }[] = [];
  const enter = (element: Element): void => {
    if (known.has(element)) return;
    const decided = decide(element);
    known.set(element, decided !== false);
    if (typeof decided === "boolean") return;
    const waiting = [...decided].flatMap((path) => elements.get(path) ?? []);
    open.push({ element, waiting });
  };
  enter(start);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.waiting.at(-1);
    if (next && !known.has(next)) {
      enter(next);
      continue;
    }
    if (next && !known.get(next)) known.set(top.element, false);
    top.waiting.pop();
    if (!next || !known.get(top.element)) open.pop();
  }
}

/**
 * What an algebraic rule may solve for: its variables that the text leaves open, unless the text
 * says of one of them that it varies.
 */
function solvedByRules(elements: ElementTable): Set<string> {
  const found = new Set<string>();
  for (const { kind, initial } of elements.all()) {
    if (kind !== "algebraic" || !initial) continue;
    const variables = variablesOf(initial.expression, elements);
    if (variables.some(({ constant }) => constant === false)) continue;
    for (const { path } of variables) found.add(path);
  }
  return found;
}

function variablesOf(expression: Expression, elements: ElementTable): Element[] {
  return [...freeSymbols(expression)].flatMap((path) => elements.get(path) ?? []);
}
