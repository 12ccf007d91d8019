// Random-walk Metropolis whose proposal learns the covariance of the target and a scale for the
// acceptance wanted, in a warm-up; then it is frozen, so that what is kept comes from one valid chain.
// Source: Haario, Saksman, Tamminen 2001, Bernoulli 7, 223-242; scale by Robbins-Monro after Andrieu and
// Thoms 2008, Statistics and Computing 18, 343-373, algorithm 4.

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

/**
 * Draw from the density whose logarithm is given up to a constant (-Infinity: impossible). `start` must be possible.
 * `spread`: guessed SD of each dimension.
 */
export function adaptiveMetropolis(
  logDensity: (x: Float64Array) => number,
  start: Float64Array,
  spread: Float64Array,
  plan: ChainPlan,
  stream: RandomStream,
): Chain {
  const dimensions = start.length;
  const proposal = new Proposal(start, spread, dimensions);
  const draws: Float64Array[] = [];
  let here: Float64Array = Float64Array.from(start);
  let density = logDensity(here);
  let accepted = 0;
  for (let step = 0; step < plan.warmUp + plan.steps; step++) {
    const there = proposal.from(here, stream);
    const next = logDensity(there);
    const ratio = Math.exp(Math.min(0, next - density));
    const moved = stream.uniform() < ratio;
    if (moved) [here, density] = [there, next];
    if (step < plan.warmUp) proposal.learn(here, Number.isNaN(ratio) ? 0 : ratio, step);
    else {
      if (moved) accepted++;
      if ((step - plan.warmUp) % plan.thin === plan.thin - 1) draws.push(here);
    }
  }
  return { draws, acceptance: accepted / plan.steps };
}

/** A normal step whose covariance follows the chain. */
class Proposal {
  readonly #mean: Float64Array;
  readonly #covariance: Float64Array;
  #factor: Float64Array;
  #logScale: number;

  constructor(
    start: Float64Array,
    spread: Float64Array,
    readonly dimensions: number,
  ) {
    this.#mean = Float64Array.from(start);
    this.#covariance = new Float64Array(dimensions * dimensions);
    for (let i = 0; i < dimensions; i++) this.#covariance[i * dimensions + i] = spread[i]! ** 2;
    this.#factor = this.#covariance.map(Math.sqrt);
    this.#logScale = Math.log(2.38 / Math.sqrt(dimensions));
  }

  from(x: Float64Array, stream: RandomStream): Float64Array {
    const normals = Float64Array.from({ length: this.dimensions }, () => stream.normal());
    const scale = Math.exp(this.#logScale);
    const shift = multiplyLower(this.#factor, this.dimensions, normals);
    return Float64Array.from(x, (value, i) => value + scale * shift[i]!);
  }

  learn(x: Float64Array, ratio: number, step: number): void {
    const n = this.dimensions;
    // Steps of learning fall as 1/step^0.66: fast enough to learn, slow enough to settle.
    const rate = Math.min(0.5, (step + 1) ** -0.66);
    this.#logScale += rate * (ratio - wantedAcceptance(n));
    const shift = x.map((value, i) => value - this.#mean[i]!);
    for (let i = 0; i < n; i++) {
      this.#mean[i]! += rate * shift[i]!;
      for (let j = 0; j <= i; j++) {
        const at = i * n + j;
        this.#covariance[at]! += rate * (shift[i]! * shift[j]! - this.#covariance[at]!);
      }
    }
    if (step % 20 === 19) this.#refactor();
  }

  #refactor(): void {
    const n = this.dimensions;
    const next = this.#covariance.slice();
    let trace = 0;
    for (let i = 0; i < n; i++) trace += next[i * n + i]!;
    for (let i = 0; i < n; i++) next[i * n + i]! += 1e-8 * (trace / n) + 1e-300;
    if (factorise(next, n)) this.#factor = next;
  }
}
