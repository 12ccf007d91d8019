// Numbers of the credibility report in words: predictions with their interval, figures of any size.

import type { PredictionRow } from "@chondron/trial";
import { missing, plain, withInterval } from "../report/format.js";

/** Decimals that show a value of this size with its interval. */
export function digitsOf(...values: readonly number[]): number {
  const size = Math.max(...values.filter(Number.isFinite).map(Math.abs));
  return size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

export function predictedWords(row: PredictionRow | null): string {
  if (!row) return missing;
  return withInterval(row.mean, row.low90, row.high90, digitsOf(row.low90, row.high90));
}

export function publishedWords(
  published: { readonly value: number; readonly low: number; readonly high: number } | null,
): string {
  if (!published) return missing;
  const { value, low, high } = published;
  return withInterval(value, low, high, digitsOf(low, high));
}

export function figureWords(value: number | null): string {
  return value === null ? missing : plain(value);
}

/** "at most 0.2", "0.85 to 0.97" */
export function boundWords(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return `${plain(low)} to ${plain(high)}`;
  return low !== null ? `at least ${plain(low)}` : `at most ${figureWords(high)}`;
}
