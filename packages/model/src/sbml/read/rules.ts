// Rules and initial assignments. Level 1 has three rules named after what they set, each of type
// "scalar" (an assignment) or "rate". What has no formula is left out.

import type { InitialAssignment, Rule } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import { readOrDrop } from "./formula.js";
import type { Reading } from "./reading.js";

export function readInitialAssignment(
  element: XmlElement,
  reading: Reading,
): InitialAssignment | undefined {
  const symbol = reading.reference(element, "symbol");
  const expression = readOrDrop(element, reading);
  return expression && { symbol, expression, range: element.range };
}

/** The attribute that names what a Level 1 rule sets. */
const levelOneVariables: Readonly<Record<string, string>> = {
  compartmentVolumeRule: "compartment",
  speciesConcentrationRule: "species",
  specieConcentrationRule: "specie",
  parameterRule: "name",
};

const ruleNames = ["algebraicRule", "assignmentRule", "rateRule"] as const;

/** Names of rule elements in the level read. */
export function ruleElements(reading: Reading): readonly string[] {
  return reading.level === 1 ? ["algebraicRule", ...Object.keys(levelOneVariables)] : ruleNames;
}

export function readRule(element: XmlElement, reading: Reading): Rule | undefined {
  const { range } = element;
  const target = element.name === "algebraicRule" ? undefined : targetOf(element, reading);
  const expression = readOrDrop(element, reading);
  if (!expression) return undefined;
  return target ? { ...target, expression, range } : { kind: "algebraic", expression, range };
}

function targetOf(
  element: XmlElement,
  reading: Reading,
): { kind: "assignment" | "rate"; variable: string } {
  const attribute = levelOneVariables[element.name];
  if (attribute === undefined) {
    const kind = element.name === "rateRule" ? "rate" : "assignment";
    return { kind, variable: reading.reference(element, "variable") };
  }
  const type = reading.text(element, "type") ?? "scalar";
  if (type !== "scalar" && type !== "rate") {
    const values = { text: type, kind: "type of rule", attribute: "type", element: element.name };
    reading.note(element, "CH1509", values);
  }
  const variable = reading.reference(element, oldSpelling(element, attribute));
  return { kind: type === "rate" ? "rate" : "assignment", variable };
}

/** Level 1 Version 1 wrote "specie" in places. */
function oldSpelling(element: XmlElement, attribute: string): string {
  const other = element.attributes.some(({ name }) => name === "specie");
  return other && attribute === "species" ? "specie" : attribute;
}
