// Draws as bands: quantiles and mean, at one time or along many.

import { sortedQuantile } from "../stats/quantile.js";
import type { Band, Spread } from "./patient-projection.js";

const levels = { q05: 0.05, q25: 0.25, q50: 0.5, q75: 0.75, q95: 0.95 } as const;
const names = Object.keys(levels) as (keyof typeof levels)[];

/** Values that are missing (NaN) are left out; without any the spread is NaN. */
export function spreadOf(values: Float64Array): Spread {
  return spreadOfOwn(values.slice());
}

/** The same of values that may be sorted where they are; a typed array puts NaN last. */
function spreadOfOwn(values: Float64Array): Spread {
  values.sort();
  let count = values.length;
  while (count > 0 && Number.isNaN(values[count - 1]!)) count--;
  const ascending = values.subarray(0, count);
  const at = (name: keyof typeof levels): number => sortedQuantile(ascending, levels[name]);
  let sum = 0;
  for (const value of ascending) sum += value;
  return {
    ...{ q05: at("q05"), q25: at("q25"), q50: at("q50"), q75: at("q75"), q95: at("q95") },
    mean: sum / count,
  };
}

/** What differs from itself by nothing. */
export function zeroBand(days: number): Band {
  const zero = new Float64Array(days);
  return { q05: zero, q25: zero, q50: zero, q75: zero, q95: zero, mean: zero };
}

/** `at(draw, day)` over the draws of each day. */
export function bandOf(
  draws: number,
  days: number,
  at: (draw: number, day: number) => number,
): Band {
  const empty = (): Float64Array => new Float64Array(days);
  const band = {
    q05: empty(),
    q25: empty(),
    q50: empty(),
    q75: empty(),
    q95: empty(),
    mean: empty(),
  };
  const values = new Float64Array(draws);
  for (let day = 0; day < days; day++) {
    for (let draw = 0; draw < draws; draw++) values[draw] = at(draw, day);
    const spread = spreadOfOwn(values);
    for (const name of [...names, "mean"] as const) band[name][day] = spread[name];
  }
  return band;
}
