// A table of rows predicted: mean, 50 and 90 % predictive intervals with their parts, and, where the
// numbers were observed, whether they lie inside. docs/predict.md is its format.

import {
  type CalibrationTarget,
  type Diagnostic,
  DiagnosticError,
  type Disease,
  diagnose,
  hasErrors,
} from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import type { ParameterSource } from "../calibrate/parameter-source.js";
import type { Posterior } from "../calibrate/posterior.js";
import {
  type BetweenStudyVariance,
  betweenStudyVariance,
  noVariance,
  priorVariance,
} from "./heterogeneity.js";
import { parameterDraws } from "./parameter-draws.js";
import { type PlannedRow, type PredictionPlan, planPredictions } from "./prediction-plan.js";
import {
  type Component,
  predictiveCdf,
  predictiveQuantile,
  summarisePredictive,
} from "./predictive-distribution.js";
import type { RowAnswer } from "./row-answer.js";
import { type RowAnswers, RowSimulator } from "./row-simulator.js";

export interface PredictOptions {
  readonly source: ParameterSource;
  /** Needed for the source `posterior`. */
  readonly posterior?: Posterior;
  /** Draws of the parameters; the source `nominal` has one. */
  readonly draws: number;
  /** Virtual patients of each population. */
  readonly patients: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export interface PredictionRow {
  readonly id: string;
  readonly set: string;
  readonly study: string;
  readonly arm: string;
  readonly regimen: string;
  readonly versus: string;
  readonly population: string;
  readonly endpoint: string;
  readonly measure: string;
  readonly unit: string;
  readonly week: number;
  readonly mean: number;
  readonly sd: number;
  readonly parameterSd: number;
  readonly betweenStudySd: number;
  readonly samplingSd: number;
  /** Share of the sampling variance that is the instrument's error at the visit, not who the patients are. */
  readonly visitShare: number;
  readonly monteCarloSd: number;
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
  /** Observed, null where nothing was; so are the three that need it. */
  readonly observed: number | null;
  readonly inside50: boolean | null;
  readonly inside90: boolean | null;
  /** Probability that the prediction gives to values up to the observed one. */
  readonly quantile: number | null;
  /** Patients of equal weight behind the row, of those simulated. */
  readonly effectivePatients: number;
}

export interface Prediction {
  readonly format: "chondron-prediction";
  readonly formatVersion: 1;
  readonly simulated: true;
  readonly disease: { readonly id: string; readonly version: string };
  readonly parameters: ParameterSource;
  readonly draws: number;
  readonly patients: number;
  readonly seed: number;
  readonly rows: readonly PredictionRow[];
  /** Over the observed rows; null without any. */
  readonly coverage: PredictionCoverage | null;
}

export interface PredictionCoverage {
  readonly observed: number;
  /** Shares of the observed values inside their intervals. */
  readonly share50: number;
  readonly share90: number;
}

/** Below this share of the patients, weighting to a baseline is said to be poor. */
const poorWeighting = 0.1;

/**
 * Predict. Rejects with DiagnosticError where a row cannot be read or simulated; warnings about rows that
 * were predicted are returned.
 */
export async function predict(
  targets: readonly CalibrationTarget[],
  disease: Disease,
  pool: EnsemblePool,
  options: PredictOptions,
): Promise<{ readonly prediction: Prediction; readonly diagnostics: readonly Diagnostic[] }> {
  const { plan, diagnostics } = planPredictions(targets, disease);
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  const { patients, seed, source, posterior } = options;
  const settings = { seed, patients, candidatesPerPatient: 100, relativeTolerance: 1e-5 };
  const simulator = await RowSimulator.open(plan, disease, settings, pool);
  const draws = parameterDraws(disease, options);
  const answers = await simulator.run(
    draws.map((draw) => draw.values),
    options,
  );
  const between = varianceOf(source, posterior, plan);
  const rows = plan.rows.map((row, r) =>
    predictRow(
      row,
      disease,
      answers.map((one) => one.answers[r]!),
      draws.map((draw, d) => between(row, answers[d]!.answers[r]!, draw.posteriorDraw)),
    ),
  );
  const prediction: Prediction = {
    ...{ format: "chondron-prediction", formatVersion: 1, simulated: true },
    disease: { id: disease.id, version: disease.version },
    ...{ parameters: source, draws: draws.length, patients, seed, rows },
    coverage: coverageOf(rows),
  };
  return { prediction, diagnostics: [...diagnostics, ...warnings(plan, answers, patients)] };
}

function varianceOf(
  source: ParameterSource,
  posterior: Posterior | undefined,
  plan: PredictionPlan,
): BetweenStudyVariance {
  if (source === "posterior" && posterior) return betweenStudyVariance(posterior, plan);
  return source === "nominal" ? noVariance : priorVariance;
}

function predictRow(
  row: PlannedRow,
  disease: Disease,
  answers: readonly RowAnswer[],
  between: readonly number[],
): PredictionRow {
  const { target } = row;
  const components = answers
    .map((answer, i) => componentOf(row, answer, between[i]!))
    .filter((component) => Number.isFinite(component.mean));
  const at = (p: number): number => predictiveQuantile(components, p);
  const [low50, high50, low90, high90] = [at(0.25), at(0.75), at(0.05), at(0.95)];
  const { id, set, study, arm, regimen, versus, population, endpoint, week, value } = target;
  const seen = Number.isFinite(value);
  return {
    ...{
      id,
      set,
      study,
      arm,
      regimen,
      versus,
      population,
      endpoint,
      measure: target.measure,
      week,
    },
    unit: unitOf(row, disease),
    ...summarisePredictive(components),
    visitShare: visitShare(answers),
    ...{ low50, high50, low90, high90 },
    observed: seen ? value : null,
    inside50: seen ? value >= low50 && value <= high50 : null,
    inside90: seen ? value >= low90 && value <= high90 : null,
    quantile: seen ? predictiveCdf(components, value) : null,
    effectivePatients: Math.min(...answers.map((answer) => answer.weights.effectiveSize)),
  };
}

function visitShare(answers: readonly RowAnswer[]): number {
  const shares = answers.map((answer) =>
    answer.individualVariance > 0 ? answer.visitVariance / answer.individualVariance : 0,
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function componentOf({ target }: PlannedRow, answer: RowAnswer, betweenStudy: number): Component {
  const sampling = Number.isFinite(target.se)
    ? target.se ** 2
    : Number.isFinite(target.n)
      ? answer.individualVariance / target.n
      : 0;
  return { mean: answer.value, betweenStudy, sampling, monteCarlo: answer.monteCarloError ** 2 };
}

function unitOf({ measure }: PlannedRow, { outcomes }: Disease): string {
  const share = measure.kind === "event" || measure.by > 0;
  return share ? "%" : outcomes[measure.outcome]!.unit;
}

function coverageOf(rows: readonly PredictionRow[]): PredictionCoverage | null {
  const seen = rows.filter((row) => row.observed !== null);
  if (seen.length === 0) return null;
  const share = (inside: (row: PredictionRow) => boolean | null): number =>
    seen.filter((row) => inside(row) === true).length / seen.length;
  return {
    observed: seen.length,
    share50: share((row) => row.inside50),
    share90: share((row) => row.inside90),
  };
}

function warnings(
  { rows }: PredictionPlan,
  answers: readonly RowAnswers[],
  patients: number,
): Diagnostic[] {
  const [first] = answers;
  const poor = rows.flatMap(({ target }, i) => {
    const { weights } = first!.answers[i]!;
    if (weights.matched && weights.effectiveSize >= poorWeighting * patients) return [];
    const values = {
      ...{ baseline: target.baseline, id: target.id, patients },
      mean: Number((weights.reached[0] ?? Number.NaN).toPrecision(4)),
      effective: Math.round(weights.effectiveSize),
    };
    return [diagnose("CH4112", values, target.range)];
  });
  const failures = answers.reduce((sum, one) => sum + one.failures, 0);
  const failed = failures > 0 ? [diagnose("CH4113", { count: failures })] : [];
  return [...poor, ...failed];
}
