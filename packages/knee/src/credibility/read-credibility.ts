// credibility.yaml as typed data. What is missing or of the wrong kind is said with its place; whether the
// figures, rows and outcomes it names exist is the business of those who have them.

import { type Diagnostic, diagnose } from "@chondron/model";
import {
  child,
  type Field,
  items,
  numberOf,
  numbersOf,
  rangeOf,
  readDocument,
  textOf,
} from "../document.js";
import {
  type CohortFigureRow,
  type CohortRow,
  type Comparator,
  type Credibility,
  type CredibilityFactor,
  cohortStatistics,
  credibilityActivities,
  type Exploration,
  type Judgement,
  riskLevels,
  type SelfCheckPlan,
} from "./credibility.js";

/** The frame of a text; undefined, with what is wrong in `found`, where it is not whole. */
export function readCredibility(
  text: string,
  file: string,
  found: Diagnostic[],
): Credibility | undefined {
  const before = found.length;
  const field = readDocument(text, file, found);
  if (found.length > before) return undefined;
  const read = (key: string): Field => child(field, key);
  const credibility: Credibility = {
    ...{ question: textOf(read("question")), contextOfUse: textOf(read("contextOfUse")) },
    notFor: items(read("notFor")).map(textOf),
    influence: readJudgement(read("influence"), found),
    consequence: readJudgement(read("consequence"), found),
    impact: textOf(read("impact")),
    factors: unique(read("factors"), (item) => readFactor(item, found), found),
    comparators: unique(read("comparators"), readComparator, found),
    cohorts: unique(read("cohorts"), (item) => readCohort(item, found), found),
    exploration: readExploration(read("exploration")),
    selfCheck: readSelfCheck(read("selfCheck")),
    assumptions: items(read("assumptions")).map(textOf),
    limits: items(read("limits")).map(textOf),
  };
  return found.length > before ? undefined : credibility;
}

/** Items of a list, each id once. */
function unique<T extends { readonly id: string }>(
  field: Field,
  read: (item: Field) => T,
  found: Diagnostic[],
): T[] {
  const seen = new Set<string>();
  return items(field).map((item) => {
    const row = read(item);
    if (seen.has(row.id) && row.id !== "")
      found.push(diagnose("CH5006", { id: row.id }, rangeOf(item)));
    seen.add(row.id);
    return row;
  });
}

function readJudgement(field: Field, found: Diagnostic[]): Judgement {
  const level = choice(child(field, "level"), "level", field.path, riskLevels, found);
  return { level, reason: textOf(child(field, "reason")) };
}

function readFactor(field: Field, found: Diagnostic[]): CredibilityFactor {
  const id = textOf(child(field, "id"));
  const low = bound(child(field, "low"), Number.NEGATIVE_INFINITY);
  const high = bound(child(field, "high"), Number.POSITIVE_INFINITY);
  if (!(low <= high) || (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY))
    found.push(diagnose("CH5030", { id }, rangeOf(field)));
  return {
    ...{ id, low, high, range: rangeOf(field) },
    activity: choice(child(field, "activity"), "activity", id, credibilityActivities, found),
    ...texts(field, ["name", "criterion", "figure"]),
  };
}

function readComparator(field: Field): Comparator {
  return { ...texts(field, ["id", "label", "therapy", "row"]), range: rangeOf(field) };
}

function readCohort(field: Field, found: Diagnostic[]): CohortRow {
  return {
    ...texts(field, ["id", "label", "population"]),
    protocol: optionalText(field, "protocol"),
    figures: unique(child(field, "figures"), (item) => readCohortFigure(item, found), found),
  };
}

function readCohortFigure(field: Field, found: Diagnostic[]): CohortFigureRow {
  const id = textOf(child(field, "id"));
  const word = (key: string): string => optionalText(field, key);
  return {
    ...texts(field, ["id", "label", "unit", "source"]),
    statistic: choice(child(field, "statistic"), "statistic", id, cohortStatistics, found),
    ...{ outcome: word("outcome"), other: word("other"), event: word("event") },
    ...numbers(field, ["years", "low", "high"]),
    range: rangeOf(field),
  };
}

function readExploration(field: Field): Exploration {
  return {
    ...texts(field, ["therapy", "label", "route", "versus", "population", "endpoint"]),
    ...numbers(field, ["week", "trialPatients", "scheduleAmount"]),
    amounts: items(child(field, "amounts")).map(numberOf),
    schedules: items(child(field, "schedules")).map((days) => items(days).map(numberOf)),
  };
}

function readSelfCheck(field: Field): SelfCheckPlan {
  return {
    ...texts(field, ["group", "scenario"]),
    ...numbers(field, ["healthyYears", "startYear", "defaultScale"]),
    scales: numbersOf(child(field, "scales")),
  };
}

function optionalText(field: Field, key: string): string {
  const item = child(field, key);
  return item.value === undefined ? "" : textOf(item);
}

function bound(field: Field, absent: number): number {
  return field.value === undefined ? absent : numberOf(field);
}

function choice<T extends string>(
  field: Field,
  column: string,
  id: string,
  allowed: readonly T[],
  found: Diagnostic[],
): T {
  const value = allowed.find((word) => word === field.value);
  if (value !== undefined) return value;
  const text = String(field.value ?? "");
  found.push(diagnose("CH5005", { column, id, text, allowed: allowed.join(", ") }, rangeOf(field)));
  return allowed[0]!;
}

function texts<K extends string>(field: Field, keys: readonly K[]): Record<K, string> {
  return record(keys, (key) => textOf(child(field, key)));
}

function numbers<K extends string>(field: Field, keys: readonly K[]): Record<K, number> {
  return record(keys, (key) => numberOf(child(field, key)));
}

function record<K extends string, V>(keys: readonly K[], read: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<K, V>;
}
