// First step size of the BDF, whose first order is 1: where ‖h²·y''/2‖ is half the tolerance, y'' by a
// difference along the slope. Hindmarsh et al., ACM Trans. Math. Softw. 31, 363 (2005), section 2.1.

import type { System } from "@chondron/compiler";
import type { Tolerance } from "../problem.js";

const iterations = 4;
/** Part of its scale by which a state may change in the first step. */
const largestChange = 0.1;
/** Least step, in units in the last place of time and as a part of the largest. */
const leastOfTime = 100 * Number.EPSILON;
const leastOfLargest = 1e-10;

/**
 * @param slope [state] y' at (t, y), of algebraic states too.
 * @returns a step size > 0, and the number of calls of f.
 */
export function bdfFirstStep(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
  slope: Float64Array,
  tolerance: Tolerance,
): { h: number; rhsCalls: number } {
  const longest = longestChange(y, slope, tolerance);
  // Nothing moves yet, or no slope is known: any small step will tell.
  if (!Number.isFinite(longest)) return { h: 1e-6 * Math.max(1, Math.abs(t)), rhsCalls: 0 };
  const smallest = Math.max(leastOfTime * Math.abs(t), leastOfLargest * longest);
  const largest = Math.max(smallest, longest);
  let h = Math.sqrt(smallest * largest);
  let calls = 0;
  for (let i = 0; i < iterations; i++) {
    const bend = curvature(system, t, y, p, slope, h, tolerance);
    calls++;
    if (!Number.isFinite(bend)) {
      h *= 0.1;
      continue;
    }
    const wanted = bend * largest * largest > 2 ? Math.sqrt(2 / bend) : Math.sqrt(h * largest);
    const close = wanted / h > 0.5 && wanted / h < 2;
    h = wanted;
    if (close) break;
  }
  return { h: Math.min(largest, Math.max(smallest, 0.5 * h)), rhsCalls: calls };
}

/** Step in which the fastest state changes by a part of its scale; Infinity where none moves. */
function longestChange(y: Float64Array, slope: Float64Array, tolerance: Tolerance): number {
  let fastest = 0;
  for (let s = 0; s < y.length; s++) {
    const scale = largestChange * Math.abs(y[s]!) + tolerance.absolute[s]!;
    fastest = Math.max(fastest, Math.abs(slope[s]!) / scale);
  }
  return 1 / fastest;
}

function curvature(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
  slope: Float64Array,
  h: number,
  tolerance: Tolerance,
): number {
  const moved = y.map((value, s) => value + h * slope[s]!);
  const after = new Float64Array(y.length);
  system.rhs(t + h, moved, p, after);
  for (const s of system.compiled.algebraicStates) after[s] = slope[s]!;
  let sum = 0;
  for (let s = 0; s < y.length; s++) {
    const weight = 1 / (tolerance.absolute[s]! + tolerance.relative * Math.abs(y[s]!));
    sum += ((weight * (after[s]! - slope[s]!)) / h) ** 2;
  }
  return Math.sqrt(sum / Math.max(1, y.length));
}
