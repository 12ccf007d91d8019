// Values at the start: every state, parameter and compartment has one, and it is a number.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import type { Model } from "../model.js";
import type { SourceRange } from "../source-range.js";
import type { ModelIndex } from "./model-index.js";

export function checkValues(index: ModelIndex): Diagnostic[] {
  const { model } = index;
  const set = new Set([...model.initialAssignments.map((item) => item.symbol), ...index.assigned]);
  const algebraic = model.rules.some((rule) => rule.kind === "algebraic");
  // An algebraic rule may give the value of any variable; which, the compiler finds out.
  const solved = (item: { readonly constant: boolean }): boolean => !item.constant && algebraic;
  const missing = <T extends { readonly id: string; readonly constant: boolean }>(
    items: readonly T[],
    has: (item: T) => boolean,
  ) => items.filter((item) => !has(item) && !set.has(item.id) && !solved(item));
  return [
    ...missing(model.compartments, hasSize).map(({ id, range }) =>
      diagnose("CH1205", { id }, range),
    ),
    ...missing(model.species, hasQuantity).map(({ id, range }) =>
      diagnose("CH1204", { kind: "species", id }, range),
    ),
    ...missing(model.parameters, (item) => item.value !== undefined || item.implied === true).map(
      (item) => missingParameter(item, index),
    ),
    ...localParameters(model),
    ...notFinite(model),
  ];
}

/** A point has no size: what is in it is counted in amounts. */
function hasSize({ size, spatialDimensions }: Model["compartments"][number]): boolean {
  return size !== undefined || spatialDimensions === 0;
}

function hasQuantity(species: Model["species"][number]): boolean {
  return species.initialAmount !== undefined || species.initialConcentration !== undefined;
}

function missingParameter(item: Model["parameters"][number], index: ModelIndex): Diagnostic {
  const { id, range } = item;
  if (index.integrated.has(id)) return diagnose("CH1204", { kind: "state", id }, range);
  return diagnose("CH1203", { id }, range);
}

function localParameters(model: Model): Diagnostic[] {
  return model.reactions.flatMap(({ kineticLaw }) =>
    (kineticLaw?.localParameters ?? [])
      .filter(({ value }) => value === undefined)
      .map(({ id, range }) => diagnose("CH1203", { id }, range)),
  );
}

function notFinite(model: Model): Diagnostic[] {
  const values: [string, string, number | undefined, SourceRange | undefined][] = [
    ...model.compartments.map((c) => ["compartment", c.id, c.size, c.range] as (typeof values)[0]),
    ...model.species.map(
      (s) =>
        ["species", s.id, s.initialAmount ?? s.initialConcentration, s.range] as (typeof values)[0],
    ),
    ...model.parameters.map((p) => ["parameter", p.id, p.value, p.range] as (typeof values)[0]),
  ];
  return values.flatMap(([kind, id, value, range]) => {
    if (value === undefined || Number.isFinite(value)) return [];
    const text = Number.isNaN(value) ? "not a number" : "infinite";
    return [diagnose("CH1222", { kind, id, value: text }, range)];
  });
}
