// Draws as bands: quantiles and mean, at one time or along many.

import { sortedQuantile } from "../stats/quantile.js";
import type { Band, Spread } from "./patient-projection.js";

const levels = { q05: 0.05, q25: 0.25, q50: 0.5, q75: 0.75, q95: 0.95 } as const;
const names = Object.keys(levels) as (keyof typeof levels)[];

/** Values that are missing (NaN) are left out; without any the spread is NaN. */
export function spreadOf(values: Float64Array): Spread {
  const ascending = values.filter((value) => !Number.isNaN(value)).sort();
  const quantiles = names.map((name) => [name, sortedQuantile(ascending, levels[name])] as const);
  const mean = ascending.reduce((sum, value) => sum + value, 0) / ascending.length;
  return { ...(Object.fromEntries(quantiles) as Record<keyof typeof levels, number>), mean };
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
    const spread = spreadOf(values);
    for (const name of [...names, "mean"] as const) band[name][day] = spread[name];
  }
  return band;
}
