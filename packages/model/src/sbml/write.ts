// A Model as SBML Level 3 Version 2 Core; as Version 1, the last that knows them, where it has fast
// reactions. Every required attribute is written, defaults included; equal models give equal bytes.
// Source: SBML Level 3 Version 2 Core, Release 2, section 4.

import type { Annotated } from "../annotation.js";
import { indexModel } from "../check/model-index.js";
import type { Operator } from "../expression.js";
import { isDraw } from "../formula/random-draws.js";
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
import { effectTerms } from "./annotation/interactions.js";
import { uncertaintyElement } from "./annotation/uncertainty.js";
import { distribNamespace } from "./annotation/vocabulary.js";
import { bearingOf } from "./annotation/write-annotation.js";
import { lambdaOf, mathOf } from "./mathml.js";
import { fluxBalanceNamespace, objectivesElement } from "./objective.js";
import { type AttributeValue, printXml, type XmlElement, xml, xmlList } from "./xml.js";

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
    "xmlns:distrib": needs.distrib ? distribNamespace : undefined,
    "xmlns:fbc": model.objective ? fluxBalanceNamespace : undefined,
    level: 3,
    version,
    "l3v2extendedmath:required": extended ? true : undefined,
    "distrib:required": needs.distrib ? true : undefined,
    "fbc:required": model.objective ? false : undefined,
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

/** What the root must declare: units of numbers, new operators, random draws and uncertainty. */
function needsOf(model: Model): { units: boolean; operators: boolean; distrib: boolean } {
  const uncertain = annotatedParts(model).flatMap(({ uncertainty = [] }) => uncertainty);
  const needs = { units: false, operators: false, distrib: uncertain.length > 0 };
  const formulas = indexModel(model).formulas.map(({ expression }) => expression);
  for (const expression of [...formulas, ...uncertain.flatMap(({ values }) => values)]) {
    visit(expression, (node) => {
      if (node.kind === "number" && node.unit !== undefined) needs.units = true;
      if (node.kind === "apply" && versionTwoOperators.has(node.operator)) needs.operators = true;
      if (isDraw(node)) needs.distrib = true;
    });
  }
  return needs;
}

/** Everything that may say something of itself. */
function annotatedParts(model: Model): readonly Annotated[] {
  return [
    model,
    ...model.functionDefinitions,
    ...model.unitDefinitions,
    ...model.compartments,
    ...model.species,
    ...model.parameters,
    ...model.rules.filter((rule) => rule.kind === "algebraic"),
    ...(model.constraints ?? []),
    ...model.reactions,
    ...model.reactions.flatMap(({ reactants, products }) => [...reactants, ...products]),
    ...model.events,
  ];
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
    "fbc:strict": model.objective ? false : undefined,
  };
  return annotated("model", model, attributes, [
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
    xmlList(
      "listOfConstraints",
      (model.constraints ?? []).map((item, i) => constraintOf(item, i)),
    ),
    xmlList(
      "listOfReactions",
      model.reactions.map((reaction) => reactionOf(reaction, version)),
    ),
    xmlList("listOfEvents", model.events.map(eventOf)),
    model.objective && objectivesElement(model.objective),
  ]);
}

/** An element with its notes, annotation and SBO term. RDF needs an id that is unique among all. */
function annotated(
  name: string,
  item: Annotated & { readonly id?: string },
  attributes: Readonly<Record<string, AttributeValue>>,
  content: readonly (XmlElement | undefined)[] = [],
): XmlElement {
  const bearing = bearingOf(item, `${name}.${item.id ?? ""}`);
  const all = [...bearing.content, ...content, uncertaintyElement(item.uncertainty)];
  return xml(name, { ...bearing.attributes, ...attributes }, all);
}

function functionDefinitionOf(item: FunctionDefinition): XmlElement {
  const { id, name, parameters, body } = item;
  return annotated("functionDefinition", item, { id, name }, [lambdaOf(parameters, body)]);
}

function unitDefinitionOf(item: UnitDefinition): XmlElement {
  const { id, name, units } = item;
  return annotated("unitDefinition", item, { id, name }, [
    xmlList("listOfUnits", units.map(unitOf)),
  ]);
}

function unitOf({ kind, exponent, scale, multiplier }: UnitFactor): XmlElement {
  return xml("unit", { kind, exponent, scale, multiplier });
}

function compartmentOf(compartment: Compartment): XmlElement {
  const { id, name, spatialDimensions, size, unit: units, constant } = compartment;
  const attributes = { id, name, spatialDimensions, size, units, constant };
  return annotated("compartment", compartment, attributes);
}

function speciesOf(species: Species): XmlElement {
  return annotated("species", species, {
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

function parameterOf(parameter: Parameter): XmlElement {
  const { id, name, value, unit: units, constant } = parameter;
  return annotated("parameter", parameter, { id, name, value, units, constant });
}

function initialAssignmentOf({ symbol, expression }: InitialAssignment): XmlElement {
  return xml("initialAssignment", { symbol }, [mathOf(expression)]);
}

/** Version 1 has no ids for rules. */
function ruleOf(rule: Rule, version: number): XmlElement {
  const named = rule.kind === "algebraic" && version > 1 ? { id: rule.id, name: rule.name } : {};
  const variable = rule.kind === "algebraic" ? undefined : rule.variable;
  const bearer = rule.kind === "algebraic" ? rule : {};
  const attributes = { ...named, variable };
  return annotated(`${rule.kind}Rule`, bearer, attributes, [mathOf(rule.expression)]);
}

/** The text of a message may have markup, so SBML wants it in an XHTML element. */
function constraintOf(constraint: Constraint, index: number): XmlElement {
  const { expression, message } = constraint;
  const text = message && xml("p", { xmlns: "http://www.w3.org/1999/xhtml" }, [message]);
  const content = [mathOf(expression), text ? xml("message", {}, [text]) : undefined];
  const bearer = { ...constraint, id: constraint.id ?? String(index) };
  return annotated("constraint", bearer, {}, content);
}

function reactionOf(reaction: Reaction, version: number): XmlElement {
  const { id, name, reversible, compartment } = reaction;
  const fast = version === 1 ? (reaction.fast ?? false) : undefined;
  return annotated("reaction", reaction, { id, name, reversible, fast, compartment }, [
    xmlList("listOfReactants", reaction.reactants.map(referenceOf)),
    xmlList("listOfProducts", reaction.products.map(referenceOf)),
    xmlList("listOfModifiers", modifiersOf(reaction)),
    kineticLawOf(reaction),
  ]);
}

function modifiersOf({ modifiers, interactions = [] }: Reaction): XmlElement[] {
  const known = new Map(interactions.map((item) => [item.species, item]));
  return modifiers.map((species) => {
    const interaction = known.get(species);
    const term = interaction ? { sboTerm: effectTerms[interaction.effect] } : {};
    const attributes = { name: interaction?.name, species };
    return annotated("modifierSpeciesReference", term, attributes);
  });
}

function referenceOf(reference: SpeciesReference): XmlElement {
  const { id, species, constant = true } = reference;
  const stoichiometry = Number.isNaN(reference.stoichiometry) ? undefined : reference.stoichiometry;
  return annotated("speciesReference", reference, { id, species, stoichiometry, constant });
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
  return annotated("event", event, { id, name, useValuesFromTriggerTime }, [
    xml("trigger", { initialValue, persistent }, [mathOf(event.trigger)]),
    priority ? xml("priority", {}, [mathOf(priority)]) : undefined,
    delay ? xml("delay", {}, [mathOf(delay)]) : undefined,
    xmlList("listOfEventAssignments", assignments),
  ]);
}
