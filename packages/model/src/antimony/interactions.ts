// Interactions as modifiers of reactions: `i1: S2 -| J0`. A rate that is given must depend on the
// species, by itself or by what it depends on (Antimony tutorial, "Interactions").

import type { DiagnosticSink } from "../diagnostics/sink.js";
import { freeSymbols } from "../formula/walk.js";
import type { Interaction } from "../model.js";
import type { Element, ElementTable } from "./element-table.js";

/** Interactions by the path of the reaction that they are about. */
export function interactionsOf(
  elements: ElementTable,
  id: (path: string) => string,
): Map<string, Interaction[]> {
  const found = new Map<string, Interaction[]>();
  for (const { path, interaction } of elements.all()) {
    if (!interaction) continue;
    const name = path.slice(path.lastIndexOf(".") + 1);
    for (const target of new Set(interaction.targets.map((one) => elements.canonical(one)))) {
      const list = found.get(target) ?? [];
      for (const { species } of interaction.species)
        list.push({ name, species: id(species), effect: interaction.effect });
      found.set(target, list);
    }
  }
  return found;
}

/** Reports interactions whose species the rate of the target does not depend on. */
export function checkInteractions(elements: ElementTable, sink: DiagnosticSink): void {
  for (const { path, interaction, range } of elements.all()) {
    for (const target of interaction?.targets ?? []) {
      const element = elements.get(target);
      const formula = element && (element.rule ?? element.initial);
      if (!formula) continue;
      const known = dependencies(element, elements);
      for (const { species } of interaction!.species) {
        if (known.has(elements.canonical(species))) continue;
        const values = { id: path, target: element.path, species };
        sink.add("CH1121", values, range);
      }
    }
  }
}

/** Paths of all that the formula of an element depends on. */
function dependencies(start: Element, elements: ElementTable): Set<string> {
  const seen = new Set<string>();
  const pending = [start];
  for (let element = pending.pop(); element; element = pending.pop()) {
    for (const formula of [element.rule, element.initial]) {
      for (const symbol of formula ? freeSymbols(formula.expression) : []) {
        const path = elements.canonical(symbol);
        const next = elements.get(path);
        if (next && !seen.has(path)) pending.push(next);
        seen.add(path);
      }
    }
  }
  return seen;
}
