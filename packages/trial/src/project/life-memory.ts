// What lives have of themselves, whoever the person is: their parameters, drawn once for a seed, and
// whether their healthy knees are stable. Another covariate then costs neither again.

import { type EnsembleResult, ResultCode } from "@chondron/solver";
import { healthyVectors, type VectorWriter } from "../candidates.js";
import type { Trial } from "../prepare.js";

export class LifeMemory {
  #vectors: Float64Array | undefined;
  #healthy: Float64Array | undefined;
  #unstable: ReadonlySet<number> = new Set();

  /** @param draw all parameters of all lives, without covariates: [life][parameter] */
  writer(width: number, draw: () => Float64Array): VectorWriter {
    this.#vectors ??= draw();
    const known = this.#vectors;
    return (number, vectors, offset) =>
      vectors.set(known.subarray((number - 1) * width, number * width), offset);
  }

  /** Whether the healthy knees behind these vectors were looked at before. */
  knowsStability(trial: Trial, vectors: Float64Array): boolean {
    const own = healthyVectors(trial, vectors);
    const known = this.#healthy;
    return known?.length === own.length && own.every((value, i) => Object.is(value, known[i]));
  }

  /** @param result of histories that looked at stability. */
  remember(trial: Trial, vectors: Float64Array, { codes }: EnsembleResult): void {
    this.#healthy = healthyVectors(trial, vectors);
    this.#unstable = new Set(
      Array.from(codes.keys()).filter((lane) => codes[lane] === ResultCode.unstableStart),
    );
  }

  isStable(lane: number): boolean {
    return !this.#unstable.has(lane);
  }
}
