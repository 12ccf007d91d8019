// A first step size from the size of the solution and its first two derivatives: Hairer, Nørsett &
// Wanner, Solving ODEs I, section II.4.

import type { System } from "@chondron/compiler";
import type { Tolerance } from "./problem.js";

/** Least first step relative to time: some units in its last place. */
const smallestFirstStep = 1e-14;

/** `initialStep`, and never less than moves time: a state that passes through zero makes it vanish. */
export function firstStepSize(
  system: System,
  order: number,
  t: number,
  y: Float64Array,
  p: Float64Array,
  tolerance: Tolerance,
): number {
  const h = initialStep(system, order, t, y, p, tolerance);
  return Math.max(h, smallestFirstStep * Math.abs(t));
}

/** A step size that keeps an explicit Euler step's error near a hundredth of the tolerance. */
export function initialStep(
  system: System,
  order: number,
  t: number,
  y: Float64Array,
  p: Float64Array,
  tolerance: Tolerance,
): number {
  const n = y.length;
  const f0 = new Float64Array(n);
  const f1 = new Float64Array(n);
  derivatives(system, t, y, p, f0);
  const d0 = weightedNorm(y, y, tolerance);
  const d1 = weightedNorm(f0, y, tolerance);
  const h0 = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1;
  const euler = y.map((value, s) => value + h0 * f0[s]!);
  derivatives(system, t + h0, euler, p, f1);
  const d2 = weightedNorm(
    f1.map((value, s) => value - f0[s]!),
    y,
    tolerance,
  );
  const curvature = Math.max(d1, d2 / h0);
  const h1 = curvature <= 1e-15 ? Math.max(1e-6, h0 * 1e-3) : (0.01 / curvature) ** (1 / order);
  const h = Math.min(100 * h0, h1);
  return Number.isFinite(h) && h > 0 ? h : 1e-6;
}

/** f(t, y), with 0 for states that have no derivative. */
function derivatives(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
  f: Float64Array,
): void {
  system.rhs(t, y, p, f);
  for (const s of system.compiled.algebraicStates) f[s] = 0;
}

function weightedNorm(v: Float64Array, y: Float64Array, tolerance: Tolerance): number {
  let sum = 0;
  for (let s = 0; s < v.length; s++) {
    const ratio = v[s]! / (tolerance.absolute[s]! + tolerance.relative * Math.abs(y[s]!));
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / Math.max(1, v.length));
}
