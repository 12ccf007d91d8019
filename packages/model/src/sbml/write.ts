// A Model as SBML Level 3 Version 2 Core. Every required attribute is written, defaults included;
// equal models give equal bytes. Source: SBML Level 3 Version 2 Core, Release 2, section 4.

import type {
  Compartment,
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
import { lambdaOf, mathOf, sbmlNamespace } from "./mathml.js";
import { printXml, type XmlElement, xml, xmlList } from "./xml.js";

/** The whole SBML document of a model, as UTF-8 text. The model should have passed its checks. */
export function writeSbml(model: Model): string {
  return printXml(xml("sbml", { xmlns: sbmlNamespace, level: 3, version: 2 }, [modelOf(model)]));
}

function modelOf(model: Model): XmlElement {
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
  };
  return xml("model", attributes, [
    xmlList("listOfFunctionDefinitions", model.functionDefinitions.map(functionDefinitionOf)),
    xmlList("listOfUnitDefinitions", model.unitDefinitions.map(unitDefinitionOf)),
    xmlList("listOfCompartments", model.compartments.map(compartmentOf)),
    xmlList("listOfSpecies", model.species.map(speciesOf)),
    xmlList("listOfParameters", model.parameters.map(parameterOf)),
    xmlList("listOfInitialAssignments", model.initialAssignments.map(initialAssignmentOf)),
    xmlList("listOfRules", model.rules.map(ruleOf)),
    xmlList("listOfReactions", model.reactions.map(reactionOf)),
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

function ruleOf(rule: Rule): XmlElement {
  const variable = rule.kind === "algebraic" ? undefined : rule.variable;
  return xml(`${rule.kind}Rule`, { variable }, [mathOf(rule.expression)]);
}

function reactionOf(reaction: Reaction): XmlElement {
  const { id, name, reversible, compartment } = reaction;
  return xml("reaction", { id, name, reversible, compartment }, [
    xmlList("listOfReactants", reaction.reactants.map(referenceOf)),
    xmlList("listOfProducts", reaction.products.map(referenceOf)),
    xmlList(
      "listOfModifiers",
      reaction.modifiers.map((species) => xml("modifierSpeciesReference", { species })),
    ),
    kineticLawOf(reaction),
  ]);
}

function referenceOf({ species, stoichiometry }: SpeciesReference): XmlElement {
  return xml("speciesReference", { species, stoichiometry, constant: true });
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
