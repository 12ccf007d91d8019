// Ids that Antimony has other uses for: they get an underscore at the end, as libAntimony gives them.
// Units share the names of elements there, so a unit called like an element is renamed too.

import { baseUnitNamed } from "../../base-units.js";
import { isKeyword } from "../../formula/keywords.js";
import { distributionNamed, isBuiltIn } from "../../formula/operators.js";
import { substitute } from "../../formula/walk.js";
import type { Model, ModelUnits } from "../../model.js";
import { defaultCompartment } from "../element-table.js";
import type { Limits } from "./limits.js";
import { renameModel } from "./rewrite-model.js";

/** Names that units of the whole model have in Antimony. */
export const modelUnitNames: Readonly<Record<keyof ModelUnits, string>> = {
  time: "time_unit",
  substance: "substance",
  extent: "extent",
  volume: "volume",
  area: "area",
  length: "length",
};

const modelUnitWords: ReadonlySet<string> = new Set(Object.values(modelUnitNames));

/** Words of libAntimony's grammar that are free here. */
const otherWords: ReadonlySet<string> = new Set(["constraint", "maximize", "minimize", "equals"]);

function isReserved(id: string): boolean {
  return (
    isKeyword(id) ||
    isBuiltIn(id) ||
    otherWords.has(id) ||
    modelUnitWords.has(id) ||
    distributionNamed(id) !== undefined
  );
}

/** The model with names that Antimony can say, arguments of functions included. */
export function withFreeNames(model: Model, limits: Limits): Model {
  const ids = newIds(model, limits);
  const units = newUnits(model, new Set([...idsOf(model), ...ids.values()]), limits);
  const renamed = renameModel(model, {
    id: (id) => ids.get(id) ?? id,
    unit: (id) => units.get(id) ?? id,
  });
  return { ...renamed, ...freeModelId(model, limits) };
}

function freeModelId({ id }: Model, limits: Limits): { readonly id: string } {
  if (!isReserved(id)) return { id };
  limits.sayOtherwise(renamed, id);
  return { id: `${id}_` };
}

const renamed = "an id that is a word of the language, with an underscore after it";
const renamedUnit = "a unit with the id of something else, with other words after it";

function newIds(model: Model, limits: Limits): Map<string, string> {
  const taken = new Set(idsOf(model));
  const compartments = new Set(model.compartments.map(({ id }) => id));
  const found = new Map<string, string>();
  for (const id of [...taken]) {
    const misused = id === defaultCompartment && !compartments.has(id);
    if (!isReserved(id) && !misused) continue;
    found.set(id, freeId(`${id}_`, taken));
    limits.sayOtherwise(renamed, id);
  }
  return found;
}

/** `base`, with as many underscores after it as it takes; the id counts as taken from now on. */
export function freeId(base: string, taken: Set<string>): string {
  let id = base;
  while (taken.has(id) || isReserved(id)) id += "_";
  taken.add(id);
  return id;
}

function newUnits(model: Model, taken: Set<string>, limits: Limits): Map<string, string> {
  const defined = new Set(model.unitDefinitions.map(({ id }) => id));
  const ids = new Set([...taken, ...defined]);
  const found = new Map<string, string>();
  for (const id of defined) {
    if (fitsUnit(id, model, taken)) continue;
    const own = ownName(id, model);
    const free = own !== undefined && !ids.has(own) ? own : freeId(`${id}_`, ids);
    ids.add(free);
    found.set(id, free);
    if (free !== own) limits.sayOtherwise(renamedUnit, id);
  }
  return found;
}

/** A unit with a name of its own, or that is of the whole model and has the name that says so. */
function fitsUnit(id: string, model: Model, taken: ReadonlySet<string>): boolean {
  if (taken.has(id) || baseUnitNamed(id)) return false;
  return modelUnitWords.has(id) ? ownName(id, model) === id : !isReserved(id);
}

/** What Antimony calls this unit if it is one of the whole model. */
function ownName(id: string, { units }: Model): string | undefined {
  const quantities = Object.keys(modelUnitNames) as (keyof ModelUnits)[];
  const names = quantities.flatMap((quantity) =>
    units[quantity] === id ? [modelUnitNames[quantity]] : [],
  );
  return names.includes(id) ? id : names[0];
}

/** Every id of the namespace that elements, functions and, in Antimony, interactions share. */
export function* idsOf(model: Model): Iterable<string> {
  yield* elementIds(model);
  for (const { interactions = [] } of model.reactions)
    for (const { name } of interactions) if (name !== undefined) yield name;
}

/** Every id of the namespace that elements and functions share. */
export function* elementIds(model: Model): Iterable<string> {
  const lists = [
    model.functionDefinitions,
    model.compartments,
    model.species,
    model.parameters,
    model.reactions,
    model.events,
  ];
  for (const list of lists) for (const { id } of list) yield id;
  for (const { reactants, products } of model.reactions)
    for (const { id } of [...reactants, ...products]) if (id !== undefined) yield id;
  for (const { id } of model.constraints ?? []) if (id !== undefined) yield id;
  for (const rule of model.rules)
    if (rule.kind === "algebraic" && rule.id !== undefined) yield rule.id;
  if (model.objective) yield model.objective.id;
}

/** Functions with arguments that bear no reserved names. */
export function withFreeArguments(model: Model): Model {
  const functionDefinitions = model.functionDefinitions.map((item) => {
    if (!item.parameters.some(isReserved)) return item;
    const taken = new Set(item.parameters);
    const ids = new Map(
      item.parameters.filter(isReserved).map((id) => [id, freeId(`${id}_`, taken)]),
    );
    const symbols = [...ids].map(
      ([id, kept]) => [id, { kind: "symbol", id: kept } as const] as const,
    );
    const parameters = item.parameters.map((id) => ids.get(id) ?? id);
    return { ...item, parameters, body: substitute(item.body, new Map(symbols)) };
  });
  return { ...model, functionDefinitions };
}
