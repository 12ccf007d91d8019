// All rows of a plan under given values of the uncertain parameters: prepares the groups of patients
// once, then answers as often as asked. Equal questions have equal answers on any number of workers.

import {
  type Diagnostic,
  DiagnosticError,
  type Disease,
  diagnose,
  hasErrors,
} from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import { compileDisease } from "../compiled-disease.js";
import { prepareTrial } from "../prepare.js";
import { parametersBeforeEntry } from "./before-entry.js";
import { Cohort, type CohortCourse, type ParameterValues } from "./cohort.js";
import { type CohortSettings, cohortProtocol } from "./cohort-protocol.js";
import type { PlannedRow, PredictionPlan } from "./prediction-plan.js";
import { answerRow, type RowAnswer } from "./row-answer.js";
import { uncertainParameters } from "./uncertain-parameters.js";

/** Fewer patients than this say nothing. */
const leastPatients = 20;
/** Lanes integrated in one job: bounds memory. */
const lanesAtOnce = 12_000;

export interface RowAnswers {
  /** [row] */
  readonly answers: readonly RowAnswer[];
  readonly failures: number;
}

export class RowSimulator {
  private constructor(
    readonly plan: PredictionPlan,
    readonly disease: Disease,
    readonly cohorts: readonly Cohort[],
    /** Ids of uncertain parameters that act before entry. */
    readonly before: ReadonlySet<string>,
  ) {}

  /** Rejects with DiagnosticError where model and tables do not fit or a population is too rare. */
  static async open(
    plan: PredictionPlan,
    disease: Disease,
    settings: CohortSettings,
    pool: EnsemblePool,
  ): Promise<RowSimulator> {
    const compiled = compileDisease(disease);
    const trials = plan.groups.map((group) => {
      const protocol = cohortProtocol(group, disease, settings);
      const { trial, diagnostics } = prepareTrial(protocol, disease, compiled);
      if (!trial || hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
      return trial;
    });
    const [first] = trials;
    const before = first
      ? await parametersBeforeEntry(first, uncertainParameters(disease), pool)
      : new Set<string>();
    const cohorts = trials.map((trial, i) => new Cohort(trial, plan.groups[i]!, pool, before));
    return new RowSimulator(plan, disease, cohorts, before);
  }

  /** Answers under each of `values`, in order. */
  async run(
    values: readonly ParameterValues[],
    control: { readonly signal?: AbortSignal; onProgress?(done: number, total: number): void } = {},
  ): Promise<RowAnswers[]> {
    const all: RowAnswers[] = [];
    const size = this.#chunk();
    for (let from = 0; from < values.length; from += size) {
      const chunk = values.slice(from, from + size);
      const courses: CohortCourse[][] = [];
      for (const cohort of this.cohorts) courses.push(await cohort.run(chunk, control.signal));
      all.push(...chunk.map((_, i) => this.#answer(courses.map((group) => group[i]!))));
      control.onProgress?.(all.length, values.length);
    }
    return all;
  }

  /** Values answered together. */
  #chunk(): number {
    const lanes = this.cohorts.map(
      ({ group, trial }) => group.arms.length * trial.protocol.population.size,
    );
    return Math.max(1, Math.floor(lanesAtOnce / Math.max(1, ...lanes)));
  }

  #answer(courses: readonly CohortCourse[]): RowAnswers {
    const answers = this.plan.rows.map((row) => this.#answerRow(row, courses[row.group]!));
    return { answers, failures: courses.reduce((sum, course) => sum + course.failures, 0) };
  }

  #answerRow(row: PlannedRow, course: CohortCourse): RowAnswer {
    if (course.patients < leastPatients) this.#refuse(row, course);
    return answerRow(row, this.plan.groups[row.group]!, course, this.disease);
  }

  #refuse({ group, target }: PlannedRow, { patients, assessed }: CohortCourse): never {
    const wanted = this.cohorts[group]!.trial.protocol.population.size;
    const values = { text: target.population, enrolled: patients, wanted, assessed };
    const diagnostic: Diagnostic = diagnose("CH4111", values, target.range);
    throw new DiagnosticError([diagnostic]);
  }
}
