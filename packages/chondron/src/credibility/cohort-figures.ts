// Figures of natural history as cohort studies report them, from people followed without therapy: means,
// spreads, shares, correlations. Which outcome and which years: rows of credibility.yaml. Grades are the
// outcome rounded as it is recorded; events are probabilities from the hazard.

import type { CohortFigureRow, CohortStatistic } from "@chondron/knee";
import type { Disease } from "@chondron/model";
import type { FollowedPeople } from "@chondron/trial";

/** What a statistic is computed from: people, and values by person at entry and at the row's year. */
interface Material {
  readonly years: number;
  readonly entry: readonly number[];
  readonly later: readonly number[];
  /** As recorded: rounded to the outcome's resolution. */
  readonly entryGrade: readonly number[];
  readonly laterGrade: readonly number[];
  /** At entry, of the other outcome. */
  readonly otherGrade: readonly number[];
  /** Cumulative hazard at the row's year. */
  readonly hazard: readonly number[];
  /** 1 where larger is worse. */
  readonly worse: 1 | -1;
  /** Worst value of the outcome. */
  readonly end: number;
}

/** Losses count towards the worse side, per year; shares are in per cent. */
const statistics: Readonly<Record<CohortStatistic, (m: Material) => number>> = {
  "mean-loss": (m) => mean(losses(m)),
  "skewness-of-loss": (m) => skewness(losses(m)),
  "worsened-share": worsenedShare,
  "event-share": ({ hazard }) => 100 * mean(hazard.map(probability)),
  "rate-ratio": ({ entryGrade, hazard, years }) => rateRatio(entryGrade, hazard, years),
  "mean-change": ({ entry, later }) => mean(later) - mean(entry),
  spread: ({ later }) => deviation(later),
  correlation: ({ entry, otherGrade }) => correlation(entry, otherGrade),
};

/** The figure among these people; `visit` is the index of the row's year. NaN: not to be had. */
export function cohortFigure(
  row: CohortFigureRow,
  people: FollowedPeople,
  visit: number,
  disease: Disease,
): number {
  return statistics[row.statistic](materialOf(row, people, visit, disease));
}

function materialOf(
  row: CohortFigureRow,
  people: FollowedPeople,
  visit: number,
  { outcomes, naturalHistory }: Disease,
): Material {
  const outcome = outcomes.findIndex(({ id }) => id === row.outcome);
  const other = outcomes.findIndex(({ id }) => id === row.other);
  const event = naturalHistory.hazardEvents.findIndex(({ id }) => id === row.event);
  const all = Array.from({ length: people.patients }, (_, patient) => patient);
  const values = (at: number, which: number): number[] =>
    which < 0 ? [] : all.map((patient) => people.value(patient, at, which));
  const recorded = (at: number, which: number): number[] => {
    const resolution = outcomes[which]?.resolution ?? 0;
    return values(at, which).map((x) =>
      resolution > 0 ? resolution * Math.round(x / resolution) : x,
    );
  };
  const { better = "lower", low = Number.NaN, high = Number.NaN } = outcomes[outcome] ?? {};
  return {
    years: row.years,
    ...{ entry: values(0, outcome), later: values(visit, outcome) },
    ...{ entryGrade: recorded(0, outcome), laterGrade: recorded(visit, outcome) },
    otherGrade: recorded(0, other),
    hazard: event < 0 ? [] : all.map((patient) => people.hazard(patient, visit, event)),
    ...(better === "lower" ? { worse: 1, end: high } : { worse: -1, end: low }),
  };
}

function losses({ entry, later, worse, years }: Material): number[] {
  return entry.map((first, i) => (worse * (later[i]! - first)) / years);
}

/** Per cent a year of those who could become worse, at a constant rate. */
function worsenedShare({ entryGrade, laterGrade, worse, end, years }: Material): number {
  const open = entryGrade.flatMap((grade, i) =>
    grade === end ? [] : [worse * (laterGrade[i]! - grade) > 0 ? 1 : 0],
  );
  return 100 * (1 - (1 - mean(open)) ** (1 / years));
}

function probability(hazard: number): number {
  return -Math.expm1(-hazard);
}

/**
 * Ratio of rates per unit of x: Poisson regression of expected events on x with the expected time at risk
 * as exposure (what a hazard that is constant over the years leaves), by Newton's method.
 */
export function rateRatio(x: readonly number[], hazard: readonly number[], years: number): number {
  const events = hazard.map(probability);
  const exposure = hazard.map((h, i) => (h > 1e-12 ? (years * events[i]!) / h : years));
  const total = sum(events);
  const seen = sum(events.map((event, i) => event * x[i]!));
  if (!(total > 0)) return Number.NaN;
  let slope = 0;
  for (let step = 0; step < 50; step++) {
    const weight = x.map((value, i) => exposure[i]! * Math.exp(slope * value));
    const first = sum(weight.map((w, i) => w * x[i]!)) / sum(weight);
    const second = sum(weight.map((w, i) => w * x[i]! ** 2)) / sum(weight);
    const change = (seen / total - first) / (second - first ** 2);
    if (!Number.isFinite(change)) return Number.NaN;
    slope += change;
    if (Math.abs(change) < 1e-10) break;
  }
  return Math.exp(slope);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

function skewness(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 3)) / deviation(values) ** 3;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [centreA, centreB] = [mean(a), mean(b)];
  const product = sum(a.map((value, i) => (value - centreA) * (b[i]! - centreB)));
  return product / ((a.length - 1) * deviation(a) * deviation(b));
}
