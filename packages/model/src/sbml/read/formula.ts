// The formula of an element: a `<math>` child, or a formula string in Level 1.

import type { Expression } from "../../expression.js";
import type { XmlElement } from "../xml-tree.js";
import { parseLevelOneFormula } from "./level-one/formula.js";
import { readMath } from "./math.js";
import type { Reading } from "./reading.js";

/** Undefined where there is none: Level 3 Version 2 lets formulas be missing. */
export function readFormula(
  element: XmlElement,
  children: readonly XmlElement[],
  reading: Reading,
): Expression | undefined {
  if (reading.level === 1) return formulaString(element, reading);
  const math = reading.one(children, element, "math");
  return math && readMath(math, reading);
}

/**
 * The formula of an element that does nothing without one. The test suite counts an element whose
 * formula is missing as absent (cases 1234 to 1271), which is said once for each kind.
 */
export function readOrDrop(element: XmlElement, reading: Reading): Expression | undefined {
  const expression = readFormula(element, reading.children(element, "math"), reading);
  if (!expression) noteMissing(element, reading);
  return expression;
}

/** In Level 1 a formula is an attribute, whose absence is noted where it is taken. */
export function noteMissing(element: XmlElement, reading: Reading): void {
  if (reading.level === 1) return;
  if (reading.level === 3 && reading.version >= 2)
    reading.noteOnce(element.name, element, "CH1517", { element: element.name });
  else reading.note(element, "CH1507", { element: element.name, attribute: "math" });
}

function formulaString(element: XmlElement, reading: Reading): Expression | undefined {
  const text = reading.required(element, "formula");
  const parsed = parseLevelOneFormula(text, element.range);
  if ("expression" in parsed) return parsed.expression;
  reading.note(element, "CH1514", { formula: text, cause: parsed.cause });
  return undefined;
}
