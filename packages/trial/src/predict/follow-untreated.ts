// A population left alone for years, person by person, under draws of the uncertain parameters: what
// cohort studies see. Nobody's joint is replaced; events are read from their hazards.

import {
  type CalibrationTarget,
  DiagnosticError,
  type Disease,
  hasErrors,
  type SourceRange,
} from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import type { CohortCourse } from "./cohort.js";
import { type DrawOptions, parameterDraws } from "./parameter-draws.js";
import { planPredictions } from "./prediction-plan.js";
import { RowSimulator } from "./row-simulator.js";

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

/**
 * @param population as in a table of targets, e.g. `age 45..79 & kl_grade 2..3`
 * @param years of visits after entry
 * Rejects with DiagnosticError where the population cannot be read or found.
 */
export async function followUntreated(
  population: string,
  years: readonly number[],
  disease: Disease,
  pool: EnsemblePool,
  options: FollowOptions,
): Promise<FollowedCohort> {
  const visits = [...new Set([0, ...years])].sort((a, b) => a - b);
  const { plan, diagnostics } = planPredictions(
    visits.map((year) => untreated(population, year, disease, options.range)),
    disease,
  );
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  const settings = {
    ...{ seed: options.seed, patients: options.patients },
    ...{ candidatesPerPatient: 100, relativeTolerance: 1e-5 },
  };
  const simulator = await RowSimulator.open(plan, disease, settings, pool);
  const [cohort] = simulator.cohorts;
  const draws = parameterDraws(disease, options);
  const courses: CohortCourse[] = [];
  for (const draw of draws) {
    courses.push(...(await cohort!.run([draw.values], options.signal)));
    options.onProgress?.(courses.length, draws.length);
  }
  return { years: visits, draws: courses.map((course) => people(course, disease)) };
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
