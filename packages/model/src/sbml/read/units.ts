// Unit definitions and the units of the whole model. Level 1 and 2 have five names with a meaning
// of their own (substance, volume, area, length, time), which a model may define anew.
// Source: SBML L2V5 section 4.4, L3V2 Core sections 4.2 and 4.4.

import { baseUnitNamed } from "../../base-units.js";
import type { ModelUnits, UnitDefinition, UnitFactor } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import type { Reading } from "./reading.js";

export function readUnitDefinition(element: XmlElement, reading: Reading): UnitDefinition {
  const id = reading.id(element);
  const parts = reading.children(element, "listOfUnits");
  const units = reading
    .entries(parts, element, "listOfUnits", "unit")
    .map((unit) => readUnit(unit, id, reading));
  return { id, ...reading.name(element), units, range: element.range };
}

function readUnit(element: XmlElement, id: string, reading: Reading): UnitFactor {
  reading.children(element);
  const kind = reading.reference(element, "kind");
  if ((reading.number(element, "offset") ?? 0) !== 0 || kind === "Celsius")
    reading.note(element, "CH1515", { id });
  return {
    kind: kind === "Celsius" ? "kelvin" : (baseUnitNamed(kind) ?? kind),
    exponent: reading.measure(element, "exponent", 1),
    scale: reading.measure(element, "scale", 0),
    multiplier: reading.level === 1 ? 1 : reading.measure(element, "multiplier", 1),
  };
}

/** Units that Level 1 and 2 know by these names unless the model defines them anew. */
const predefined = {
  substance: "mole",
  volume: "litre",
  area: "area",
  length: "metre",
  time: "second",
} as const;

const squareMetre: UnitDefinition = {
  id: "area",
  units: [{ kind: "metre", exponent: 2, scale: 0, multiplier: 1 }],
};

/** Gives unit names their Level 3 meaning, and the definitions that this takes. */
export class UnitNames {
  private readonly defined: ReadonlySet<string>;
  private needsArea = false;

  constructor(
    private readonly definitions: readonly UnitDefinition[],
    private readonly reading: Reading,
  ) {
    this.defined = new Set(definitions.map(({ id }) => id));
  }

  /** A unit attribute, or undefined where it is absent. */
  of(element: XmlElement, attribute: string): string | undefined {
    const name = this.reading.optionalReference(element, attribute);
    if (name === undefined || this.reading.level >= 3 || this.defined.has(name)) return name;
    if (name === "area") this.needsArea = true;
    if (Object.hasOwn(predefined, name)) return predefined[name as keyof typeof predefined];
    return baseUnitNamed(name) ?? name;
  }

  /** Call for a two-dimensional compartment without a unit. */
  useArea(): void {
    if (this.reading.level < 3 && !this.defined.has("area")) this.needsArea = true;
  }

  /** The definitions of the model with those added that old names need; last of all. */
  all(): readonly UnitDefinition[] {
    return this.needsArea ? [...this.definitions, squareMetre] : this.definitions;
  }

  ofModel(model: XmlElement): ModelUnits {
    return this.reading.level >= 3 ? this.stated(model) : this.inherited();
  }

  private stated(model: XmlElement): ModelUnits {
    const units: Record<string, string> = {};
    for (const quantity of ["substance", "time", "volume", "area", "length", "extent"]) {
      const unit = this.of(model, `${quantity}Units`);
      if (unit !== undefined) units[quantity] = unit;
    }
    return units;
  }

  private inherited(): ModelUnits {
    const named = (name: keyof typeof predefined): string =>
      this.defined.has(name) ? name : predefined[name];
    const area = this.defined.has("area") || this.needsArea;
    return {
      substance: named("substance"),
      time: named("time"),
      volume: named("volume"),
      length: named("length"),
      extent: named("substance"),
      ...(area ? { area: "area" } : {}),
    };
  }
}
