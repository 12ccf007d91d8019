// Where along a scan a claim holds: stretches of values whose ends are found by interpolation between
// neighbours (in the logarithm for logarithmic scans), and what knowledge of the parameter says of them.

import { exp, log } from "../stats/elementary.js";

/** Where the claim holds; an end that the scan cut off is open. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The scan ends there, not the stretch. */
  readonly openBelow: boolean;
  readonly openAbove: boolean;
}

/**
 * Stretches of a scan with positive margin.
 *
 * @param values ascending.
 * @param margins one for each value; NaN counts as not holding.
 */
export function stretches(
  values: readonly number[],
  margins: readonly number[],
  logarithmic: boolean,
): Stretch[] {
  const found: Stretch[] = [];
  let from: number | undefined;
  let openBelow = false;
  for (let i = 0; i < values.length; i++) {
    const holds = margins[i]! > 0;
    if (holds && from === undefined) {
      openBelow = i === 0;
      from = i === 0 ? values[0]! : crossing(values, margins, i, logarithmic);
    } else if (!holds && from !== undefined) {
      const to = crossing(values, margins, i, logarithmic);
      found.push({ from, to, openBelow, openAbove: false });
      from = undefined;
    }
  }
  if (from !== undefined) found.push({ from, to: values.at(-1)!, openBelow, openAbove: true });
  return found;
}

/** Where the margin is zero between the values i - 1 and i; the middle where one of them is missing. */
function crossing(
  values: readonly number[],
  margins: readonly number[],
  i: number,
  logarithmic: boolean,
): number {
  const [a, b] = [margins[i - 1]!, margins[i]!];
  const raw = a / (a - b);
  const share = Number.isFinite(raw) ? Math.min(1, Math.max(0, raw)) : 0.5;
  const [x, y] = [values[i - 1]!, values[i]!];
  return logarithmic ? x * exp(share * log(y / x)) : x + (y - x) * share;
}

/** Probability of the stretches, of a quantity known by its quantile function. */
export function probabilityOf(
  found: readonly Stretch[],
  quantile: (u: number) => number,
  points = 2000,
): number {
  let inside = 0;
  for (let i = 0; i < points; i++) {
    const value = quantile((i + 0.5) / points);
    if (found.some((stretch) => within(stretch, value))) inside += 1;
  }
  return inside / points;
}

/** Does a range share anything with the stretches? */
export function meets(found: readonly Stretch[], low: number, high: number): boolean {
  return found.some(
    ({ from, to, openBelow, openAbove }) => (openAbove || to >= low) && (openBelow || from <= high),
  );
}

function within({ from, to, openBelow, openAbove }: Stretch, value: number): boolean {
  return (openBelow || value >= from) && (openAbove || value <= to);
}
