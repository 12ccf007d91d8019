// Units as Antimony writes them, and the units of species: there they are units of what the symbol
// means, so that the concentration's unit is the amount's over the compartment's.

import { baseUnitNamed, baseUnits } from "../../base-units.js";
import type {
  Compartment,
  Model,
  ModelUnits,
  Species,
  UnitDefinition,
  UnitFactor,
} from "../../model.js";
import { equalUnits, type ReducedUnit, reduceBase, reduceUnit } from "../../units.js";
import { freeId, idsOf, modelUnitNames } from "./reserved-names.js";

/** `1e-3 mole / litre`, or the unit's own name where nothing is known of it. */
export function unitFormula({ id, units }: UnitDefinition): string {
  if (units.length === 0) return id;
  const tops = units.filter(({ exponent }) => exponent >= 0).map((unit) => factorText(unit, 1));
  const bottoms = units.filter(({ exponent }) => exponent < 0).map((unit) => factorText(unit, -1));
  return [tops.join(" * ") || "1", ...bottoms].join(" / ");
}

function factorText({ kind, exponent, scale, multiplier }: UnitFactor, sign: 1 | -1): string {
  const number = Number(`${multiplier}e${scale}`);
  const value = Number.isFinite(number) ? number : multiplier * 10 ** scale;
  const text = value === 1 ? kind : `${value} ${kind}`;
  const power = exponent * sign;
  if (power === 1) return value === 1 ? text : `(${text})`;
  return value === 1 ? `${kind}^${power}` : `(${text})^${power}`;
}

/** Unit definitions in words, those of the whole model and those made for species included. */
export class UnitStatements {
  readonly lines: string[] = [];
  private readonly meanings: { readonly id: string; readonly unit: ReducedUnit }[] = [];
  private readonly taken: Set<string>;
  private readonly reduced = new Map<string, ReducedUnit>();

  constructor(private readonly model: Model) {
    this.taken = new Set([...idsOf(model), ...model.unitDefinitions.map(({ id }) => id)]);
    for (const definition of model.unitDefinitions) {
      this.lines.push(`unit ${definition.id} = ${unitFormula(definition)};`);
      const unit = reduceUnit(definition);
      if (unit) this.know(definition.id, unit);
    }
    for (const [quantity, name] of Object.entries(modelUnitNames)) this.ofModel(quantity, name);
  }

  private know(id: string, unit: ReducedUnit): void {
    this.reduced.set(id, unit);
    this.meanings.push({ id, unit });
  }

  private ofModel(quantity: string, name: string): void {
    const unit = this.model.units[quantity as keyof ModelUnits];
    if (unit === undefined || unit === name) return;
    this.lines.push(`unit ${name} = ${unit};`);
    const meaning = this.meaning(unit);
    if (meaning) this.know(name, meaning);
  }

  private meaning(id: string): ReducedUnit | undefined {
    return this.reduced.get(id) ?? reduceBase(baseUnitNamed(id) ?? id);
  }

  /** The unit to write after `has`, or undefined where the species has none. */
  ofSpecies(species: Species, place: Compartment | undefined): string | undefined {
    const { substanceUnit } = species;
    if (substanceUnit === undefined || species.hasOnlySubstanceUnits) return substanceUnit;
    const volume = place?.unit ?? (this.reduced.has("volume") ? "volume" : "litre");
    const [amount, size] = [this.meaning(substanceUnit), this.meaning(volume)];
    if (!amount || !size) return undefined;
    const exponents = amount.exponents.map((one, i) => one - size.exponents[i]!);
    const wanted = { factor: amount.factor / size.factor, exponents };
    return (
      this.named(wanted) ??
      this.define(`${substanceUnit}_per_${volume}`, substanceUnit, volume, wanted)
    );
  }

  private named(wanted: ReducedUnit): string | undefined {
    const known = this.meanings.find(({ unit }) => equalUnits(unit, wanted));
    if (known) return known.id;
    return baseUnits.find((kind) => equalUnits(reduceBase(kind)!, wanted));
  }

  private define(words: string, above: string, below: string, unit: ReducedUnit): string {
    const id = freeId(words, this.taken);
    this.lines.push(`unit ${id} = ${above} / ${below};`);
    this.know(id, unit);
    return id;
  }
}
