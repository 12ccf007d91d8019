// A `<model>` of any level to a Model: its lists in turn, then what the lists have for each other.

import type { Model } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import { readCompartment } from "./compartments.js";
import { readConstraint } from "./constraints.js";
import { readEvent } from "./events.js";
import { readFunctionDefinition } from "./function-definitions.js";
import { changingIds } from "./level-one/changing.js";
import { readObjective } from "./objective.js";
import { readParameter } from "./parameters.js";
import { readReaction } from "./reactions.js";
import type { Reading } from "./reading.js";
import { readInitialAssignment, readRule, ruleElements } from "./rules.js";
import { readSpecies } from "./species.js";
import { readUnitDefinition, UnitNames } from "./units.js";

const lists = [
  "listOfFunctionDefinitions",
  "listOfUnitDefinitions",
  "listOfCompartmentTypes",
  "listOfSpeciesTypes",
  "listOfCompartments",
  "listOfSpecies",
  "listOfParameters",
  "listOfInitialAssignments",
  "listOfRules",
  "listOfConstraints",
  "listOfReactions",
  "listOfEvents",
];

export function readModel(element: XmlElement, reading: Reading): Model {
  const parts = reading.children(element, ...lists);
  const list = (name: string, ...entries: readonly string[]): XmlElement[] =>
    reading.entries(parts, element, name, ...entries);
  const unitDefinitions = list("listOfUnitDefinitions", "unitDefinition");
  const units = new UnitNames(
    unitDefinitions.map((entry) => readUnitDefinition(entry, reading)),
    reading,
  );
  const rules = list("listOfRules", ...ruleElements(reading)).flatMap(
    (entry) => readRule(entry, reading) ?? [],
  );
  const changing = reading.level === 1 ? changingIds(element, rules) : new Set<string>();
  const reactions = list("listOfReactions", "reaction").map((entry) =>
    readReaction(entry, reading, units),
  );
  const constraints = list("listOfConstraints", "constraint").flatMap(
    (entry) => readConstraint(entry, reading) ?? [],
  );
  const objective = readObjective(element, reading);
  const conversionFactor = reading.optionalReference(element, "conversionFactor");
  return {
    id: reading.optionalId(element) ?? "model",
    ...reading.name(element),
    functionDefinitions: list("listOfFunctionDefinitions", "functionDefinition").flatMap(
      (entry) => readFunctionDefinition(entry, reading) ?? [],
    ),
    compartments: list("listOfCompartments", "compartment").map((entry) =>
      readCompartment(entry, reading, units, changing),
    ),
    species: list("listOfSpecies", "species", "specie").map((entry) =>
      readSpecies(entry, reading, units),
    ),
    parameters: list("listOfParameters", "parameter").map((entry) =>
      readParameter(entry, reading, units, changing),
    ),
    initialAssignments: list("listOfInitialAssignments", "initialAssignment").flatMap(
      (entry) => readInitialAssignment(entry, reading) ?? [],
    ),
    rules: [...rules, ...reactions.flatMap((item) => item.rules)],
    reactions: reactions.map((item) => item.reaction),
    events: list("listOfEvents", "event").map((entry) => readEvent(entry, reading)),
    ...(constraints.length === 0 ? {} : { constraints }),
    ...(objective ? { objective } : {}),
    ...(conversionFactor === undefined ? {} : { conversionFactor }),
    unitDefinitions: units.all(),
    units: units.ofModel(element),
  };
}
