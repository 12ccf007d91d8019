// The lives that may lie behind a person: what is known of them is held, what is not is drawn, and every
// knee is grown from health to today. Where something was measured today, lives count by how well they
// led to it (importance weights with the normal error of the measurement, widened until enough lives
// count), and are drawn again by that weight.

import { DiagnosticError, type Outcome } from "@chondron/model";
import { type EnsemblePool, ResultCode } from "@chondron/solver";
import { latinHypercube } from "../calibrate/latin-hypercube.js";
import { openStream } from "../calibrate/random-stream.js";
import { drawBatch, runHistories } from "../candidates.js";
import { planCovariates } from "../population/covariates.js";
import {
  drawParameters,
  type ParameterDraw,
  type TypicalValues,
  typicalValuesOf,
} from "../population/parameters.js";
import type { UncertainParameter } from "../predict/uncertain-parameters.js";
import type { Trial } from "../prepare.js";
import { createDraws } from "../stats/random.js";
import type { LifeMemory } from "./life-memory.js";

/** Different lives behind all draws. */
export const keptLives = 25;
/** Lives lived for each kept where something was measured today. */
const livesPerKept = 6;

/** Lives lived for a person: more where something measured chooses among them. */
export function livesLived({ observed }: Pick<Person, "observed">): number {
  return keptLives * (Object.keys(observed).length > 0 ? livesPerKept : 1);
}
const replicate = 1;

export interface Lives {
  /** Lived through, and those that the kept ones are copies of. */
  readonly lived: number;
  readonly different: number;
  /** [life] Number of the candidate, keys its draws. */
  readonly numbers: Int32Array;
  /** [life][covariate], [life][parameter], [life][state] */
  readonly covariates: Float64Array;
  readonly vectors: Float64Array;
  readonly states: Float64Array;
  /** [life][observable of the trial] today. */
  readonly today: Float64Array;
}

export interface Person {
  readonly covariates: Readonly<Record<string, number>>;
  readonly observed: Readonly<Record<string, number>>;
  readonly seed: number;
}

/**
 * `before`: uncertain parameters that act before today; each life has values of its own. `memory`: of
 * lives of the same seed and number. Rejects with
 * DiagnosticError where a value is no value of its covariate, and RangeError where no life can be lived.
 */
export async function drawLives(
  trial: Trial,
  person: Person,
  before: readonly UncertainParameter[],
  pool: EnsemblePool,
  memory: LifeMemory,
  signal?: AbortSignal,
): Promise<Lives> {
  const held = holding(trial, person);
  const count = livesLived(person);
  const measured = count > keptLives;
  const nominal = typicalValuesOf(trial.parameters, ({ row }) => row.value);
  const write = memory.writer(trial.defaultVector.length, () =>
    drawOwn(held, before, nominal, count),
  );
  const batch = drawBatch(held, replicate, nominal, 1, count, count, write);
  const known = memory.knowsStability(held, batch.vectors);
  const result = await runHistories(held, batch, pool, signal, known);
  if (result && !known) memory.remember(held, batch.vectors, result);
  const alive = batch.candidates.flatMap(({ lane }) =>
    result?.codes[lane] === ResultCode.success && memory.isStable(lane) ? [lane] : [],
  );
  if (!result || alive.length === 0) throw new RangeError("no life could be lived as given");
  const width = trial.observe.length;
  const logWeights = alive.map((lane) =>
    logWeight(trial, person.observed, result.values.subarray(lane * width, (lane + 1) * width)),
  );
  const kept = measured
    ? resample(logWeights, person.seed).map((i) => alive[i]!)
    : Array.from({ length: keptLives }, (_, i) => alive[i % alive.length]!);
  const rows = (matrix: Float64Array, columns: number): Float64Array =>
    takeRows(matrix, columns, kept);
  return {
    lived: count,
    different: new Set(kept).size,
    numbers: Int32Array.from(kept, (lane) => batch.candidates[lane]!.number),
    covariates: rows(batch.covariates, trial.covariates.length),
    vectors: rows(batch.vectors, trial.defaultVector.length),
    states: rows(result.finalStates!, trial.compiled.states.length),
    today: rows(result.values, width),
  };
}

/** The trial with the covariates of the person in place of their distributions. */
function holding(trial: Trial, { covariates, seed }: Person): Trial {
  const given = Object.entries(covariates).map(
    ([id, value]) => [id, { distribution: `constant(${value})` }] as const,
  );
  const overrides = { ...trial.protocol.population.covariates, ...Object.fromEntries(given) };
  const plan = planCovariates(trial.disease.covariates, overrides);
  if (plan.diagnostics.length > 0) throw new DiagnosticError(plan.diagnostics);
  return { ...trial, covariates: plan.covariates, protocol: { ...trial.protocol, seed } };
}

/** The parameters of all lives, those that covariates set apart: [life][parameter]. */
function drawOwn(
  trial: Trial,
  before: readonly UncertainParameter[],
  nominal: TypicalValues,
  lives: number,
): Float64Array {
  const width = trial.defaultVector.length;
  const vectors = new Float64Array(lives * width);
  for (let life = 0; life < lives; life++) {
    const draws = createDraws(trial.protocol.seed, replicate, life + 1);
    vectors.set(trial.defaultVector, life * width);
    drawParameters(trial.parameters, nominal, draws, vectors, life * width);
  }
  drawBefore(trial, before, vectors, lives);
  return vectors;
}

/** Every life its own values of what acts before today. */
function drawBefore(
  trial: Trial,
  before: readonly UncertainParameter[],
  vectors: Float64Array,
  lives: number,
): void {
  if (before.length === 0) return;
  const cube = latinHypercube(lives, before.length, openStream(trial.protocol.seed, "lives"));
  const rows = rowsOf(
    trial.parameters,
    before.map(({ id }) => id),
  );
  cube.forEach((point, life) => {
    const values = new Map(before.map(({ id, quantile }, i) => [id, quantile(point[i]!)]));
    const draws = createDraws(trial.protocol.seed, replicate, life + 1);
    const typical = typicalValuesOf(rows, ({ row }) => values.get(row.id)!);
    drawParameters(rows, typical, draws, vectors, life * trial.defaultVector.length);
  });
}

export function rowsOf(
  parameters: readonly ParameterDraw[],
  ids: readonly string[],
): ParameterDraw[] {
  const wanted = new Set(ids);
  return parameters.filter(({ row }) => wanted.has(row.id));
}

/** Logarithm of the likelihood of what was measured, but for a constant, at a widening of 1. */
function logWeight(trial: Trial, observed: Person["observed"], values: Float64Array): number {
  return trial.disease.outcomes.reduce((sum, outcome, i) => {
    const measured = observed[outcome.id];
    if (measured === undefined) return sum;
    const z = (values[trial.outcomeColumns[i]!]! - measured) / errorOf(outcome);
    return sum - (z * z) / 2;
  }, 0);
}

/** SD of a measurement with its rounding. */
function errorOf({ measurementSd, resolution, high, low }: Outcome): number {
  return Math.hypot(measurementSd, resolution / Math.sqrt(12)) || (high - low) / 100;
}

/** Systematic resampling; weights are flattened until a third of the kept lives count. */
function resample(logWeights: readonly number[], seed: number): number[] {
  const most = Math.max(...logWeights);
  const weightsAt = (power: number): number[] =>
    logWeights.map((weight) => Math.exp(power * (weight - most)));
  let power = 1;
  while (
    power > 1e-3 &&
    effective(weightsAt(power)) < Math.min(keptLives / 3, logWeights.length / 2)
  )
    power *= 0.8;
  const weights = weightsAt(power);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const offset = createDraws(seed, replicate, 0).uniform("lives kept");
  const kept: number[] = [];
  let sum = 0;
  weights.forEach((weight, i) => {
    sum += (weight / total) * keptLives;
    while (kept.length < keptLives && kept.length + offset < sum) kept.push(i);
  });
  while (kept.length < keptLives) kept.push(kept.at(-1) ?? 0);
  return kept;
}

/** Effective number of lives under weights (Kish). */
function effective(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return (sum * sum) / weights.reduce((total, weight) => total + weight * weight, 0);
}

function takeRows(matrix: Float64Array, width: number, rows: readonly number[]): Float64Array {
  const taken = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries())
    taken.set(matrix.subarray(row * width, (row + 1) * width), i * width);
  return taken;
}
