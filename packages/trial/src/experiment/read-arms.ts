// Cohorts and arms of experiments: who is looked at and what is done to them, checked against the
// disease.

import type { Population } from "@chondron/model";
import { parseDistribution } from "../population/distribution-text.js";
import { parseEligibility } from "../predict/population-text.js";
import { parseRegimen } from "../predict/regimen-text.js";
import type { Path } from "../protocol/document.js";
import { ofPopulation } from "../protocol/population.js";
import type { CovariateOverride } from "../protocol.js";
import type { ArmPlan, CohortPlan } from "./experiment.js";
import { type ExperimentReading, refuse, requireName } from "./reading.js";
import type { ArmText, BookText, CohortText, ExperimentText, NumberMap } from "./schema.js";

export function readCohorts(reading: ExperimentReading, { cohorts }: BookText): CohortPlan[] {
  return Object.entries(cohorts).map(([id, text]) => readCohort(reading, id, text));
}

function readCohort(reading: ExperimentReading, id: string, text: CohortText): CohortPlan {
  const { disease, found, document, symbols } = reading;
  const path = ["cohorts", id];
  const where = `cohort "${id}"`;
  const population = text.population ?? "";
  const range = document.rangeOf([...path, "population"]);
  const eligibility = parseEligibility(population, disease, found, range) ?? [];
  const covariates = Object.entries(text.covariates ?? {}).map(([name, value]) => {
    const at = [...path, "covariates", name];
    requireName(reading, where, "covariate", name, symbols.covariates, at);
    return [name, overrideOf(reading, id, value, at)] as const;
  });
  const from = populationOf(reading, where, text, [...path, "from"]);
  const always = text.always ?? {};
  requireValues(reading, where, "parameter", always, ledgerParameters(reading), [
    ...path,
    "always",
  ]);
  return {
    ...{ id, label: text.label, from: from?.id ?? "", population, eligibility, always },
    covariates: { ...ofPopulation(from), ...Object.fromEntries(covariates) },
  };
}

/** Whom candidates are drawn from: the population that is named, or the disease's first. */
function populationOf(
  reading: ExperimentReading,
  where: string,
  { from }: CohortText,
  path: Path,
): Population | undefined {
  const populations = reading.disease.populations ?? [];
  if (from === undefined) return populations[0];
  const ids = populations.map(({ id }) => id);
  requireName(reading, where, "population", from, ids, path);
  return populations.find(({ id }) => id === from);
}

/** A number is taken as it is, beyond the covariate's range too. */
function overrideOf(
  reading: ExperimentReading,
  id: string,
  value: number | string,
  path: Path,
): CovariateOverride {
  if (typeof value === "number")
    return { distribution: `constant(${value})`, low: value, high: value };
  const { distribution, cause } = parseDistribution(value);
  if (!distribution)
    refuse(
      reading,
      id,
      value,
      cause ?? "it is none",
      'Write a distribution as in "normal(60, 8)".',
      path,
    );
  return { distribution: value };
}

/** Parameters with a row: what is set from health on replaces the row's value. */
export function ledgerParameters({ disease }: ExperimentReading): string[] {
  return disease.parameters.map(({ id }) => id);
}

function requireValues(
  reading: ExperimentReading,
  where: string,
  kind: string,
  values: NumberMap,
  known: readonly string[],
  path: Path,
): void {
  for (const name of Object.keys(values))
    requireName(reading, where, kind, name, known, [...path, name]);
}

export function readArms(
  reading: ExperimentReading,
  experiment: ExperimentText,
  cohorts: readonly CohortPlan[],
  path: Path,
): ArmPlan[] {
  return Object.entries(experiment.arms).map(([id, text]) =>
    readArm(reading, experiment, id, typeof text === "string" ? { give: text } : text, cohorts, [
      ...path,
      "arms",
      id,
    ]),
  );
}

function readArm(
  reading: ExperimentReading,
  experiment: ExperimentText,
  id: string,
  text: ArmText,
  cohorts: readonly CohortPlan[],
  path: Path,
): ArmPlan {
  const { disease, found, document, symbols } = reading;
  const where = `experiment "${experiment.id}"`;
  const cohort = text.cohort ?? experiment.cohort ?? "";
  const ids = cohorts.map((plan) => plan.id);
  if (cohort === "")
    refuse(
      reading,
      experiment.id,
      id,
      "the arm has no cohort",
      'Give the experiment or the arm a "cohort".',
      path,
    );
  else requireName(reading, where, "cohort", cohort, ids, path);
  const give = text.give ?? "none";
  const regimen = parseRegimen(give, disease, found, document.rangeOf(path)) ?? [];
  const { set = {}, scale = {}, start = {} } = text;
  requireValues(reading, where, "parameter", set, symbols.parameters, [...path, "set"]);
  requireValues(reading, where, "parameter", scale, symbols.parameters, [...path, "scale"]);
  requireValues(reading, where, "state", start, symbols.states, [...path, "start"]);
  return { id, cohort, text: give, regimen, set, scale, start };
}
