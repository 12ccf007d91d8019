// Function definitions; one without a formula cannot be called and is left out.

import type { FunctionDefinition } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import { noteMissing } from "./formula.js";
import { readLambda } from "./math.js";
import type { Reading } from "./reading.js";

export function readFunctionDefinition(
  element: XmlElement,
  reading: Reading,
): FunctionDefinition | undefined {
  const id = reading.id(element);
  const math = reading.one(reading.children(element, "math"), element, "math");
  const lambda = math && readLambda(math, reading);
  if (!math?.children.length) noteMissing(element, reading);
  if (!lambda) return undefined;
  return { id, ...reading.name(element), ...lambda, range: element.range };
}
