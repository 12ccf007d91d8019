// Constraints with the text of their messages.

import type { Constraint } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import { noteMissing, readFormula } from "./formula.js";
import type { Reading } from "./reading.js";

export function readConstraint(element: XmlElement, reading: Reading): Constraint | undefined {
  const parts = reading.children(element, "math", "message");
  const message = reading.one(parts, element, "message")?.text.replaceAll(/\s+/g, " ").trim();
  const expression = readFormula(element, parts, reading);
  if (!expression) {
    noteMissing(element, reading);
    return undefined;
  }
  return { expression, ...(message ? { message } : {}), range: element.range };
}
