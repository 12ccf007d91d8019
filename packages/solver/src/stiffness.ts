// How stiff a problem is where it starts: the spectral radius of the exact Jacobian times the time
// that is left. An explicit method takes at least a third of that number of steps if the fastest mode
// stays as it is.

import type { System } from "@chondron/compiler";

/** Beyond this product an explicit method is not tried. */
const stiffProduct = 5000;
/** Step times radius above which a method that is accurate enough is held by the fastest mode. */
const heldStep = 0.7;
const iterations = 24;
/** Iterations whose growth is averaged: a pair of complex eigenvalues makes single ones swing. */
const averaged = 12;

/** True where the fastest mode at (t, y) is far faster than the time to `end`. */
export function startsStiff(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
  end: number,
): boolean {
  const radius = spectralRadius(system, t, y, p);
  // Without a Jacobian nothing is known, and an implicit method is the safer guess.
  return !(radius * (end - t) <= stiffProduct);
}

/**
 * True where an explicit method with steps of size h is held by a mode far faster than the time to
 * `end`. At tight tolerances its steps shrink with that mode long before they are unstable.
 */
export function heldByStiffness(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
  end: number,
  h: number,
): boolean {
  const radius = spectralRadius(system, t, y, p);
  return radius * (end - t) > stiffProduct && radius * h > heldStep;
}

/** Largest |eigenvalue| of df/dy at (t, y) by power iteration; NaN where df/dy is not finite. */
export function spectralRadius(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
): number {
  const { rows, columns } = system.compiled.jacobian;
  const values = new Float64Array(rows.length);
  system.jacobian(t, y, p, values);
  let v = new Float64Array(y.length).map((_, s) => 1 + (s % 7) / 8);
  let next = new Float64Array(y.length);
  let growth = 1;
  for (let i = 0; i < iterations; i++) {
    next.fill(0);
    for (let e = 0; e < values.length; e++) next[rows[e]!]! += values[e]! * v[columns[e]!]!;
    const length = lengthOf(next);
    const ratio = length / lengthOf(v);
    if (ratio === 0 || !Number.isFinite(ratio)) return ratio;
    if (i >= iterations - averaged) growth *= ratio ** (1 / averaged);
    for (let s = 0; s < next.length; s++) next[s]! /= length;
    [v, next] = [next, v];
  }
  return growth;
}

function lengthOf(v: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < v.length; s++) sum += v[s]! * v[s]!;
  return Math.sqrt(sum);
}
