// Descriptive statistics: values, changes from entry and courses, per arm. Available cases.

import type { Trial } from "../prepare.js";
import type { Distribution, SubjectTable } from "../result.js";
import { mean, summarise } from "../stats/summary.js";
import { observedColumn, rowsByArm } from "./columns.js";

/** Per arm, outcome and visit, in that order of nesting. */
export interface Measures {
  readonly value: readonly Distribution[];
  readonly change: readonly Distribution[];
}

export function describeMeasures(trial: Trial, table: SubjectTable): Measures {
  const { arms, visits } = trial.protocol;
  const value: Distribution[] = [];
  const change: Distribution[] = [];
  for (const rows of rowsByArm(table, arms.length)) {
    for (let outcome = 0; outcome < table.outcomeIds.length; outcome++) {
      const entry = observedColumn(table, rows, 0, outcome);
      for (let visit = 0; visit < visits.length; visit++) {
        const now = observedColumn(table, rows, visit, outcome);
        value.push(distributionOf(now));
        change.push(distributionOf(now.map((x, i) => x - entry[i]!)));
      }
    }
  }
  return { value, change };
}

/** NaN counts as missing; statistics that do not exist are null. */
export function distributionOf(values: Float64Array): Distribution {
  const { n, mean: centre, sd, p5, q1, median, q3, p95 } = summarise(values);
  return {
    n,
    mean: orNull(centre),
    sd: orNull(sd),
    q05: orNull(p5),
    q25: orNull(q1),
    q50: orNull(median),
    q75: orNull(q3),
    q95: orNull(p95),
  };
}

export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Mean course of each arm: [arm][outcome][day], over subjects whose integration reached the day. */
export function meanCourses(
  trial: Trial,
  table: SubjectTable,
  courses: Float64Array,
): Float64Array {
  const days = trial.grid.days.length;
  const outcomes = table.outcomeIds.length;
  const arms = rowsByArm(table, trial.protocol.arms.length);
  const means = new Float64Array(arms.length * outcomes * days);
  arms.forEach((rows, arm) => {
    for (let outcome = 0; outcome < outcomes; outcome++) {
      for (let day = 0; day < days; day++) {
        const values = courseColumn(courses, rows, days, outcomes, outcome, day);
        means[(arm * outcomes + outcome) * days + day] = mean(values);
      }
    }
  });
  return means;
}

/** Model values of one outcome on one day of the grid, for the given rows, without missing ones. */
export function courseColumn(
  courses: Float64Array,
  rows: Int32Array,
  days: number,
  outcomes: number,
  outcome: number,
  day: number,
): Float64Array {
  const column = new Float64Array(rows.length);
  let n = 0;
  for (const row of rows) {
    const value = courses[(row * days + day) * outcomes + outcome]!;
    if (!Number.isNaN(value)) column[n++] = value;
  }
  return column.subarray(0, n);
}
