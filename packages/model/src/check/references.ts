// Where things lie and what takes part: compartments, species, rates and unit names.

import { baseUnitNamed } from "../base-units.js";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import { visit } from "../formula/walk.js";
import type { Model, Reaction } from "../model.js";
import type { SourceRange } from "../source-range.js";
import type { ModelIndex } from "./model-index.js";

export function checkReferences(index: ModelIndex): Diagnostic[] {
  return [
    ...places(index),
    ...index.model.reactions.flatMap((reaction) => checkReaction(reaction, index)),
    ...conversionFactors(index),
    ...fluxBalance(index),
    ...unknownUnits(index),
  ];
}

function places(index: ModelIndex): Diagnostic[] {
  const { species, reactions } = index.model;
  const owned = [
    ...species.map((item) => ({ owner: "species", ...item })),
    ...reactions.map((item) => ({ owner: "reaction", ...item })),
  ];
  return owned.flatMap(({ owner, id, compartment, range }) => {
    if (compartment === undefined) return [];
    if (index.components.get(compartment)?.kind === "compartment") return [];
    return [diagnose("CH1219", { owner, id, compartment }, range)];
  });
}

function checkReaction(reaction: Reaction, index: ModelIndex): Diagnostic[] {
  const { id, reactants, products, modifiers, kineticLaw, range } = reaction;
  const taking = [...reactants, ...products, ...modifiers.map((species) => ({ species, range }))];
  const unknown = taking.filter(({ species }) => index.components.get(species)?.kind !== "species");
  return [
    ...unknown.map((part) =>
      diagnose("CH1220", { reaction: id, id: part.species }, part.range ?? range),
    ),
    ...(kineticLaw ? [] : [diagnose("CH1221", { id }, range)]),
  ];
}

/** A model that has an objective and no rate at all has nothing to simulate. */
function fluxBalance({ model: { objective, reactions } }: ModelIndex): Diagnostic[] {
  if (!objective || reactions.some(({ kineticLaw }) => kineticLaw)) return [];
  return [diagnose("CH1505", { id: objective.id }, objective.range)];
}

/** A conversion factor is a constant parameter (SBML L3V2 rules 20216, 20617 and 20705). */
function conversionFactors({ model, components }: ModelIndex): Diagnostic[] {
  const users = [
    { owner: "the model", factor: model.conversionFactor, range: undefined },
    ...model.species.map(({ id, conversionFactor, range }) => ({
      owner: `species "${id}"`,
      factor: conversionFactor,
      range,
    })),
  ];
  return users.flatMap(({ owner, factor, range }) => {
    const found = factor === undefined ? undefined : components.get(factor);
    if (factor === undefined || (found?.kind === "parameter" && found.constant)) return [];
    return [diagnose("CH1228", { id: factor, owner }, range)];
  });
}

interface UnitUse {
  readonly unit: string;
  readonly where: string;
  readonly range?: SourceRange;
}

/** One message for each unknown unit, at its first use. */
function unknownUnits(index: ModelIndex): Diagnostic[] {
  const known = new Set(index.model.unitDefinitions.map((definition) => definition.id));
  const reported = new Set<string>();
  return [...declaredUnits(index.model), ...literalUnits(index)].flatMap(
    ({ unit, where, range }) => {
      if (known.has(unit) || baseUnitNamed(unit) === unit || reported.has(unit)) return [];
      reported.add(unit);
      return [diagnose("CH1225", { unit, where }, range)];
    },
  );
}

function declaredUnits(model: Model): UnitUse[] {
  const owners = [
    ...model.compartments.map(({ id, unit, range }) => ({ what: "compartment", id, unit, range })),
    ...model.species.map(({ id, substanceUnit, range }) => ({
      what: "species",
      id,
      unit: substanceUnit,
      range,
    })),
    ...model.parameters.map(({ id, unit, range }) => ({ what: "parameter", id, unit, range })),
    ...model.reactions.flatMap(localParameters),
  ];
  const used = owners.flatMap(({ what, id, unit, range }) =>
    unit === undefined ? [] : [{ unit, where: `${what} "${id}"`, ...(range ? { range } : {}) }],
  );
  const whole = Object.entries(model.units) as [string, string][];
  return [
    ...used,
    ...whole.map(([quantity, unit]) => ({ unit, where: `the model's ${quantity}` })),
  ];
}

function localParameters({ kineticLaw }: Reaction) {
  const what = "local parameter";
  return (kineticLaw?.localParameters ?? []).map(({ id, unit, range }) => ({
    what,
    id,
    unit,
    range,
  }));
}

function literalUnits({ formulas }: ModelIndex): UnitUse[] {
  const found: UnitUse[] = [];
  for (const { expression, where, range } of formulas) {
    visit(expression, (node) => {
      const at = node.range ?? range;
      if (node.kind === "number" && node.unit !== undefined)
        found.push({ unit: node.unit, where, ...(at ? { range: at } : {}) });
    });
  }
  return found;
}
