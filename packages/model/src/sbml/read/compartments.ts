// Compartments. Level 1 has `volume`, one litre where it is left out; later levels have `size`
// with no default, and two or fewer dimensions. Types and nesting (`compartmentType`, `outside`)
// have no bearing on the dynamics and are left out.

import type { Compartment } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import type { Reading } from "./reading.js";
import type { UnitNames } from "./units.js";

/** `changing` holds the ids with rules: what Level 1 says instead of `constant`. */
export function readCompartment(
  element: XmlElement,
  reading: Reading,
  units: UnitNames,
  changing: ReadonlySet<string>,
): Compartment {
  reading.children(element);
  const id = reading.id(element);
  const size = sizeOf(element, reading);
  const unit = units.of(element, "units");
  const spatialDimensions = reading.number(element, "spatialDimensions") ?? 3;
  if (spatialDimensions === 2 && unit === undefined) units.useArea();
  return {
    id,
    ...reading.name(element),
    spatialDimensions,
    ...(size === undefined ? {} : { size }),
    ...(unit === undefined ? {} : { unit }),
    constant: reading.level === 1 ? !changing.has(id) : reading.flag(element, "constant", true),
    range: element.range,
  };
}

function sizeOf(element: XmlElement, reading: Reading): number | undefined {
  return reading.level === 1
    ? (reading.number(element, "volume") ?? 1)
    : reading.number(element, "size");
}
