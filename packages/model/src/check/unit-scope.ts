// The unit of every symbol of a model, where the text declares enough to know it.

import type { Model, Species } from "../model.js";
import {
  divide,
  equalUnits,
  power,
  type ReducedUnit,
  reduceBase,
  reduceUnit,
  unitInWords,
} from "../units.js";

export interface UnitScope {
  /** Unit of a symbol's value; undefined where it is not declared. */
  readonly ofSymbol: (id: string) => ReducedUnit | undefined;
  readonly ofId: (unit: string) => ReducedUnit | undefined;
  readonly time: ReducedUnit | undefined;
  /** Reaction rates: extent per time. */
  readonly rate: ReducedUnit | undefined;
  /** Name of a unit for people: the id of a definition that equals it, or its base units. */
  readonly name: (unit: ReducedUnit) => string;
}

export function unitScope(model: Model): UnitScope {
  const defined = new Map<string, ReducedUnit | undefined>();
  for (const definition of model.unitDefinitions)
    defined.set(definition.id, reduceUnit(definition));
  const ofId = (id: string | undefined): ReducedUnit | undefined => {
    if (id === undefined) return undefined;
    return defined.has(id) ? defined.get(id) : reduceBase(id);
  };
  const time = ofId(model.units.time);
  const extent = ofId(model.units.extent ?? model.units.substance);
  const rate = extent && time && divide(extent, time);
  const symbols = symbolUnits(model, ofId, rate);
  return { ofSymbol: (id) => symbols.get(id), ofId, time, rate, name: naming(defined) };
}

function symbolUnits(
  model: Model,
  ofId: (id: string | undefined) => ReducedUnit | undefined,
  rate: ReducedUnit | undefined,
): Map<string, ReducedUnit | undefined> {
  const symbols = new Map<string, ReducedUnit | undefined>();
  const sizes = [undefined, model.units.length, model.units.area, model.units.volume];
  for (const { id, unit, spatialDimensions } of model.compartments)
    symbols.set(id, ofId(unit ?? sizes[spatialDimensions]));
  const ofSpecies = (species: Species): ReducedUnit | undefined => {
    const substance = ofId(species.substanceUnit ?? model.units.substance);
    if (species.hasOnlySubstanceUnits || !substance) return substance;
    const size = symbols.get(species.compartment);
    return size && divide(substance, size);
  };
  for (const species of model.species) symbols.set(species.id, ofSpecies(species));
  for (const { id, unit } of model.parameters) symbols.set(id, ofId(unit));
  for (const { id } of model.reactions) symbols.set(id, rate);
  return symbols;
}

function naming(
  defined: ReadonlyMap<string, ReducedUnit | undefined>,
): (unit: ReducedUnit) => string {
  return (unit) => {
    for (const [id, known] of defined) if (known && equalUnits(known, unit)) return `"${id}"`;
    return unitInWords(power(unit, 1));
  };
}
