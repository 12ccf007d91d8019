// One row from the patients of its arm (or two arms): weighted to the row's baseline, made into the
// measure, with the error that comes of finitely many virtual patients.

import type { Disease } from "@chondron/model";
import { type PopulationWeights, populationWeights } from "../calibrate/population-weights.js";
import type { CohortCourse } from "./cohort.js";
import type { Measure } from "./measure.js";
import type { PlannedGroup, PlannedRow } from "./prediction-plan.js";

export interface RowAnswer {
  /** In the unit of the row; NaN where it cannot be had. */
  readonly value: number;
  /** Standard error from the number of virtual patients. */
  readonly monteCarloError: number;
  /** Variance of one patient's contribution, measured: over n it is that of the row in a study of n. */
  readonly individualVariance: number;
  /** The part of it that is the instrument's error at the visit. */
  readonly visitVariance: number;
  readonly weights: PopulationWeights;
}

export function answerRow(
  row: PlannedRow,
  group: PlannedGroup,
  course: CohortCourse,
  disease: Disease,
): RowAnswer {
  const weights = rowWeights(row, course, disease);
  const own = patientValues(row, row.arm, group, course, disease);
  const control =
    row.versus < 0 ? undefined : patientValues(row, row.versus, group, course, disease);
  const spread = measurementVariance(row, disease);
  if (isSpread(row.measure)) {
    const sd = (values: Float64Array): number =>
      Math.sqrt(moments(values, weights.weights).variance + spread);
    const value = sd(own) - (control ? sd(control) : 0);
    const size = weights.effectiveSize;
    const individualVariance = sd(own) ** 2 / 2;
    const monteCarloError = sd(own) / Math.sqrt(2 * size);
    return { value, monteCarloError, individualVariance, visitVariance: 0, weights };
  }
  const values = control ? own.map((value, i) => value - control[i]!) : own;
  const { mean, variance, size } = moments(values, weights.weights);
  const visit = visitVariance(row, disease);
  const individual = (): number => {
    const one = (arm: Float64Array): number => {
      const own = moments(arm, weights.weights);
      // An event happens or not: its probability has the variance of a share.
      return row.measure.kind === "event" ? own.mean * (100 - own.mean) : own.variance + visit;
    };
    // Half of the patients are in either arm: 2 (a + b) / n.
    return control ? 2 * (one(own) + one(control)) : one(own);
  };
  const monteCarloError = Math.sqrt(variance / size);
  const visits = (control ? 4 : 1) * visit;
  return {
    ...{ value: mean, monteCarloError, individualVariance: individual() },
    ...{ visitVariance: visits, weights },
  };
}

function isSpread({ kind }: Measure): boolean {
  return kind === "sd" || kind === "sd-change";
}

/** Variance that measurement adds to a spread of underlying values; the entry is measured already. */
function measurementVariance({ measure, day }: PlannedRow, disease: Disease): number {
  if (!isSpread(measure) || (measure.kind === "sd" && day === 0)) return 0;
  return disease.outcomes[measure.outcome]!.measurementSd ** 2;
}

/** Variance of the measurement at the visit of a mean; shares are measured already. */
function visitVariance({ measure, day }: PlannedRow, disease: Disease): number {
  const mean = measure.kind === "change" || measure.kind === "mean";
  return mean && day > 0 ? disease.outcomes[measure.outcome]!.measurementSd ** 2 : 0;
}

function rowWeights({ target, measure }: PlannedRow, course: CohortCourse, disease: Disease) {
  const count = disease.outcomes.length;
  const entry = Float64Array.from(
    { length: course.patients },
    (_, patient) => course.entry[patient * count + Math.max(0, measure.outcome)]!,
  );
  const free = Number.isNaN(target.baseline) || measure.outcome < 0;
  if (!free) return populationWeights([entry], [target.baseline]);
  const weights = new Float64Array(course.patients).fill(1 / course.patients);
  return { weights, effectiveSize: course.patients, reached: Float64Array.of(), matched: true };
}

/** [patient] What the measure averages. */
function patientValues(
  { measure, day }: PlannedRow,
  arm: number,
  group: PlannedGroup,
  course: CohortCourse,
  { outcomes, naturalHistory }: Disease,
): Float64Array {
  const at = group.arms[arm]!.days.indexOf(day);
  const { kind, outcome, hazard, by } = measure;
  const patients = Array.from({ length: course.patients }, (_, patient) => patient);
  if (kind === "event") {
    const events = naturalHistory.hazardEvents.length;
    const hazards = course.hazards[arm]![at]!;
    return Float64Array.from(patients, (p) => 100 * -Math.expm1(-hazards[p * events + hazard]!));
  }
  const count = outcomes.length;
  const entry = (p: number): number => course.entry[p * count + outcome]!;
  if (kind === "mean" || kind === "sd") {
    const values = day === 0 ? course.entry : course.values[arm]![at]!;
    return Float64Array.from(patients, (p) => values[p * count + outcome]!);
  }
  if (kind === "change" || kind === "sd-change") {
    const values = course.values[arm]![at]!;
    return Float64Array.from(patients, (p) => values[p * count + outcome]! - entry(p));
  }
  const values = course.recorded(arm, at);
  const worse = outcomes[outcome]!.better === "lower" ? 1 : -1;
  const sign = kind === "worsened" ? worse : -worse;
  return Float64Array.from(patients, (p) =>
    sign * (values[p * count + outcome]! - entry(p)) >= by ? 100 : 0,
  );
}

/** Weighted mean and variance of the values present; `size`: Kish's effective number. */
function moments(values: Float64Array, weights: Float64Array) {
  let [sum, total, squares] = [0, 0, 0];
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    sum += weights[i]! * value;
    total += weights[i]!;
    squares += weights[i]! ** 2;
  });
  const mean = sum / total;
  const about = values.reduce(
    (s, value, i) => (Number.isNaN(value) ? s : s + weights[i]! * (value - mean) ** 2),
    0,
  );
  const size = (total * total) / squares;
  return { mean, variance: (about / total) * (size / Math.max(1, size - 1)), size };
}
