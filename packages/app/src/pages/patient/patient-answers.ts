// The form's answers out of the address, and what the engine is asked for them.

import type { Query } from "../../state/route.js";
import { type FieldId, patientFields, scaleEnds } from "./patient-fields.js";

/** Answers by field; a number is undefined where the person does not know it. */
export interface PatientAnswers {
  readonly number: (id: FieldId) => number | undefined;
  readonly choice: (id: FieldId) => string;
}

/** What stands in the address, brought into the limits; nonsense counts as not given. */
export function readAnswers(query: Query): PatientAnswers {
  return {
    number: (id) => readNumber(id, query[id]),
    choice: (id) => readChoice(id, query[id]),
  };
}

function readNumber(id: FieldId, text: string | undefined): number | undefined {
  const field = patientFields[id];
  if (field.kind !== "number") return undefined;
  if (text === "unknown" && field.optional) return undefined;
  const value = Number(text);
  if (text === undefined || text.trim() === "" || !Number.isFinite(value))
    return field.optional ? undefined : field.usual;
  return Math.min(field.high, Math.max(field.low, value));
}

function readChoice(id: FieldId, text: string | undefined): string {
  const field = patientFields[id];
  if (field.kind !== "choice") return "";
  const values: readonly string[] = field.values;
  return text !== undefined && values.includes(text) ? text : values[0]!;
}

const severities: Readonly<Record<string, number>> = { mild: 0.3, moderate: 0.65, severe: 1 };

/** Covariates of the disease's table; what is unknown is absent. */
export function patientCovariates(answers: PatientAnswers): Record<string, number> {
  const height = answers.number("height")! / 100;
  return compact({
    age: answers.number("age"),
    female: answers.choice("sex") === "female" ? 1 : 0,
    height,
    bmi: answers.number("weight")! / height ** 2,
    alignment: answers.number("alignment"),
    gene: numberOr(answers.choice("heredity")),
    occ: yesNo(answers.choice("occupation")),
    iron: yesNo(answers.choice("iron")),
    hrt: yesNo(answers.choice("hormones")),
    diabetes: yesNo(answers.choice("diabetes")),
    ...injuryOf(answers),
  });
}

function injuryOf(answers: PatientAnswers): Record<string, number | undefined> {
  const severity = answers.choice("injury");
  if (severity === "unknown") return {};
  if (severity === "none") return { had_injury: 0 };
  return {
    had_injury: 1,
    injury_severity: severities[severity],
    injury_age: answers.number("injuryAge"),
  };
}

/** What was measured today, by outcome of the disease's table. */
export function patientObservations(answers: PatientAnswers): Record<string, number> {
  return compact({
    kl_grade: numberOr(answers.choice("kl")),
    ...scored(answers, "painScale", "pain"),
    ...scored(answers, "functionScale", "function"),
  });
}

function scored(
  answers: PatientAnswers,
  scaleField: FieldId,
  valueField: FieldId,
): Record<string, number | undefined> {
  const scale = answers.choice(scaleField);
  const ends = scaleEnds[scale];
  const value = answers.number(valueField);
  if (!ends || value === undefined) return {};
  return { [scale]: Math.min(ends[1], Math.max(ends[0], value)) };
}

function yesNo(answer: string): number | undefined {
  return answer === "yes" ? 1 : answer === "no" ? 0 : undefined;
}

function numberOr(answer: string): number | undefined {
  return answer === "unknown" ? undefined : Number(answer);
}

function compact(values: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, number] => pair[1] !== undefined),
  );
}
