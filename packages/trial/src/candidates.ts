// Candidates of screening: their covariates and parameters, and their knees grown from health to the
// day of entry. Those whose covariates exclude them are not integrated. Who is enrolled is decided
// in screen.ts.

import type { EnsembleJob, EnsemblePool, EnsembleResult } from "@chondron/solver";
import { drawCovariates } from "./population/covariates.js";
import { drawParameters, type TypicalValues } from "./population/parameters.js";
import type { Trial } from "./prepare.js";
import { createDraws } from "./stats/random.js";

/** Above this real part (1/d) an eigenvalue grows visibly within a lifetime: e-fold in 2700 years. */
const stabilityLimit = 1e-6;

/** Hazard threshold before entry: nobody enters with the event behind them. */
const beyondReach = 1e9;

/** Candidates drawn together and integrated in one job. */
export interface Batch {
  /** Candidates in order; those with `lane` -1 were excluded by a covariate. */
  readonly candidates: readonly Candidate[];
  readonly lanes: number;
  readonly next: number;
  readonly covariates: Float64Array;
  readonly vectors: Float64Array;
  readonly starts: Float64Array;
}

export interface Candidate {
  readonly number: number;
  readonly lane: number;
  readonly reason: string;
}

/** Writes one candidate's parameters, but for what covariates set, into a vector that starts at `offset`. */
export type VectorWriter = (number: number, vectors: Float64Array, offset: number) => void;

/**
 * Draw candidates from `first` on until `lanes` are to be integrated or `last` is reached.
 * `write`: in place of drawing parameters, for callers that know them.
 */
export function drawBatch(
  trial: Trial,
  replicate: number,
  typical: TypicalValues,
  first: number,
  lanes: number,
  last: number,
  write?: VectorWriter,
): Batch {
  const covariateCount = trial.covariates.length;
  const width = trial.defaultVector.length;
  const covariates = new Float64Array(lanes * covariateCount);
  const vectors = new Float64Array(lanes * width);
  const starts = new Float64Array(lanes);
  const candidates: Candidate[] = [];
  let number = first;
  let lane = 0;
  for (; lane < lanes && number <= last; number++) {
    const draws = createDraws(trial.protocol.seed, replicate, number);
    const at = lane * covariateCount;
    drawCovariates(trial.covariates, draws, covariates, at, trial.protocol.population.side);
    const own = covariates.subarray(lane * covariateCount, (lane + 1) * covariateCount);
    const reason = covariateReason(trial, own);
    if (reason !== "") {
      candidates.push({ number, lane: -1, reason });
      continue;
    }
    if (write) write(number, vectors, lane * width);
    else {
      vectors.set(trial.defaultVector, lane * width);
      drawParameters(trial.parameters, typical, draws, vectors, lane * width);
    }
    applyCovariates(trial, own, vectors, lane * width);
    starts[lane] = historyStart(trial, own);
    candidates.push({ number, lane, reason: "" });
    lane += 1;
  }
  return { candidates, lanes: lane, next: number, covariates, vectors, starts };
}

function covariateReason(trial: Trial, values: Float64Array): string {
  for (const rule of trial.protocol.population.eligibility) {
    if (rule.of !== "covariate") continue;
    const value = values[trial.covariates.findIndex(({ id }) => id === rule.id)]!;
    if (!(value >= rule.low && value <= rule.high)) return rule.reason;
  }
  return "";
}

function applyCovariates(
  trial: Trial,
  values: Float64Array,
  vectors: Float64Array,
  offset: number,
): void {
  trial.covariateTargets.forEach((target, i) => {
    if (target >= 0) vectors[offset + target] = values[i]!;
  });
  for (const { threshold } of trial.hazards) vectors[offset + threshold] = beyondReach;
}

/** Day on which the knee was healthy, counted from entry; at most 0. */
function historyStart(trial: Trial, covariates: Float64Array): number {
  const { healthyAge, daysPerYear } = trial.disease.naturalHistory;
  return Math.min(0, -(covariates[trial.ageIndex]! - healthyAge) * daysPerYear);
}

/**
 * Integrate the histories of a batch; undefined where no candidate is left to integrate.
 * `knownStable`: the healthy knees are known to be stable and are not looked at again.
 */
export async function runHistories(
  trial: Trial,
  batch: Batch,
  pool: EnsemblePool,
  signal: AbortSignal | undefined,
  knownStable = false,
): Promise<EnsembleResult | undefined> {
  if (batch.lanes === 0) return undefined;
  const width = trial.defaultVector.length;
  const parameters = batch.vectors.subarray(0, batch.lanes * width);
  const job: EnsembleJob = {
    compiled: trial.compiled,
    observe: trial.observe,
    lanes: batch.lanes,
    start: batch.starts.slice(0, batch.lanes),
    end: 0,
    saveAt: Float64Array.of(0),
    parameters: parameters.slice(),
    overridden: trial.overridden,
    tolerance: trial.tolerance,
    keepFinalStates: true,
    ...(knownStable
      ? {}
      : { stability: { parameters: healthyVectors(trial, parameters), limit: stabilityLimit } }),
    method: trial.protocol.solver.method,
  };
  const result = await pool.run(job, signal ? { signal } : {});
  signal?.throwIfAborted();
  return result;
}

/** The vectors with what makes a knee ill taken away. */
export function healthyVectors(trial: Trial, parameters: Float64Array): Float64Array {
  const vectors = parameters.slice();
  for (let offset = 0; offset < vectors.length; offset += trial.defaultVector.length) {
    for (const [index, value] of trial.healthy) vectors[offset + index] = value;
  }
  return vectors;
}
