// A population left alone for years, person by person, under draws of the uncertain parameters: what
// cohort studies see. Nobody's joint is replaced; events are read from their hazards.

import { compile } from "@chondron/compiler";
import {
  type CalibrationTarget,
  DiagnosticError,
  type Disease,
  diagnose,
  hasErrors,
  type SourceRange,
} from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import { prepareTrial, type Trial } from "../prepare.js";
import type { Protocol } from "../protocol.js";
import { therapyActions } from "../regimen.js";
import { parametersBeforeEntry } from "./before-entry.js";
import { Cohort, type CohortCourse } from "./cohort.js";
import { cohortProtocol } from "./cohort-protocol.js";
import { type DrawOptions, parameterDraws } from "./parameter-draws.js";
import { type PlannedGroup, planPredictions } from "./prediction-plan.js";
import { uncertainParameters } from "./uncertain-parameters.js";

export interface FollowOptions extends DrawOptions {
  readonly patients: number;
  /** Where the population was written, for complaints. */
  readonly range?: SourceRange;
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export interface FollowedCohort {
  /** Years of the visits, ascending from 0. */
  readonly years: readonly number[];
  /** One under each draw, of the same people. */
  readonly draws: readonly FollowedPeople[];
}

export interface FollowedPeople {
  readonly patients: number;
  /** As the model has it, without error. Indices of patient, visit and outcome. */
  value(patient: number, visit: number, outcome: number): number;
  /** Cumulative hazard since entry. */
  hazard(patient: number, visit: number, event: number): number;
}

/** Fewer people than this say nothing. */
const leastPatients = 20;

/**
 * @param population as in a table of targets, e.g. `age 45..79 & kl_grade 2..3`, or that of a protocol
 * @param years of visits after entry
 * Rejects with DiagnosticError where the population cannot be read or found.
 */
export async function followUntreated(
  population: string | Protocol["population"],
  years: readonly number[],
  disease: Disease,
  pool: EnsemblePool,
  options: FollowOptions,
): Promise<FollowedCohort> {
  const visits = [...new Set([0, ...years])].sort((a, b) => a - b);
  const text = typeof population === "string" ? population : "";
  const { plan, diagnostics } = planPredictions(
    visits.map((year) => untreated(text, year, disease, options.range)),
    disease,
  );
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  const group = plan.groups[0]!;
  const trial = untreatedTrial(group, population, disease, options.seed, options.patients);
  const before = await parametersBeforeEntry(trial, uncertainParameters(disease), pool);
  const cohort = new Cohort(trial, group, pool, before);
  const draws = parameterDraws(disease, options);
  const courses: CohortCourse[] = [];
  for (const draw of draws) {
    const [course] = await cohort.run([draw.values], options.signal);
    if (course!.patients < leastPatients) refuse(course!, text, options);
    courses.push(course!);
    options.onProgress?.(courses.length, draws.length);
  }
  return { years: visits, draws: courses.map((course) => people(course, disease)) };
}

function untreatedTrial(
  group: PlannedGroup,
  population: string | Protocol["population"],
  disease: Disease,
  seed: number,
  patients: number,
): Trial {
  const settings = { seed, patients, candidatesPerPatient: 100, relativeTolerance: 1e-5 };
  const usual = cohortProtocol(group, disease, settings);
  const { size, maximumScreened } = usual.population;
  const protocol =
    typeof population === "string"
      ? usual
      : { ...usual, population: { ...population, size, maximumScreened } };
  const { compiled, diagnostics } = compile(disease.model, { actions: therapyActions(disease) });
  if (!compiled) throw new DiagnosticError(diagnostics);
  const prepared = prepareTrial(protocol, disease, compiled);
  if (!prepared.trial || hasErrors(prepared.diagnostics))
    throw new DiagnosticError(prepared.diagnostics);
  return prepared.trial;
}

function refuse(
  { patients, assessed }: CohortCourse,
  text: string,
  { patients: wanted, range }: FollowOptions,
): never {
  const values = { text, enrolled: patients, wanted, assessed };
  throw new DiagnosticError([diagnose("CH4111", values, range)]);
}

/** A row that asks for one visit; what it would show is not looked at. */
function untreated(
  population: string,
  year: number,
  { outcomes, naturalHistory }: Disease,
  range: SourceRange | undefined,
): CalibrationTarget {
  return {
    ...{ id: `${year}`, set: "", study: "", arm: "", regimen: "none", versus: "", population },
    ...{
      endpoint: outcomes[0]!.id,
      measure: "mean",
      week: (year * naturalHistory.daysPerYear) / 7,
    },
    ...{ baseline: Number.NaN, value: Number.NaN, se: Number.NaN, n: Number.NaN },
    ...{ use: "validate", source: "", note: "" },
    ...(range ? { range } : {}),
  };
}

function people(course: CohortCourse, { outcomes, naturalHistory }: Disease): FollowedPeople {
  const events = naturalHistory.hazardEvents.length;
  return {
    patients: course.patients,
    value: (patient, visit, outcome) =>
      course.values[0]![visit]![patient * outcomes.length + outcome]!,
    hazard: (patient, visit, event) => course.hazards[0]![visit]![patient * events + event]!,
  };
}
