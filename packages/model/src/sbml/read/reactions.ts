// Reactions. A stoichiometry is a number, or in Level 2 a formula, which becomes an assignment rule
// for the species reference: Level 3 says the same so (SBML L3V2 Core appendix on changes).

import type { Expression } from "../../expression.js";
import type { AssignmentRule, KineticLaw, Reaction, SpeciesReference } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import { noteMissing, readFormula } from "./formula.js";
import { readLocalParameter } from "./parameters.js";
import type { Reading } from "./reading.js";
import type { UnitNames } from "./units.js";

export interface ReadReaction {
  readonly reaction: Reaction;
  /** Rules for stoichiometries that formulas give. */
  readonly rules: readonly AssignmentRule[];
}

const reactionParts = ["listOfReactants", "listOfProducts", "listOfModifiers", "kineticLaw"];

export function readReaction(
  element: XmlElement,
  reading: Reading,
  units: UnitNames,
): ReadReaction {
  const parts = reading.children(element, ...reactionParts);
  const id = reading.id(element);
  const compartment = reading.optionalReference(element, "compartment");
  const rules: AssignmentRule[] = [];
  const side = (list: string): SpeciesReference[] =>
    reading
      .entries(parts, element, list, "speciesReference", "specieReference")
      .map((entry) => readSpeciesReference(entry, id, reading, rules));
  const reaction: Reaction = {
    id,
    ...reading.name(element),
    reversible: reading.flag(element, "reversible", true),
    ...(compartment === undefined ? {} : { compartment }),
    reactants: side("listOfReactants"),
    products: side("listOfProducts"),
    modifiers: readModifiers(element, parts, reading),
    ...kineticLawOf(element, parts, reading, units),
    ...(isFast(element, reading) ? { fast: true } : {}),
    range: element.range,
  };
  return { reaction, rules };
}

/** Level 3 Version 1 requires `fast`; Version 2 has dropped it, and so have we there. */
function isFast(element: XmlElement, reading: Reading): boolean {
  if (reading.level === 3 && reading.version >= 2) {
    if (reading.text(element, "fast") !== undefined)
      reading.noteOnce("fast", element, "CH1516", { element: element.name, attribute: "fast" });
    return false;
  }
  return reading.flag(element, "fast", false);
}

function readModifiers(
  element: XmlElement,
  parts: readonly XmlElement[],
  reading: Reading,
): string[] {
  return reading
    .entries(parts, element, "listOfModifiers", "modifierSpeciesReference")
    .map((entry) => {
      reading.children(entry);
      return reading.reference(entry, "species");
    });
}

function readSpeciesReference(
  element: XmlElement,
  reaction: string,
  reading: Reading,
  rules: AssignmentRule[],
): SpeciesReference {
  const parts = reading.children(element, "stoichiometryMath");
  const attribute = reading.text(element, "specie") === undefined ? "species" : "specie";
  const species = reading.reference(element, attribute);
  const formula = stoichiometryFormula(element, parts, reading);
  const own = reading.level === 1 ? undefined : reading.optionalId(element);
  const { range } = element;
  if (!formula || formula.kind === "number") {
    const stoichiometry = formula?.value ?? numberOf(element, reading);
    const constant = reading.level < 3 || reading.flag(element, "constant", true);
    const varies = constant ? {} : { constant: false };
    return { ...(own === undefined ? {} : { id: own }), species, stoichiometry, ...varies, range };
  }
  const id = own ?? reading.unusedId(`${reaction}_${species}_stoichiometry`);
  rules.push({ kind: "assignment", variable: id, expression: formula, range });
  return { id, species, stoichiometry: Number.NaN, constant: false, range };
}

function stoichiometryFormula(
  element: XmlElement,
  parts: readonly XmlElement[],
  reading: Reading,
): Expression | undefined {
  const holder = reading.one(parts, element, "stoichiometryMath");
  return holder && readFormula(holder, reading.children(holder, "math"), reading);
}

/** One where it is left out; in Level 3 it is then for a rule or an initial assignment to give. */
function numberOf(element: XmlElement, reading: Reading): number {
  const stoichiometry = reading.number(element, "stoichiometry");
  if (reading.level >= 3) return stoichiometry ?? Number.NaN;
  const denominator = reading.level === 1 ? (reading.integer(element, "denominator") ?? 1) : 1;
  return (stoichiometry ?? 1) / denominator;
}

function kineticLawOf(
  reaction: XmlElement,
  parts: readonly XmlElement[],
  reading: Reading,
  units: UnitNames,
): { readonly kineticLaw?: KineticLaw } {
  const element = reading.one(parts, reaction, "kineticLaw");
  if (!element) return {};
  const names = localNames(reading);
  const inner = reading.children(element, "math", names.list);
  const expression = readFormula(element, inner, reading);
  if (!expression) noteMissing(element, reading);
  const localParameters = reading
    .entries(inner, element, names.list, names.entry)
    .map((entry) => readLocalParameter(entry, reading, units));
  return expression ? { kineticLaw: { expression, localParameters } } : {};
}

function localNames({ level }: Reading): { readonly list: string; readonly entry: string } {
  return level >= 3
    ? { list: "listOfLocalParameters", entry: "localParameter" }
    : { list: "listOfParameters", entry: "parameter" };
}
