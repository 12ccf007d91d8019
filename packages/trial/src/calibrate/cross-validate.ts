// Leaving out one study after the other: parameters and SDs are sampled again without it, and its arms are
// predicted as those of a new study of its set. What counts is how often the arms' observed means lie in
// the predictive intervals, and how far off the means are.

import type { PlannedRow } from "../predict/prediction-plan.js";
import {
  type Component,
  predictiveCdf,
  predictiveQuantile,
  summarisePredictive,
} from "../predict/predictive-distribution.js";
import { spaced } from "./calibrate.js";
import type { DiseaseCalibration } from "./calibrate-disease.js";
import { addExcess, pointOf, posteriorDensity } from "./posterior-density.js";
import { type SamplerPlan, samplePosterior } from "./sample-posterior.js";
import { newStudyVariance } from "./study-likelihood.js";
import type { Study } from "./study-rows.js";

/** One observed number of a study that was left out, in per cent of the endpoint's range. */
export interface LeftOutRow {
  readonly set: string;
  readonly study: string;
  readonly row: PlannedRow;
  readonly observed: number;
  readonly se: number;
  readonly mean: number;
  readonly sd: number;
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
  readonly inside50: boolean;
  readonly inside90: boolean;
  /** Probability of values up to the observed one. */
  readonly quantile: number;
}

/** Draws by which a left-out row is predicted. */
const predictiveDraws = 200;

/** Every row of the sets named, its study left out. */
export function crossValidate(
  { calibration, rows }: DiseaseCalibration,
  sets: readonly string[],
  plan: SamplerPlan,
  onProgress?: (done: number, total: number) => void,
): LeftOutRow[] {
  const { studyRows, emulator } = calibration;
  const left = studyRows.studies.filter((study) => sets.includes(study.set));
  return left.flatMap((study, done) => {
    const included = (s: number): boolean => studyRows.studies[s] !== study;
    const density = posteriorDensity(studyRows, emulator, included);
    const draws = spaced(samplePosterior(density, plan, calibration.sample).draws, predictiveDraws);
    const found = predictStudy(study, draws, calibration, rows);
    onProgress?.(done + 1, left.length);
    return found;
  });
}

function predictStudy(
  study: Study,
  draws: readonly Float64Array[],
  { emulator, studyRows }: DiseaseCalibration["calibration"],
  rows: readonly PlannedRow[],
): LeftOutRow[] {
  const predicted = draws.map((draw) => {
    const out = new Float64Array(emulator.responses);
    const { parameters, sds, excesses } = pointOf(draw, studyRows);
    emulator.evaluate(parameters, out);
    addExcess(out, studyRows, excesses);
    return { out, sds };
  });
  return study.rows.map((r) => {
    const { value: observed, se, contrast } = studyRows.rows[r]!;
    const components = predicted.map(
      ({ out, sds }): Component => ({
        mean: out[r]!,
        betweenStudy: newStudyVariance(study.terms, sds, contrast),
        sampling: se * se,
        monteCarlo: emulator.error[r]! ** 2,
      }),
    );
    const at = (p: number): number => predictiveQuantile(components, p);
    const [low50, high50, low90, high90] = [at(0.25), at(0.75), at(0.05), at(0.95)];
    const { mean, sd } = summarisePredictive(components);
    return {
      ...{ set: study.set, study: study.study, row: rows[r]!, observed, se, mean, sd },
      ...{ low50, high50, low90, high90 },
      inside50: observed >= low50 && observed <= high50,
      inside90: observed >= low90 && observed <= high90,
      quantile: predictiveCdf(components, observed),
    };
  });
}

export interface CrossValidationSummary {
  readonly rows: number;
  readonly share50: number;
  readonly share90: number;
  /** Mean of observed less predicted. */
  readonly bias: number;
  /** Root mean square of observed less predicted. */
  readonly rmse: number;
  /**
   * The same error where each mean is predicted by the plain mean of the other studies' arms of that
   * regimen within a week of it: what no model of studies alike can beat by much. NaN without any.
   */
  readonly rmseOfOthers: number;
  readonly arms: number;
  /** Root mean square over arms of an arm's mean error, so that long reports do not count for more. */
  readonly rmseOfArms: number;
}

/** Weeks within which means of other studies count as of the same time. */
const sameTime = 1;

/** Coverage and errors over rows. */
export function summariseLeftOut(rows: readonly LeftOutRow[]): CrossValidationSummary {
  const share = (pick: (row: LeftOutRow) => boolean): number =>
    rows.filter(pick).length / rows.length;
  const errors = rows.map(errorOf);
  const ofArms = errorsOfArms(rows);
  return {
    rows: rows.length,
    share50: share((row) => row.inside50),
    share90: share((row) => row.inside90),
    bias: mean(errors),
    rmse: rootMeanSquare(errors),
    rmseOfOthers: rootMeanSquare(errorsOfOthers(rows)),
    arms: ofArms.length,
    rmseOfArms: rootMeanSquare(ofArms),
  };
}

function errorOf({ observed, mean }: LeftOutRow): number {
  return observed - mean;
}

/** Mean error of each arm of each study. */
function errorsOfArms(rows: readonly LeftOutRow[]): number[] {
  const arms = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.set, row.study, row.row.target.arm]);
    arms.set(key, [...(arms.get(key) ?? []), errorOf(row)]);
  }
  return [...arms.values()].map(mean);
}

function errorsOfOthers(rows: readonly LeftOutRow[]): number[] {
  return rows.flatMap((own) => {
    const { regimen, week } = own.row.target;
    const others = rows.filter(
      ({ set, study, row: { target } }) =>
        set === own.set &&
        study !== own.study &&
        target.regimen === regimen &&
        Math.abs(target.week - week) <= sameTime,
    );
    return others.length < 2 ? [] : [own.observed - mean(others.map((row) => row.observed))];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}
