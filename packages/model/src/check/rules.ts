// What may change what: one rule a variable, no rule or event against a constant, no ring of
// values, no species under two masters.

import { articled } from "../diagnostics/article.js";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import { freeSymbols } from "../formula/walk.js";
import type { InitialAssignment, KineticLaw, ModelEvent, Rule } from "../model.js";
import type { SourceRange } from "../source-range.js";
import type { ComponentKind, ModelIndex } from "./model-index.js";
import { findRings, ringInWords } from "./rings.js";

export function checkRules(index: ModelIndex): Diagnostic[] {
  return [
    ...rules(index),
    ...initials(index),
    ...rings(index),
    ...twoMasters(index),
    ...index.model.events.flatMap((event) => checkEvent(event, index)),
  ];
}

function rules(index: ModelIndex): Diagnostic[] {
  const seen = new Map<string, SourceRange | undefined>();
  return index.model.rules.flatMap((rule) => {
    if (rule.kind === "algebraic") return [];
    const { variable: id, range } = rule;
    if (seen.has(id)) {
      const first = seen.get(id);
      const notes = first ? [{ message: "the first one is here.", range: first }] : [];
      return [diagnose("CH1210", { id }, range, notes)];
    }
    seen.set(id, range);
    const target = index.components.get(id);
    if (!isVariable(id, index)) return [noVariable("a rule", id, range, index)];
    return target?.constant ? [diagnose("CH1211", { id }, range)] : [];
  });
}

const variableKinds: ReadonlySet<ComponentKind> = new Set([
  "species",
  "compartment",
  "parameter",
  "stoichiometry",
]);

function isVariable(id: string, index: ModelIndex): boolean {
  const kind = index.components.get(id)?.kind;
  return kind !== undefined && variableKinds.has(kind);
}

function noVariable(
  what: string,
  id: string,
  range: SourceRange | undefined,
  index: ModelIndex,
): Diagnostic {
  const kind = index.components.get(id)?.kind;
  const cause = kind ? `which is ${articled(kind)}` : "which does not exist";
  return diagnose("CH1212", { what, id, cause }, range);
}

function initials(index: ModelIndex): Diagnostic[] {
  return index.model.initialAssignments.flatMap(({ symbol: id, range }) => {
    if (!isVariable(id, index)) return [noVariable("an initial formula", id, range, index)];
    return index.assigned.has(id) ? [diagnose("CH1213", { id }, range)] : [];
  });
}

/** := rules, initial formulas and reaction rates form one graph (SBML L3V2 section 4.9.5). */
function rings(index: ModelIndex): Diagnostic[] {
  const { model } = index;
  const formulas = new Map<string, KineticLaw | InitialAssignment | Rule>();
  for (const item of model.initialAssignments) formulas.set(item.symbol, item);
  for (const rule of model.rules) if (rule.kind === "assignment") formulas.set(rule.variable, rule);
  for (const { id, kineticLaw } of model.reactions) if (kineticLaw) formulas.set(id, kineticLaw);
  const next = (id: string): string[] => {
    const formula = formulas.get(id);
    return formula ? [...globalSymbols(formula)] : [];
  };
  return findRings(formulas.keys(), next).map((ring) =>
    diagnose("CH1214", { cycle: ringInWords(ring) }, placeOf(formulas.get(ring[0]!)!)),
  );
}

function placeOf(formula: KineticLaw | InitialAssignment | Rule): SourceRange | undefined {
  return "range" in formula ? formula.range : formula.expression.range;
}

/** Symbols of the whole model: a local parameter hides one of the same name. */
function globalSymbols(formula: KineticLaw | InitialAssignment | Rule): Set<string> {
  const symbols = freeSymbols(formula.expression);
  if ("localParameters" in formula)
    for (const { id } of formula.localParameters) symbols.delete(id);
  return symbols;
}

function twoMasters(index: ModelIndex): Diagnostic[] {
  const free = new Set(
    index.model.species.filter((item) => !item.boundaryCondition).map((item) => item.id),
  );
  const ruled = (id: string): boolean => index.assigned.has(id) || index.integrated.has(id);
  return index.model.reactions.flatMap((reaction) => {
    const parts = [...reaction.reactants, ...reaction.products];
    const clash = parts.filter(({ species }) => free.has(species) && ruled(species));
    return [...new Set(clash.map((part) => part.species))].map((id) =>
      diagnose("CH1215", { id, reaction: reaction.id }, reaction.range),
    );
  });
}

function checkEvent(event: ModelEvent, index: ModelIndex): Diagnostic[] {
  const seen = new Set<string>();
  return event.assignments.flatMap(({ variable: id, range }) => {
    const values = { event: event.id, id };
    const at = range ?? event.range;
    if (!isVariable(id, index)) return [noVariable(`event "${event.id}"`, id, at, index)];
    if (seen.has(id)) return [diagnose("CH1218", values, at)];
    seen.add(id);
    if (index.components.get(id)?.constant) return [diagnose("CH1216", values, at)];
    return index.assigned.has(id) ? [diagnose("CH1217", values, at)] : [];
  });
}
