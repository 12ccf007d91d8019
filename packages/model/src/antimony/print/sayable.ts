// A model as Antimony can say it: the same meaning in other forms where the language lacks a form,
// with notices; what has no form at all is left out, with warnings. What comes out of here is printed
// as it is, and read back as it is.

import { freeSymbols } from "../../formula/walk.js";
import type {
  Compartment,
  Model,
  ModelUnits,
  Reaction,
  Species,
  SpeciesReference,
} from "../../model.js";
import { isFiniteUnit } from "../unit-product.js";
import { withoutConversionFactors } from "./conversion-factors.js";
import { withNamedInteractions } from "./interaction-names.js";
import type { Limits } from "./limits.js";
import { withGlobalParameters } from "./local-parameters.js";
import { freeId, idsOf, withFreeArguments, withFreeNames } from "./reserved-names.js";
import { sayableText } from "./text.js";

export function sayable(model: Model, limits: Limits): Model {
  const steps = [
    withGlobalParameters,
    withoutConversionFactors,
    withSayableParts,
    withSayableUnits,
    withSayableObjective,
    withNamedInteractions,
    withNamedRules,
    withNamedStoichiometries,
    withFreeArguments,
    withFreeNames,
    withSayableTexts,
  ];
  return steps.reduce((now, step) => step(now, limits), model);
}

function withSayableParts(model: Model, limits: Limits): Model {
  const ruled = new Set(
    model.rules.flatMap((rule) => (rule.kind === "algebraic" ? [] : [rule.variable])),
  );
  return {
    ...model,
    compartments: model.compartments.map((item) => sayableCompartment(item, model.units, limits)),
    species: model.species.map((item) => sayableSpecies(item, ruled.has(item.id), limits)),
    reactions: model.reactions.map((item) => sayableReaction(item, limits)),
  };
}

/**
 * A point has no size, and what lies in it no concentration: with size 1 the numbers are the same.
 * Units that follow from the dimensions are said, for others would follow from three.
 */
function sayableCompartment(item: Compartment, units: ModelUnits, limits: Limits): Compartment {
  const { id, spatialDimensions, size } = item;
  if (spatialDimensions === 3) return item;
  limits.leaveOut("spatial dimensions other than 3", id);
  const unit = item.unit ?? unitOf(spatialDimensions, units);
  const solid = { ...item, spatialDimensions: 3, ...(unit === undefined ? {} : { unit }) };
  if (spatialDimensions !== 0 || size !== undefined) return solid;
  limits.sayOtherwise("a compartment without dimensions as one of size 1", id);
  return { ...solid, size: 1 };
}

function unitOf(dimensions: number, { area, length }: ModelUnits): string | undefined {
  if (dimensions === 0) return "dimensionless";
  if (dimensions === 1) return length;
  return dimensions === 2 ? area : undefined;
}

/** `const` makes a boundary species, which rules and events may still change: so nothing changes it. */
function sayableSpecies(item: Species, ruled: boolean, limits: Limits): Species {
  const { conversionFactor: _, ...rest } = item;
  if (item.constant && !item.boundaryCondition)
    limits.sayOtherwise("a constant species as a boundary species", item.id);
  return {
    ...rest,
    boundaryCondition: item.boundaryCondition || item.constant || ruled,
    constant: false,
  };
}

function sayableReaction(item: Reaction, limits: Limits): Reaction {
  const { fast, ...rest } = item;
  if (fast) limits.leaveOut("that a reaction is fast", item.id);
  return rest;
}

/** Numbers in units are finite and not below zero; of another unit only the name is left. */
function withSayableUnits(model: Model, limits: Limits): Model {
  const unitDefinitions = model.unitDefinitions.map((item) => {
    const positive = item.units.every(({ multiplier }) => multiplier >= 0);
    if (positive && isFiniteUnit(item.units)) return item;
    limits.leaveOut("a unit with a number below zero or without end", item.id);
    return { ...item, units: [] };
  });
  return { ...model, unitDefinitions };
}

/** SBML may have objectives without a reaction, or with reactions that do not exist. */
function withSayableObjective(model: Model, limits: Limits): Model {
  const { objective, ...rest } = model;
  if (!objective) return model;
  const reactions = new Set(model.reactions.map(({ id }) => id));
  const symbols = [...freeSymbols(objective.expression)];
  if (symbols.length > 0 && symbols.every((id) => reactions.has(id))) return model;
  limits.leaveOut("an objective that is no sum of reactions", objective.id);
  return rest;
}

/** What an algebraic rule says of itself needs an id to be said of. */
function withNamedRules(model: Model): Model {
  const taken = new Set(idsOf(model));
  const rules = model.rules.map((rule) => {
    if (rule.kind !== "algebraic" || rule.id !== undefined) return rule;
    const { name, sboTerm, annotation, uncertainty } = rule;
    const silent = [name, sboTerm, annotation, uncertainty].every((one) => one === undefined);
    return silent ? rule : { ...rule, id: freeId("_alg0", taken) };
  });
  return { ...model, rules };
}

/** Stoichiometries that are no positive numbers are given by symbols. */
function withNamedStoichiometries(model: Model, limits: Limits): Model {
  const taken = new Set(idsOf(model));
  const name = (reaction: Reaction) => (item: SpeciesReference) => {
    const { stoichiometry } = item;
    const plain =
      Number.isFinite(stoichiometry) && stoichiometry >= 0 && !Object.is(stoichiometry, -0);
    if (item.id !== undefined || plain) return item;
    const id = freeId(`${reaction.id}_${item.species}_stoichiometry`, taken);
    limits.sayOtherwise("a stoichiometry below zero or unknown as a symbol", id);
    return { ...item, id };
  };
  const reactions = model.reactions.map((reaction) => ({
    ...reaction,
    reactants: reaction.reactants.map(name(reaction)),
    products: reaction.products.map(name(reaction)),
  }));
  return { ...model, reactions };
}

/** Texts that hold backquotes as well as quotation marks or new lines cannot be quoted. */
function withSayableTexts(model: Model, limits: Limits): Model {
  const seen = (id: string) => (text: string) => sayableText(text, id, limits);
  const named = <T extends { readonly id: string; readonly name?: string }>(item: T): T =>
    item.name === undefined ? item : { ...item, name: seen(item.id)(item.name) };
  return {
    ...named(model),
    compartments: model.compartments.map(named),
    species: model.species.map(named),
    parameters: model.parameters.map(named),
    reactions: model.reactions.map(named),
    events: model.events.map(named),
    functionDefinitions: model.functionDefinitions.map(named),
    unitDefinitions: model.unitDefinitions.map(named),
  };
}
