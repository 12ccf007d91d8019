// Experiments run: all cohorts once, every arm under every draw of the uncertain parameters, scans under
// their central values. Same book, seed and settings, same bits on any number of workers.

import type { CompiledModel } from "@chondron/compiler";
import { type Diagnostic, type Disease, diagnose } from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import type { ParameterSource } from "../calibrate/parameter-source.js";
import type { Posterior } from "../calibrate/posterior.js";
import { parametersBeforeEntry } from "../predict/before-entry.js";
import type { ParameterValues } from "../predict/cohort.js";
import type { CohortSettings } from "../predict/cohort-protocol.js";
import { nominalDraw, posteriorDraws, priorDraws } from "../predict/parameter-draws.js";
import { type UncertainParameter, uncertainParameters } from "../predict/uncertain-parameters.js";
import { sortedQuantile } from "../stats/quantile.js";
import { QuantityValues } from "./evaluate-quantities.js";
import type { CohortPlan, Experiment, Scan } from "./experiment.js";
import {
  answerExperiment,
  type ExperimentAnswer,
  type ScanKnowledge,
} from "./experiment-answer.js";
import { ExperimentCohort } from "./experiment-cohort.js";
import {
  type ExperimentPlaces,
  type PlannedArm,
  type PlannedCohort,
  planExperiments,
} from "./experiment-plan.js";
import { type ArmRun, observablesOf, patientColumn } from "./patient-columns.js";

export interface ExperimentOptions {
  readonly source: ParameterSource;
  /** Needed for the source `posterior`. */
  readonly posterior?: Posterior;
  /** Draws of the parameters; the source `nominal` has one. */
  readonly draws: number;
  /** Virtual patients of each cohort. */
  readonly patients: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** In cohorts. */
  onProgress?(done: number, total: number): void;
}

export interface ExperimentsRun {
  readonly answers: readonly ExperimentAnswer[];
  readonly draws: number;
  /** Runs of patients in all. */
  readonly runs: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lanes integrated in one job: bounds memory. */
const lanesAtOnce = 4000;

/** Rejects with DiagnosticError where a cohort is too rare or model and tables do not fit. */
export async function runExperiments(
  experiments: readonly Experiment[],
  cohorts: readonly CohortPlan[],
  disease: Disease,
  compiled: CompiledModel,
  pool: EnsemblePool,
  options: ExperimentOptions,
): Promise<ExperimentsRun> {
  const plan = planExperiments(experiments, cohorts);
  const { seed, patients } = options;
  const settings = { seed, patients, candidatesPerPatient: 100, relativeTolerance: 1e-5 };
  const uncertain = uncertainParameters(disease);
  const values = parameterValues(uncertain, options);
  const observe = observablesOf(plan, disease);
  const runner = new Runner(
    disease,
    compiled,
    settings,
    pool,
    uncertain,
    values,
    options.signal,
    observe,
  );
  const results: CohortColumns[] = [];
  for (const cohort of plan.cohorts) {
    results.push(await runner.run(cohort));
    options.onProgress?.(results.length, plan.cohorts.length);
  }
  const prior = options.source === "prior" ? uncertain : [];
  const knowledge = (scan: Scan): ScanKnowledge => knowledgeOf(scan, disease, prior, values);
  const answers = plan.experiments.map(({ experiment, places, scans }) =>
    answerExperiment(
      experiment,
      values.draws.map((_, draw) => quantityValues(experiment, places, results, draw)),
      scans.map((points) => points.map((at) => quantityValues(experiment, at, results, 0))),
      experiment.scans.map(knowledge),
      seed,
    ),
  );
  const { runs, failures } = runner;
  const failed = failures > 0 ? [diagnose("CH4208", { count: failures, total: runs })] : [];
  return { answers, draws: values.draws.length, runs, diagnostics: failed };
}

interface ParameterSets {
  readonly draws: readonly ParameterValues[];
  readonly central: ParameterValues;
}

/** Draws, and the median of each parameter among them (of the prior itself, where that is the source). */
function parameterValues(
  uncertain: readonly UncertainParameter[],
  { source, posterior, draws, seed }: ExperimentOptions,
): ParameterSets {
  if (source === "nominal")
    return { draws: nominalDraw().map((d) => d.values), central: new Map() };
  if (source === "posterior" && posterior) {
    const all = posteriorDraws(posterior, draws).map((draw) => draw.values);
    const median = (id: string): number =>
      sortedQuantile(Float64Array.from(all, (one) => one.get(id)!).sort(), 0.5);
    return { draws: all, central: new Map(posterior.parameters.map((id) => [id, median(id)])) };
  }
  return {
    draws: priorDraws(uncertain, draws, seed).map((draw) => draw.values),
    central: new Map(uncertain.map((parameter) => [parameter.id, parameter.quantile(0.5)])),
  };
}

/** [arm][column][draw] as [patient]; arms of scans have one draw. */
type CohortColumns = readonly (readonly (readonly Float64Array[])[])[];

class Runner {
  runs = 0;
  failures = 0;
  #before: ReadonlySet<string> | undefined;

  constructor(
    readonly disease: Disease,
    readonly compiled: CompiledModel,
    readonly settings: CohortSettings,
    readonly pool: EnsemblePool,
    readonly uncertain: readonly UncertainParameter[],
    readonly values: ParameterSets,
    readonly signal: AbortSignal | undefined,
    readonly observe: readonly string[],
  ) {}

  async run(planned: PlannedCohort): Promise<CohortColumns> {
    const { disease, compiled, settings, pool, values } = this;
    const open = (before: ReadonlySet<string>): ExperimentCohort =>
      new ExperimentCohort(planned, disease, compiled, settings, pool, before, this.observe);
    this.#before ??= await parametersBeforeEntry(open(new Set()).trial, this.uncertain, pool);
    const cohort = open(this.#before);
    const columns = planned.arms.map(({ columns: all }) => all.map((): Float64Array[] => []));
    const arms = (draws: PlannedArm["draws"]): number[] =>
      planned.arms.flatMap((arm, i) => (arm.draws === draws ? [i] : []));
    const size = Math.max(1, Math.floor(lanesAtOnce / settings.patients));
    for (let from = 0; from < values.draws.length; from += size)
      await this.#take(cohort, arms("all"), values.draws.slice(from, from + size), columns);
    await this.#take(cohort, arms("central"), [values.central], columns);
    return columns;
  }

  async #take(
    cohort: ExperimentCohort,
    arms: readonly number[],
    draws: readonly ParameterValues[],
    columns: Float64Array[][][],
  ): Promise<void> {
    if (arms.length === 0) return;
    const take = (arm: number, runs: readonly ArmRun[]): void => {
      for (const run of runs) {
        this.#count(run);
        cohort.planned.arms[arm]!.columns.forEach((column, c) => {
          columns[arm]![c]!.push(patientColumn(run, column));
        });
      }
    };
    await cohort.run(arms, draws, take, this.signal);
  }

  #count({ result, first, patients }: ArmRun): void {
    this.runs += patients;
    this.failures += result.codes.subarray(first, first + patients).filter((c) => c !== 0).length;
  }
}

function quantityValues(
  { quantities }: Experiment,
  places: ExperimentPlaces,
  results: readonly CohortColumns[],
  draw: number,
): QuantityValues {
  const columns = places.map((all) =>
    all.map(({ cohort, arm, column }) => results[cohort]![arm]![column]![draw]!),
  );
  return new QuantityValues(quantities, columns);
}

/**
 * Range and distribution of what is walked along: those of a parameter, or the amounts of a therapy.
 * The draws stand for the distribution, unless they were made of the priors.
 */
function knowledgeOf(
  { of, id }: Scan,
  disease: Disease,
  prior: readonly UncertainParameter[],
  { draws }: ParameterSets,
): ScanKnowledge {
  if (of === "dose") {
    const { unit, amount } = disease.therapies.find((row) => row.id === id)!;
    return { unit, low: amount.low, high: amount.high };
  }
  const { unit, low, high } = disease.parameters.find((row) => row.id === id)!;
  const known = { unit: unit === "1" ? "" : unit, low, high };
  const drawn = draws.flatMap((one) => one.get(id) ?? []);
  if (drawn.length < draws.length || draws.length === 1) return known;
  const parameter = prior.find((one) => one.id === id);
  const ascending = Float64Array.from(drawn).sort();
  const quantile = (u: number): number =>
    parameter ? parameter.quantile(u) : sortedQuantile(ascending, u);
  return { ...known, quantile };
}
