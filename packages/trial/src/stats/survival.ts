// Time to one kind of event with right censoring: the Kaplan-Meier curve with Greenwood's standard
// error and intervals on the log scale, numbers at risk, median; and the log-rank test of any number
// of groups. Equal to R's survival::survfit (conf.type "log") and survdiff (rho 0), except that
// times are tied only when equal, without R's rounding of near ties.
// Sources: Kaplan and Meier (1958), JASA 53, 457-481; Kalbfleisch and Prentice (2002), sections
// 1.4 and 1.5.

import { solve } from "ml-matrix";
import { chiSquare } from "./distribution.js";
import { exp } from "./elementary.js";
import { normalQuantile } from "./normal.js";

/** One subject: time at risk, and whether it ended with the event (else censored). */
export interface SurvivalTime {
  readonly time: number;
  readonly event: boolean;
}

/** The curve after one distinct time. */
export interface SurvivalStep {
  readonly time: number;
  /** Subjects at risk just before `time`; a subject censored at an event time is at risk there. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** Probability to be without event after `time`. */
  readonly survival: number;
  /** Greenwood's standard error of `survival`. */
  readonly standardError: number;
  /** Pointwise interval; NaN once survival is 0. */
  readonly lower: number;
  readonly upper: number;
}

export interface SurvivalCurve {
  readonly n: number;
  readonly events: number;
  readonly level: number;
  /** One step per distinct time, ascending, censoring times included. */
  readonly steps: readonly SurvivalStep[];
}

export interface MedianTime {
  /** Infinity where the curve (or its limit) never falls to one half. */
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** The Kaplan-Meier curve of subjects in any order, with intervals of the given level. */
export function kaplanMeier(subjects: readonly SurvivalTime[], level: number): SurvivalCurve {
  const z = normalQuantile(0.5 + level / 2);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  // Variance of log survival.
  let greenwood = 0;
  for (const { time, atRisk, events, censored } of countsByTime(subjects)) {
    survival *= (atRisk - events) / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const onLog = Math.sqrt(greenwood);
    steps.push({
      time,
      atRisk,
      events,
      censored,
      survival,
      standardError: survival > 0 ? survival * onLog : Number.NaN,
      lower: survival > 0 ? survival * exp(-z * onLog) : Number.NaN,
      upper: survival > 0 ? Math.min(1, survival * exp(z * onLog)) : Number.NaN,
    });
  }
  return { n: subjects.length, events: subjects.filter((s) => s.event).length, level, steps };
}

/** The curve at given times: the last step at or before each; survival 1 before the first. */
export function survivalAt(
  curve: SurvivalCurve,
  times: readonly number[],
): Pick<SurvivalStep, "time" | "survival" | "standardError" | "lower" | "upper">[] {
  return times.map((time) => {
    const step = curve.steps.filter((s) => s.time <= time).at(-1);
    if (!step) return { time, survival: 1, standardError: 0, lower: 1, upper: 1 };
    const { survival, standardError, lower, upper } = step;
    return { time, survival, standardError, lower, upper };
  });
}

/** Subjects still at risk just before each time: neither event nor censoring earlier. */
export function numbersAtRisk(curve: SurvivalCurve, times: readonly number[]): number[] {
  return times.map((time) => curve.steps.find((step) => step.time >= time)?.atRisk ?? 0);
}

/** Median time with the interval where the pointwise limits cross one half (Brookmeyer and Crowley 1982). */
export function medianTime(curve: SurvivalCurve): MedianTime {
  return {
    median: crossing(curve, (step) => step.survival),
    lower: crossing(curve, (step) => step.lower),
    upper: crossing(curve, (step) => step.upper),
  };
}

export interface LogRankGroup {
  readonly group: string;
  readonly n: number;
  readonly observed: number;
  /** Events expected if all groups had one hazard. */
  readonly expected: number;
}

export interface LogRank {
  readonly groups: readonly LogRankGroup[];
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  /** Covariance of observed - expected, [group][group]. */
  readonly covariance: readonly Float64Array[];
}

/**
 * Log-rank test of equal hazards. group: one name per subject. Groups are reported in order of first
 * appearance. With fewer than two groups or no event at which two groups are at risk, chi-square is
 * 0 with df 0 and p NaN.
 */
export function logRank(subjects: readonly SurvivalTime[], group: readonly string[]): LogRank {
  const names = [...new Set(group)];
  const counts = names.map((name) => countsByTime(subjects.filter((_, i) => group[i] === name)));
  const expected = new Float64Array(names.length);
  const covariance = names.map(() => new Float64Array(names.length));
  for (const { time, atRisk, events } of countsByTime(subjects)) {
    if (events === 0) continue;
    const share = counts.map((steps) => (steps.find((s) => s.time >= time)?.atRisk ?? 0) / atRisk);
    const spread = atRisk > 1 ? (events * (atRisk - events)) / (atRisk - 1) : 0;
    share.forEach((p, i) => {
      expected[i]! += events * p;
      share.forEach((q, j) => {
        covariance[i]![j]! += spread * p * ((i === j ? 1 : 0) - q);
      });
    });
  }
  const groups = names.map((name, i): LogRankGroup => {
    const own = subjects.filter((_, k) => group[k] === name);
    const observed = own.filter((s) => s.event).length;
    return { group: name, n: own.length, observed, expected: expected[i]! };
  });
  return { groups, covariance, ...quadraticForm(groups, covariance) };
}

/** (O - E)' V^-1 (O - E) over the groups but one, those never at risk at an event left out. */
function quadraticForm(
  groups: readonly LogRankGroup[],
  covariance: readonly Float64Array[],
): Pick<LogRank, "chiSquare" | "df" | "p"> {
  const informative = groups.map((_, i) => i).filter((i) => groups[i]!.expected > 0);
  const used = informative.slice(1);
  const df = used.length;
  if (df === 0 || used.every((i) => covariance[i]![i]! === 0)) {
    return { chiSquare: 0, df: 0, p: Number.NaN };
  }
  const excess = used.map((i) => groups[i]!.observed - groups[i]!.expected);
  const matrix = used.map((i) => used.map((j) => covariance[i]![j]!));
  const weights = solve(
    matrix,
    excess.map((e) => [e]),
  ).getColumn(0);
  const statistic = excess.reduce((total, e, i) => total + e * weights[i]!, 0);
  return { chiSquare: statistic, df, p: chiSquare(df).upperTail(statistic) };
}

type Counts = Pick<SurvivalStep, "time" | "atRisk" | "events" | "censored">;

function countsByTime(subjects: readonly SurvivalTime[]): Counts[] {
  const ordered = [...subjects].sort((a, b) => a.time - b.time);
  const counts: Counts[] = [];
  for (let i = 0; i < ordered.length; ) {
    const time = ordered[i]!.time;
    const atRisk = ordered.length - i;
    let events = 0;
    const first = i;
    for (; i < ordered.length && ordered[i]!.time === time; i++) if (ordered[i]!.event) events++;
    counts.push({ time, atRisk, events, censored: i - first - events });
  }
  return counts;
}

/** Products of fractions miss 1/2 by some roundings; R takes the same margin. */
const HALF_TOLERANCE = 1.5e-8;

/** First time at or below one half; midway to the next event where the curve runs flat at one half. */
function crossing(curve: SurvivalCurve, of: (step: SurvivalStep) => number): number {
  const at = curve.steps.findIndex((step) => of(step) <= 0.5 + HALF_TOLERANCE);
  if (at < 0) return Infinity;
  const { time } = curve.steps[at]!;
  if (of(curve.steps[at]!) < 0.5 - HALF_TOLERANCE) return time;
  const next = curve.steps.slice(at + 1).find((step) => step.events > 0);
  return next ? (time + next.time) / 2 : time;
}
