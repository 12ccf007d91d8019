// Triggers that only the clock changes: comparisons of expressions linear in time. Their next change is
// solved for, not searched along the steps, so a step can stop there exactly and no step in between
// need be looked at. The time found is the first double at which a comparison differs, as a search to
// the last bit would find it.

import type { System } from "@chondron/compiler";

/** Doubles walked over around the solution of the linear equation before it is bisected. */
const nearbyDoubles = 8;

export class ClockTriggers {
  readonly #roots: Float64Array;
  readonly #later: Float64Array;
  /** Roots at the times that a search looks at. */
  readonly #tried: Float64Array;

  /** @param changed whether any trigger at (t, y, p) differs from its present value. */
  constructor(
    readonly system: System,
    readonly changed: (t: number, y: Float64Array, p: Float64Array) => boolean,
  ) {
    const { rootCount } = system.compiled;
    this.#roots = new Float64Array(rootCount);
    this.#later = new Float64Array(rootCount);
    this.#tried = new Float64Array(rootCount);
  }

  /** Earliest time after t at which a trigger may change; Infinity where none does. */
  next(t: number, y: Float64Array, p: Float64Array): number {
    const { system } = this;
    const roots = this.#roots;
    const distance = Math.max(1, Math.abs(t));
    system.roots(t, y, p, roots);
    system.roots(t + distance, y, p, this.#later);
    let earliest = Number.POSITIVE_INFINITY;
    for (let r = 0; r < roots.length; r++) {
      const slope = (this.#later[r]! - roots[r]!) / distance;
      if (roots[r] === 0) {
        const leaves = slope === 0 ? t : this.#leavesZero(r, t, y, p);
        if (leaves > t && this.changed(leaves, y, p)) earliest = Math.min(earliest, leaves);
        continue;
      }
      const guess = t - roots[r]! / slope;
      if (!(guess > t) || guess === Number.POSITIVE_INFINITY) continue;
      earliest = Math.min(earliest, this.#crossing(r, t, guess, Math.sign(roots[r]!), y, p));
    }
    return earliest;
  }

  /** First double after t at which root r, zero at t, is not; t where that is far away. */
  #leavesZero(r: number, t: number, y: Float64Array, p: Float64Array): number {
    const left = (time: number): boolean => {
      this.system.roots(time, y, p, this.#tried);
      return this.#tried[r] !== 0;
    };
    // Mostly the next double, but a small slope or a large constant may round to zero again.
    const furthest = Math.max(1, Math.abs(t));
    for (let reach = nextUp(t) - t; reach <= furthest; reach *= 2)
      if (left(t + reach)) return bisect(t, t + reach, left);
    return t;
  }

  /** First double after t at which root r has left its sign, near `guess`. */
  #crossing(
    r: number,
    t: number,
    guess: number,
    sign: number,
    y: Float64Array,
    p: Float64Array,
  ): number {
    const left = (time: number): boolean => {
      this.system.roots(time, y, p, this.#tried);
      return Math.sign(this.#tried[r]!) !== sign;
    };
    let at = guess;
    for (let i = 0; i < nearbyDoubles && !left(at); i++) at = nextUp(at);
    if (!left(at)) return bisect(guess, guess + Math.max(1, Math.abs(guess)) * 1e-9, left);
    for (let i = 0; i < nearbyDoubles && nextDown(at) > t && left(nextDown(at)); i++)
      at = nextDown(at);
    return nextDown(at) > t && left(nextDown(at)) ? bisect(t, at, left) : at;
  }
}

function bisect(from: number, to: number, left: (time: number) => boolean): number {
  let [low, high] = [from, to];
  for (;;) {
    const middle = low + 0.5 * (high - low);
    if (middle <= low || middle >= high) return high;
    if (left(middle)) high = middle;
    else low = middle;
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** The next larger double. */
function nextUp(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  return neighbour(x, x > 0 ? 1n : -1n);
}

/** The next smaller double. */
function nextDown(x: number): number {
  return -nextUp(-x);
}

function neighbour(x: number, step: bigint): number {
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + step);
  return bits.getFloat64(0);
}
