// Which state's rate first stops being a number where a run cannot go on. A failed step tells little: in
// its linear systems one such value spreads to every state that depends on it. So the rates alone are
// looked at, along the straight line that the solution is about to follow.

import type { System } from "@chondron/compiler";
import type { Moment } from "./stepper/stepper.js";

/** How far ahead is looked, relative to time: from a unit in the last place to a thousandth. */
const nearest = 2 ** -52;
const furthest = 2 ** -10;

/** Index of a state whose rate at the moment, or shortly after it, is no finite number; -1 for none. */
export function firstBrokenRate(system: System, { t, y, p, problem }: Moment): number {
  const rates = new Float64Array(y.length);
  system.rhs(t, y, p, rates);
  const here = brokenIn(rates);
  if (here >= 0) return here;
  const scale = Math.max(Math.abs(t), Math.abs(problem.end - t));
  const later = new Float64Array(y.length);
  for (let ahead = nearest; ahead <= furthest; ahead *= 2) {
    const h = ahead * scale;
    const moved = y.map((value, s) => value + h * rates[s]!);
    system.rhs(t + h, moved, p, later);
    const there = brokenIn(later);
    if (there >= 0) return there;
  }
  return -1;
}

function brokenIn(rates: Float64Array): number {
  return rates.findIndex((rate) => !Number.isFinite(rate));
}
