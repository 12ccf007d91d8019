// therapies.yaml, populations.yaml and natural-history.yaml as typed data.

import type {
  Assignment,
  Diagnostic,
  HazardEvent,
  NaturalHistory,
  Population,
  PopulationCovariate,
  Therapy,
  TherapyRoute,
} from "@chondron/model";
import {
  child,
  type Field,
  items,
  numberOf,
  numbersOf,
  readDocument,
  textOf,
  truthOf,
} from "./document.js";

export function readTherapies(text: string, file: string, found: Diagnostic[]): Therapy[] {
  return items(readDocument(text, file, found)).map(readTherapy);
}

function readTherapy(field: Field): Therapy {
  const amount = child(field, "amount");
  return {
    ...texts(field, ["id", "label", "unit", "source", "note"]),
    active: truthOf(child(field, "active")),
    amount: numbers(amount, ["usual", "low", "high"]),
    context: numberOf(child(field, "context")),
    routes: items(child(field, "routes")).map(readRoute),
  };
}

function readRoute(field: Field): TherapyRoute {
  const stop = child(field, "stop");
  return {
    ...texts(field, ["id", "label"]),
    give: items(child(field, "give")).map(readAssignment),
    ...(stop.value === undefined ? {} : { stop: items(stop).map(readAssignment) }),
  };
}

function readAssignment(field: Field): Assignment {
  return texts(field, ["variable", "formula"]);
}

export function readPopulations(text: string, file: string, found: Diagnostic[]): Population[] {
  return items(readDocument(text, file, found)).map((field) => ({
    ...texts(field, ["id", "label", "source", "note"]),
    covariates: items(child(field, "covariates")).map(readPopulationCovariate),
  }));
}

function readPopulationCovariate(field: Field): PopulationCovariate {
  const limit = <K extends "low" | "high">(key: K) => {
    const at = child(field, key);
    return at.value === undefined ? {} : ({ [key]: numberOf(at) } as Record<K, number>);
  };
  const row = texts(field, ["id", "distribution", "source", "note"]);
  return { ...row, ...limit("low"), ...limit("high") };
}

export function readNaturalHistory(
  text: string,
  file: string,
  found: Diagnostic[],
): NaturalHistory {
  const field = readDocument(text, file, found);
  return {
    ageCovariate: textOf(child(field, "ageCovariate")),
    ...numbers(field, ["healthyAge", "daysPerYear", "defaultAbsoluteTolerance"]),
    hazardEvents: items(child(field, "hazardEvents")).map(readHazardEvent),
    healthyParameters: numbersOf(child(field, "healthyParameters")),
    absoluteTolerances: numbersOf(child(field, "absoluteTolerances")),
  };
}

function readHazardEvent(field: Field): HazardEvent {
  return texts(field, ["id", "label", "hazard", "threshold", "event", "paramcd"]);
}

function texts<K extends string>(field: Field, keys: readonly K[]): Record<K, string> {
  return Object.fromEntries(keys.map((key) => [key, textOf(child(field, key))])) as Record<
    K,
    string
  >;
}

function numbers<K extends string>(field: Field, keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, numberOf(child(field, key))])) as Record<
    K,
    number
  >;
}
