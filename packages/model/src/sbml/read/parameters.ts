// Parameters, of the model and of single reactions.

import type { Parameter } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import type { Reading } from "./reading.js";
import type { UnitNames } from "./units.js";

/** `changing` holds the ids with rules: what Level 1 says instead of `constant`. */
export function readParameter(
  element: XmlElement,
  reading: Reading,
  units: UnitNames,
  changing: ReadonlySet<string>,
): Parameter {
  const id = reading.id(element);
  const constant =
    reading.level === 1 ? !changing.has(id) : reading.flag(element, "constant", true);
  return { ...contentOf(element, id, reading, units), constant, range: element.range };
}

/** A parameter that one reaction alone knows, which is constant in every level. */
export function readLocalParameter(
  element: XmlElement,
  reading: Reading,
  units: UnitNames,
): Parameter {
  const id = reading.id(element);
  return { ...contentOf(element, id, reading, units), constant: true, range: element.range };
}

function contentOf(
  element: XmlElement,
  id: string,
  reading: Reading,
  units: UnitNames,
): Omit<Parameter, "constant"> {
  reading.children(element);
  const value = reading.number(element, "value");
  const unit = units.of(element, "units");
  return {
    id,
    ...reading.name(element),
    ...(value === undefined ? {} : { value }),
    ...(unit === undefined ? {} : { unit }),
  };
}
