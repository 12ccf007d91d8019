// Random-walk Metropolis in several chains whose proposal learns the covariance of the target from all of
// them, in a warm-up of rounds that double; then it is frozen, so that what is kept comes from valid chains.
// Pooling matters: in twenty dimensions one chain of some thousand steps misjudges a direction, and then
// never walks it.
// Source: Haario, Saksman, Tamminen 2001, Bernoulli 7, 223-242; learning between chains: Craiu, Rosenthal,
// Yang 2009, JASA 104, 1454-1466; scale by Robbins-Monro: Andrieu and Thoms 2008, Statistics and Computing
// 18, 343-373, algorithm 4.

import { factorise, multiplyLower } from "./cholesky.js";
import type { RandomStream } from "./random-stream.js";

export interface ChainPlan {
  readonly warmUp: number;
  /** Steps after the warm-up; every `thin`-th is kept. */
  readonly steps: number;
  readonly thin: number;
}

export interface Chain {
  /** [kept][dimension] */
  readonly draws: readonly Float64Array[];
  readonly acceptance: number;
}

/** Best acceptance in many dimensions (Roberts, Gelman, Gilks 1997), more in one. */
const wantedAcceptance = (dimensions: number): number => (dimensions === 1 ? 0.44 : 0.234);

/** Shares of the warm-up: each round as long as all before it. */
const rounds = [1 / 64, 1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2];

/**
 * Draw from the density whose logarithm is given up to a constant (-Infinity: impossible), one chain from
 * each of `starts`, which must be possible. `spread`: guessed SD of each dimension.
 */
export function adaptiveMetropolis(
  logDensity: (x: Float64Array) => number,
  starts: readonly Float64Array[],
  spread: Float64Array,
  plan: ChainPlan,
  streams: readonly RandomStream[],
): Chain[] {
  const walkers = starts.map((start, i) => new Walker(logDensity, start, streams[i]!));
  let factor = diagonal(spread);
  for (const share of rounds) {
    const steps = Math.ceil(share * plan.warmUp);
    const paths = walkers.map((walker) => walker.learn(factor, steps));
    factor = pooledFactor(paths.flat(), spread.length) ?? factor;
  }
  // The last covariance is new to the scale: it settles once more before anything is kept.
  const settling = Math.ceil(plan.warmUp / 16);
  return walkers.map((walker) => {
    walker.learn(factor, settling);
    return walker.walk(factor, plan);
  });
}

class Walker {
  #here: Float64Array;
  #density: number;
  #logScale = 0;

  constructor(
    readonly logDensity: (x: Float64Array) => number,
    start: Float64Array,
    readonly stream: RandomStream,
  ) {
    this.#here = Float64Array.from(start);
    this.#density = logDensity(this.#here);
  }

  /** Walk and learn the scale of the proposal; every position on the way. */
  learn(factor: Float64Array, steps: number): Float64Array[] {
    const dimensions = this.#here.length;
    this.#logScale = Math.log(2.38 / Math.sqrt(dimensions));
    return Array.from({ length: steps }, (_, step) => {
      const { ratio } = this.#step(factor);
      this.#logScale += Math.min(0.5, (step + 1) ** -0.66) * (ratio - wantedAcceptance(dimensions));
      return this.#here;
    });
  }

  /** Walk with the proposal as it is. */
  walk(factor: Float64Array, { steps, thin }: ChainPlan): Chain {
    const draws: Float64Array[] = [];
    let accepted = 0;
    for (let step = 1; step <= steps; step++) {
      if (this.#step(factor).moved) accepted++;
      if (step % thin === 0) draws.push(this.#here);
    }
    return { draws, acceptance: accepted / steps };
  }

  #step(factor: Float64Array): { readonly ratio: number; readonly moved: boolean } {
    const n = this.#here.length;
    const normals = Float64Array.from({ length: n }, () => this.stream.normal());
    const shift = multiplyLower(factor, n, normals);
    const scale = Math.exp(this.#logScale);
    const there = this.#here.map((value, i) => value + scale * shift[i]!);
    const next = this.logDensity(there);
    const odds = Math.exp(Math.min(0, next - this.#density));
    const ratio = Number.isNaN(odds) ? 0 : odds;
    const moved = this.stream.uniform() < ratio;
    if (moved) [this.#here, this.#density] = [there, next];
    return { ratio, moved };
  }
}

function diagonal(spread: Float64Array): Float64Array {
  const n = spread.length;
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) factor[i * n + i] = spread[i]!;
  return factor;
}

/** Cholesky factor of the covariance of points; undefined where they span too little. */
function pooledFactor(points: readonly Float64Array[], n: number): Float64Array | undefined {
  if (points.length < 10 * n) return undefined;
  const mean = new Float64Array(n);
  for (const point of points) for (let i = 0; i < n; i++) mean[i]! += point[i]! / points.length;
  const covariance = new Float64Array(n * n);
  for (const point of points) {
    for (let i = 0; i < n; i++) {
      const a = (point[i]! - mean[i]!) / points.length;
      for (let j = 0; j <= i; j++) covariance[i * n + j]! += a * (point[j]! - mean[j]!);
    }
  }
  for (let i = 0; i < n; i++) covariance[i * n + i]! *= 1 + 1e-6;
  return factorise(covariance, n) ? covariance : undefined;
}
