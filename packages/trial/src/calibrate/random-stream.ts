// Random numbers one after the other, for algorithms that walk (samplers, optimisers). Each stream is
// keyed by seed and purpose, so that streams know nothing of each other; within one, the order counts.

import { createDraws } from "../stats/random.js";

export interface RandomStream {
  /** Uniform on (0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Integer in [0, bound). */
  integer(bound: number): number;
}

/** The stream of one purpose; `number` tells streams of one purpose apart, e.g. chains. */
export function openStream(seed: number, purpose: string, number = 0): RandomStream {
  const draws = createDraws(seed, number, 0);
  let index = 0;
  const uniform = (): number => draws.uniform(purpose, index++);
  return {
    uniform,
    normal: () => draws.normal(purpose, index++),
    integer: (bound) => Math.floor(uniform() * bound),
  };
}
