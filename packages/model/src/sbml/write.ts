// A Model as SBML Level 3 Version 2 Core; as Version 1, the last that knows them, where it has fast
// reactions. Every required attribute is written, defaults included; equal models give equal bytes.
// Source: SBML Level 3 Version 2 Core, Release 2, section 4.

import { indexModel } from "../check/model-index.js";
import type { Operator } from "../expression.js";
import { visit } from "../formula/walk.js";
import type {
  Compartment,
  Constraint,
  FunctionDefinition,
  InitialAssignment,
  Model,
  ModelEvent,
  Parameter,
  Reaction,
  Rule,
  Species,
  SpeciesReference,
  UnitDefinition,
  UnitFactor,
} from "../model.js";
import { lambdaOf, mathOf } from "./mathml.js";
import { printXml, type XmlElement, xml, xmlList } from "./xml.js";

/** The whole SBML document of a model, as UTF-8 text. The model should have passed its checks. */
export function writeSbml(model: Model): string {
  const version = model.reactions.some((reaction) => reaction.fast) ? 1 : 2;
  const namespace = `${level3}/version${version}/core`;
  const needs = needsOf(model);
  const extended = version === 1 && needs.operators;
  const attributes = {
    xmlns: namespace,
    "xmlns:sbml": needs.units ? namespace : undefined,
    "xmlns:l3v2extendedmath": extended ? extendedMath : undefined,
    level: 3,
    version,
    "l3v2extendedmath:required": extended ? true : undefined,
  };
  return printXml(xml("sbml", attributes, [modelOf(model, version)]));
}

const level3 = "http://www.sbml.org/sbml/level3";

/** Package that gives Version 1 the operators of Version 2. */
const extendedMath = `${level3}/version1/l3v2extendedmath/version1`;

const versionTwoOperators: ReadonlySet<Operator> = new Set([
  "max",
  "min",
  "quotient",
  "rem",
  "implies",
  "rateOf",
]);

/** What formulas use that the root must declare: numbers with units, operators of Version 2. */
function needsOf(model: Model): { units: boolean; operators: boolean } {
  const needs = { units: false, operators: false };
  for (const { expression } of indexModel(model).formulas) {
    visit(expression, (node) => {
      if (node.kind === "number" && node.unit !== undefined) needs.units = true;
      if (node.kind === "apply" && versionTwoOperators.has(node.operator)) needs.operators = true;
    });
  }
  return needs;
}

function modelOf(model: Model, version: number): XmlElement {
  const { units } = model;
  const attributes = {
    id: model.id,
    name: model.name,
    substanceUnits: units.substance,
    timeUnits: units.time,
    volumeUnits: units.volume,
    areaUnits: units.area,
    lengthUnits: units.length,
    extentUnits: units.extent,
    conversionFactor: model.conversionFactor,
  };
  return xml("model", attributes, [
    xmlList("listOfFunctionDefinitions", model.functionDefinitions.map(functionDefinitionOf)),
    xmlList("listOfUnitDefinitions", model.unitDefinitions.map(unitDefinitionOf)),
    xmlList("listOfCompartments", model.compartments.map(compartmentOf)),
    xmlList("listOfSpecies", model.species.map(speciesOf)),
    xmlList("listOfParameters", model.parameters.map(parameterOf)),
    xmlList("listOfInitialAssignments", model.initialAssignments.map(initialAssignmentOf)),
    xmlList(
      "listOfRules",
      model.rules.map((rule) => ruleOf(rule, version)),
    ),
    xmlList("listOfConstraints", (model.constraints ?? []).map(constraintOf)),
    xmlList(
      "listOfReactions",
      model.reactions.map((reaction) => reactionOf(reaction, version)),
    ),
    xmlList("listOfEvents", model.events.map(eventOf)),
  ]);
}

function functionDefinitionOf({ id, name, parameters, body }: FunctionDefinition): XmlElement {
  return xml("functionDefinition", { id, name }, [lambdaOf(parameters, body)]);
}

function unitDefinitionOf({ id, name, units }: UnitDefinition): XmlElement {
  return xml("unitDefinition", { id, name }, [xmlList("listOfUnits", units.map(unitOf))]);
}

function unitOf({ kind, exponent, scale, multiplier }: UnitFactor): XmlElement {
  return xml("unit", { kind, exponent, scale, multiplier });
}

function compartmentOf(compartment: Compartment): XmlElement {
  const { id, name, spatialDimensions, size, unit: units, constant } = compartment;
  return xml("compartment", { id, name, spatialDimensions, size, units, constant });
}

function speciesOf(species: Species): XmlElement {
  return xml("species", {
    id: species.id,
    name: species.name,
    compartment: species.compartment,
    initialAmount: species.initialAmount,
    initialConcentration: species.initialConcentration,
    substanceUnits: species.substanceUnit,
    hasOnlySubstanceUnits: species.hasOnlySubstanceUnits,
    boundaryCondition: species.boundaryCondition,
    constant: species.constant,
    conversionFactor: species.conversionFactor,
  });
}

function parameterOf({ id, name, value, unit: units, constant }: Parameter): XmlElement {
  return xml("parameter", { id, name, value, units, constant });
}

function initialAssignmentOf({ symbol, expression }: InitialAssignment): XmlElement {
  return xml("initialAssignment", { symbol }, [mathOf(expression)]);
}

/** Version 1 has no ids for rules. */
function ruleOf(rule: Rule, version: number): XmlElement {
  const named = rule.kind === "algebraic" && version > 1 ? { id: rule.id, name: rule.name } : {};
  const variable = rule.kind === "algebraic" ? undefined : rule.variable;
  return xml(`${rule.kind}Rule`, { ...named, variable }, [mathOf(rule.expression)]);
}

/** The text of a message may have markup, so SBML wants it in an XHTML element. */
function constraintOf({ expression, message }: Constraint): XmlElement {
  const text = message && xml("p", { xmlns: "http://www.w3.org/1999/xhtml" }, [message]);
  return xml("constraint", {}, [mathOf(expression), text ? xml("message", {}, [text]) : undefined]);
}

function reactionOf(reaction: Reaction, version: number): XmlElement {
  const { id, name, reversible, compartment } = reaction;
  const fast = version === 1 ? (reaction.fast ?? false) : undefined;
  return xml("reaction", { id, name, reversible, fast, compartment }, [
    xmlList("listOfReactants", reaction.reactants.map(referenceOf)),
    xmlList("listOfProducts", reaction.products.map(referenceOf)),
    xmlList(
      "listOfModifiers",
      reaction.modifiers.map((species) => xml("modifierSpeciesReference", { species })),
    ),
    kineticLawOf(reaction),
  ]);
}

function referenceOf(reference: SpeciesReference): XmlElement {
  const { id, species, constant = true } = reference;
  const stoichiometry = Number.isNaN(reference.stoichiometry) ? undefined : reference.stoichiometry;
  return xml("speciesReference", { id, species, stoichiometry, constant });
}

function kineticLawOf({ kineticLaw }: Reaction): XmlElement | undefined {
  if (!kineticLaw) return undefined;
  const local = kineticLaw.localParameters.map(({ id, name, value, unit: units }) =>
    xml("localParameter", { id, name, value, units }),
  );
  return xml("kineticLaw", {}, [
    mathOf(kineticLaw.expression),
    xmlList("listOfLocalParameters", local),
  ]);
}

function eventOf(event: ModelEvent): XmlElement {
  const { id, name, useValuesFromTriggerTime, initialValue, persistent, delay, priority } = event;
  const assignments = event.assignments.map(({ variable, expression }) =>
    xml("eventAssignment", { variable }, [mathOf(expression)]),
  );
  return xml("event", { id, name, useValuesFromTriggerTime }, [
    xml("trigger", { initialValue, persistent }, [mathOf(event.trigger)]),
    priority ? xml("priority", {}, [mathOf(priority)]) : undefined,
    delay ? xml("delay", {}, [mathOf(delay)]) : undefined,
    xmlList("listOfEventAssignments", assignments),
  ]);
}
