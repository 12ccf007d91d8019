// Species. Types and charges have no bearing on the dynamics and are left out.

import type { Species } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import type { Reading } from "./reading.js";
import type { UnitNames } from "./units.js";

export function readSpecies(element: XmlElement, reading: Reading, units: UnitNames): Species {
  reading.children(element);
  const initialAmount = reading.number(element, "initialAmount");
  const initialConcentration = reading.number(element, "initialConcentration");
  const substanceUnit = units.of(element, reading.level === 1 ? "units" : "substanceUnits");
  const conversionFactor = reading.optionalReference(element, "conversionFactor");
  const old = reading.level === 1;
  return {
    id: reading.id(element),
    ...reading.name(element),
    compartment: reading.reference(element, "compartment"),
    ...(initialAmount === undefined ? {} : { initialAmount }),
    ...(initialConcentration === undefined ? {} : { initialConcentration }),
    ...(substanceUnit === undefined ? {} : { substanceUnit }),
    hasOnlySubstanceUnits: old ? false : reading.flag(element, "hasOnlySubstanceUnits", false),
    boundaryCondition: reading.flag(element, "boundaryCondition", false),
    constant: old ? false : reading.flag(element, "constant", false),
    ...(conversionFactor === undefined ? {} : { conversionFactor }),
    range: element.range,
  };
}
