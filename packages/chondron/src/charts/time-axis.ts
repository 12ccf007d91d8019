// Time on an axis: days of the model as the unit a reader thinks in, and ticks at visits.

export interface TimeUnit {
  readonly name: string;
  readonly days: number;
}

/** Weeks from eight weeks on, else days. Two-year trials stay in weeks: visits are named by week. */
export function timeUnit(endDays: number): TimeUnit {
  return endDays >= 56 ? { name: "week", days: 7 } : { name: "day", days: 1 };
}

export function inUnit(days: number, unit: TimeUnit): number {
  return Math.round((days / unit.days) * 100) / 100;
}

/**
 * Ticks among the visit times (in any unit): first and last always, others where at least
 * `minimumShare` of the axis lies between neighbours.
 */
export function visitTicks(times: readonly number[], minimumShare: number): number[] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  if (sorted.length < 3) return sorted;
  const last = sorted.at(-1)!;
  const gap = (last - sorted[0]!) * minimumShare;
  const kept = [sorted[0]!];
  for (const time of sorted.slice(1, -1))
    if (time - kept.at(-1)! >= gap && last - time >= gap) kept.push(time);
  return [...kept, last];
}
