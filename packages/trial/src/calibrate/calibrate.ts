// Calibration of any simulation with uncertain parameters to rows of studies. The algorithm:
//
// 1. A Latin hypercube of parameters, simulated with the same virtual patients at every point.
// 2. A quadratic emulator of every row; its leave-one-out error counts as variance.
// 3. Mode by CMA-ES, posterior by adaptive Metropolis, of parameters and unknown SDs together.
// 4. Points drawn from that posterior, widened, are simulated too and the emulator is fitted again, the
//    more a point counts the nearer it lies: sharp where it matters. Twice; then step 3 again.
// 5. A few hundred draws are simulated in truth and weighted by true over emulated posterior
//    (importance sampling, Pareto-smoothed): what is left of the emulator's error shows in k.
//
// Blind to what is simulated. docs/notes/calibration.md has the reasons and measurements.

import { type Emulator, fitEmulator } from "./emulator.js";
import { normalDesign } from "./latin-hypercube.js";
import { type SmoothedWeights, smoothWeights } from "./pareto-smoothing.js";
import { addExcess, pointOf, posteriorDensity } from "./posterior-density.js";
import { openStream, type RandomStream } from "./random-stream.js";
import { type PosteriorSample, type SamplerPlan, samplePosterior } from "./sample-posterior.js";
import { logLikelihood } from "./study-likelihood.js";
import { groupStudies, type ObservedRow, type StudyRows } from "./study-rows.js";

export interface CalibrationProblem {
  /** Number of uncertain parameters, each standard normal before data. */
  readonly dimensions: number;
  readonly rows: readonly ObservedRow[];
  /** Predictions of all rows at every point: [point][row]. */
  simulate(
    points: readonly Float64Array[],
    phase: CalibrationPhase,
  ): Promise<readonly Float64Array[]>;
}

export type CalibrationPhase = "design" | "refinement" | "verification";

export interface CalibrationPlan {
  /** Points of the first design, of the refinement, and posterior draws kept. */
  readonly design: number;
  readonly refinement: number;
  readonly draws: number;
  readonly sampler: SamplerPlan;
}

export interface Calibration {
  readonly studyRows: StudyRows;
  readonly emulator: Emulator;
  readonly sample: PosteriorSample;
  /** [draw][coordinate] of the density (posterior-density.ts). */
  readonly draws: readonly Float64Array[];
  /** [draw] By set with biased rows, per cent of the endpoint's range. */
  readonly excesses: readonly Float64Array[];
  /** [draw][row] as simulated. */
  readonly predictions: readonly Float64Array[];
  readonly weights: SmoothedWeights;
}

const refinementRounds = 2;

/** Enough to know where the posterior lies. */
function roughly(plan: SamplerPlan): SamplerPlan {
  return { ...plan, steps: Math.ceil(plan.steps / 4) };
}

/** SDs by which the refinement's points go beyond the posterior. */
const widening = 1.5;

export async function calibrate(
  problem: CalibrationProblem,
  plan: CalibrationPlan,
): Promise<Calibration> {
  const { seed } = plan.sampler;
  const studyRows = groupStudies(problem.rows);
  let points = normalDesign(plan.design, problem.dimensions, openStream(seed, "design"));
  let answers = await problem.simulate(points, "design");
  let emulator = fitFinite(points, answers);
  for (let round = 0; round < refinementRounds; round++) {
    const rough = samplePosterior(posteriorDensity(studyRows, emulator), roughly(plan.sampler));
    const count = Math.ceil(plan.refinement / refinementRounds);
    const near = widened(rough.draws, count, problem.dimensions, openStream(seed, "near", round));
    answers = [...answers, ...(await problem.simulate(near, "refinement"))];
    points = [...points, ...near];
    emulator = fitFinite(points, answers, closeness(points, rough.draws));
  }
  const sample = samplePosterior(posteriorDensity(studyRows, emulator), plan.sampler);
  const draws = spaced(sample.draws, plan.draws);
  const parameters = draws.map((draw) => draw.slice(0, problem.dimensions));
  const predictions = await problem.simulate(parameters, "verification");
  const weights = smoothWeights(
    draws.map((draw, i) => truthOverEmulator(draw, predictions[i]!, emulator, studyRows)),
  );
  const excesses = draws.map((draw) => pointOf(draw, studyRows).excesses);
  return { studyRows, emulator, sample, draws, excesses, predictions, weights };
}

/** The emulator of the points at which every row could be simulated. */
function fitFinite(
  points: readonly Float64Array[],
  answers: readonly Float64Array[],
  weights: readonly number[] = points.map(() => 1),
): Emulator {
  const keep = points.flatMap((_, i) => (answers[i]!.every(Number.isFinite) ? [i] : []));
  const pick = <T>(all: readonly T[]): T[] => keep.map((i) => all[i]!);
  return fitEmulator(pick(points), pick(answers), pick(weights));
}

/** Every k-th of the draws, `count` of them. */
export function spaced<T>(draws: readonly T[], count: number): T[] {
  const take = Math.min(count, draws.length);
  return Array.from(
    { length: take },
    (_, i) => draws[Math.floor(((i + 0.5) * draws.length) / take)]!,
  );
}

/** Draws moved away from their mean. */
function widened(
  draws: readonly Float64Array[],
  count: number,
  dimensions: number,
  stream: RandomStream,
): Float64Array[] {
  const { mean } = moments(draws, dimensions);
  return Array.from({ length: count }, () => {
    const draw = draws[stream.integer(draws.length)]!;
    return mean.map((centre, i) => centre + widening * (draw[i]! - centre));
  });
}

/** Weight of a point by its distance from the posterior in SDs: 1 within, falling to 0.02 far off. */
function closeness(points: readonly Float64Array[], draws: readonly Float64Array[]): number[] {
  const { mean, sd } = moments(draws, points[0]!.length);
  return points.map((point) => {
    const distance = Math.hypot(...point.map((value, i) => (value - mean[i]!) / sd[i]!));
    const typical = Math.sqrt(point.length);
    return Math.max(0.02, Math.exp(-0.5 * Math.max(0, distance / typical - 1.5) ** 2));
  });
}

function moments(draws: readonly Float64Array[], dimensions: number) {
  const axis = Array.from({ length: dimensions }, (_, i) => i);
  const mean = Float64Array.from(
    axis,
    (i) => draws.reduce((sum, draw) => sum + draw[i]!, 0) / draws.length,
  );
  const sd = Float64Array.from(axis, (i) =>
    Math.sqrt(draws.reduce((sum, draw) => sum + (draw[i]! - mean[i]!) ** 2, 0) / draws.length),
  );
  return { mean, sd };
}

function truthOverEmulator(
  draw: Float64Array,
  truth: Float64Array,
  emulator: Emulator,
  studyRows: StudyRows,
): number {
  const { parameters, sds, excesses } = pointOf(draw, studyRows);
  const emulated = new Float64Array(emulator.responses);
  emulator.evaluate(parameters, emulated);
  const simulated = truth.slice();
  addExcess(emulated, studyRows, excesses);
  addExcess(simulated, studyRows, excesses);
  const extra = emulator.error.map((error) => error * error);
  return logLikelihood(studyRows, simulated, sds) - logLikelihood(studyRows, emulated, sds, extra);
}
