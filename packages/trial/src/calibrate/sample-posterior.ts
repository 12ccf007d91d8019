// From a density to draws with their credentials: the mode by CMA-ES, chains from around it by adaptive
// Metropolis, and for every coordinate whether the chains agree.

import { adaptiveMetropolis, type ChainPlan } from "./adaptive-metropolis.js";
import { type ChainDiagnostics, diagnoseChains } from "./chain-diagnostics.js";
import { cmaEs } from "./cma-es.js";
import type { PosteriorDensity } from "./posterior-density.js";
import { openStream } from "./random-stream.js";

export interface SamplerPlan extends ChainPlan {
  readonly chains: number;
  readonly seed: number;
}

export interface PosteriorSample {
  /** Mode in the coordinates of the density. */
  readonly mode: Float64Array;
  /** Chains one after the other: [draw][coordinate] */
  readonly draws: readonly Float64Array[];
  /** [coordinate] */
  readonly diagnostics: readonly ChainDiagnostics[];
  /** [chain] */
  readonly acceptance: readonly number[];
}

/** `near`: a sample of much the same density, whose mode and spread spare the search. */
export function samplePosterior(
  density: PosteriorDensity,
  plan: SamplerPlan,
  near?: PosteriorSample,
): PosteriorSample {
  const { dimensions } = density;
  const mode = near?.mode ?? findMode(density, plan.seed);
  const spread = near ? spreadOf(near.draws) : new Float64Array(dimensions).fill(0.3);
  const streams = Array.from({ length: plan.chains }, (_, c) => openStream(plan.seed, "chain", c));
  const starts = streams.map((stream) => startNear(mode, density, stream.normal));
  const chains = adaptiveMetropolis(density.evaluate, starts, spread, plan, streams);
  const diagnostics = Array.from({ length: dimensions }, (_, i) =>
    diagnoseChains(chains.map((chain) => chain.draws.map((draw) => draw[i]!))),
  );
  const draws = chains.flatMap((chain) => chain.draws);
  return { mode, draws, diagnostics, acceptance: chains.map((chain) => chain.acceptance) };
}

function findMode({ dimensions, start, evaluate }: PosteriorDensity, seed: number) {
  const { minimum } = cmaEs(
    (x) => -evaluate(x),
    { start, step: 0.5, mostEvaluations: 400 * dimensions, tolerance: 1e-3 },
    openStream(seed, "mode"),
  );
  return minimum;
}

/** SD of every coordinate. */
function spreadOf(draws: readonly Float64Array[]): Float64Array {
  return draws[0]!.map((_, i) => {
    const mean = draws.reduce((sum, draw) => sum + draw[i]!, 0) / draws.length;
    return Math.sqrt(draws.reduce((sum, draw) => sum + (draw[i]! - mean) ** 2, 0) / draws.length);
  });
}

/** A possible point off the mode, so that chains that do not mix are seen. */
function startNear(
  mode: Float64Array,
  density: PosteriorDensity,
  normal: () => number,
): Float64Array {
  for (let attempt = 0; attempt < 20; attempt++) {
    const point = mode.map((value) => value + 0.5 * normal());
    if (Number.isFinite(density.evaluate(point))) return point;
  }
  return mode;
}
