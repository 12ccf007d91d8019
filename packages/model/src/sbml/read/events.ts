// Events. Before Level 3 every trigger counted as true before the start and every event persisted;
// an event without a trigger formula never happens (L3V2).

import type { Expression } from "../../expression.js";
import type { EventAssignment, ModelEvent } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import { readFormula, readOrDrop } from "./formula.js";
import type { Reading } from "./reading.js";

export function readEvent(element: XmlElement, reading: Reading): ModelEvent {
  const parts = reading.children(element, "trigger", "delay", "priority", "listOfEventAssignments");
  const id = reading.optionalId(element) ?? reading.unusedId("_E");
  const formulaIn = (name: string): Expression | undefined => {
    const holder = reading.one(parts, element, name);
    return holder && readOrDrop(holder, reading);
  };
  const delay = formulaIn("delay");
  const priority = formulaIn("priority");
  return {
    id,
    ...reading.name(element),
    ...triggerOf(element, parts, reading),
    ...(delay ? { delay } : {}),
    ...(priority ? { priority } : {}),
    useValuesFromTriggerTime: reading.flag(element, "useValuesFromTriggerTime", true),
    assignments: reading
      .entries(parts, element, "listOfEventAssignments", "eventAssignment")
      .flatMap((entry) => readAssignment(entry, reading)),
    range: element.range,
  };
}

function triggerOf(
  event: XmlElement,
  parts: readonly XmlElement[],
  reading: Reading,
): Pick<ModelEvent, "trigger" | "initialValue" | "persistent"> {
  const never: Expression = { kind: "constant", name: "false" };
  const element = reading.one(parts, event, "trigger");
  if (!element) {
    if (reading.level < 3 || reading.version < 2)
      reading.note(event, "CH1507", { element: "event", attribute: "trigger" });
    return { trigger: never, initialValue: true, persistent: true };
  }
  return {
    trigger: readFormula(element, reading.children(element, "math"), reading) ?? never,
    initialValue: reading.flag(element, "initialValue", true),
    persistent: reading.flag(element, "persistent", true),
  };
}

function readAssignment(element: XmlElement, reading: Reading): EventAssignment[] {
  const variable = reading.reference(element, "variable");
  const expression = readOrDrop(element, reading);
  return expression ? [{ variable, expression, range: element.range }] : [];
}
