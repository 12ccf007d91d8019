// The hierarchical likelihood of a study: its rows are normal around what the model predicts, with a
// covariance of four parts:
//
//   sampling   se_i se_j rho within an arm (all its rows share its entry value), se_i^2 on the diagonal
//   study      tau_study^2 in every arm alike: whom the study took in and how it was received
//   arm        tau_arm^2 within an arm: product, dose, conduct; twice in a difference of two arms
//   row        tau_row^2 on the diagonal: what the model's time course lacks; twice in a difference
//
// The random effects are integrated out in closed form, so samplers see parameters and SDs alone.
// A difference of two arms is free of the study's part. Source: the usual normal hierarchical model of
// meta-analysis (Higgins, Thompson, Spiegelhalter 2009, JRSS A 172, 137-159), arms as multilevel.

import { factorise, logDeterminant, solveLower } from "./cholesky.js";
import type { ObservedRow, Study, StudyRows } from "./study-rows.js";

const logTwoPi = Math.log(2 * Math.PI);

/** Unknown SDs, in the order of the terms. */
export type HeterogeneitySds = ArrayLike<number>;

/**
 * Covariance of a study's rows, n by n; the lower triangle is filled.
 * `extra`: [row of all] variance added on the diagonal, e.g. of an emulator.
 */
export function studyCovariance(
  { rows, terms, parts }: Study,
  sds: HeterogeneitySds,
  extra: ArrayLike<number> | undefined,
  out: Float64Array,
): void {
  const study = termVariance(terms.study, sds);
  const arm = termVariance(terms.arm, sds);
  const own = termVariance(terms.row, sds);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const at = i * n + j;
      out[at] = parts.sampling[at]! + study * parts.study[at]! + arm * parts.arm[at]!;
    }
    out[i * n + i]! += own * parts.row[i]! + (extra ? extra[rows[i]!]! : 0);
  }
}

function termVariance(term: number, sds: HeterogeneitySds): number {
  return term < 0 ? 0 : sds[term]! ** 2;
}

/** Log likelihood of a study, constants included; `predicted`: [row of all]. */
export function studyLogLikelihood(
  all: readonly ObservedRow[],
  study: Study,
  predicted: ArrayLike<number>,
  sds: HeterogeneitySds,
  extra?: ArrayLike<number>,
): number {
  const n = study.rows.length;
  const covariance = new Float64Array(n * n);
  studyCovariance(study, sds, extra, covariance);
  if (!factorise(covariance, n)) return Number.NEGATIVE_INFINITY;
  const residual = Float64Array.from(study.rows, (row) => all[row]!.value - predicted[row]!);
  solveLower(covariance, n, residual);
  const squares = residual.reduce((sum, value) => sum + value * value, 0);
  const value = -0.5 * (squares + logDeterminant(covariance, n) + n * logTwoPi);
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}

/** Log likelihood of all studies but those left out. */
export function logLikelihood(
  { rows, studies }: StudyRows,
  predicted: ArrayLike<number>,
  sds: HeterogeneitySds,
  extra?: ArrayLike<number>,
  included: (study: number) => boolean = () => true,
): number {
  let sum = 0;
  studies.forEach((study, s) => {
    if (included(s)) sum += studyLogLikelihood(rows, study, predicted, sds, extra);
  });
  return sum;
}

/** Variances with which a new study of a set would differ from the prediction, by part. */
export function newStudyVariance(
  terms: Study["terms"],
  sds: HeterogeneitySds,
  contrast: boolean,
): number {
  const study = contrast ? 0 : termVariance(terms.study, sds);
  const arms = contrast ? 2 : 1;
  return study + arms * (termVariance(terms.arm, sds) + termVariance(terms.row, sds));
}
