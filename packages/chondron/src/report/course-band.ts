// The band around a mean course: the spread of the simulated trials where there are enough of them,
// else the sampling error of the mean among the patients of the shown trial.

import type { CourseRow } from "@chondron/trial";
import type { MeanPoint } from "../charts/mean-chart.js";
import { fewestReplicates } from "./effect-interval.js";
import { orNaN } from "./format.js";
import type { ReportContext } from "./report-context.js";

/** Quantiles of the standard normal at 75 and 95 %. */
const z50 = 0.674_49;
const z90 = 1.644_854;

export function bandBasis(context: ReportContext): "replicates" | "patients" {
  return context.summary.design.replicates >= fewestReplicates ? "replicates" : "patients";
}

/** The course with its bands; a band that cannot be had is NaN. */
export function coursePoints(context: ReportContext, course: CourseRow): MeanPoint[] {
  if (bandBasis(context) === "patients") return pointsOfPatients(context, course);
  const { q05, q25, q75, q95 } = course.meanOverReplicates;
  return course.days.map((time, i) => ({
    time,
    mean: orNaN(course.mean[i]),
    low90: orNaN(q05[i]),
    low50: orNaN(q25[i]),
    high50: orNaN(q75[i]),
    high90: orNaN(q95[i]),
  }));
}

function pointsOfPatients(context: ReportContext, course: CourseRow): MeanPoint[] {
  const errors = standardErrors(context, course);
  return course.days.map((time, i) => {
    const mean = orNaN(course.mean[i]);
    const error = errors.get(time) ?? Number.NaN;
    return {
      time,
      mean,
      low90: mean - z90 * error,
      low50: mean - z50 * error,
      high50: mean + z50 * error,
      high90: mean + z90 * error,
    };
  });
}

/** By day: SD of the arm's patients over the root of their number. */
function standardErrors(context: ReportContext, course: CourseRow): Map<number, number> {
  const { curves } = context.result;
  const arm = context.arms.findIndex((item) => item.id === course.arm);
  const outcome = curves.outcomeIds.indexOf(course.outcome);
  const members = [...curves.arm.keys()].filter((subject) => curves.arm[subject] === arm);
  const width = curves.outcomeIds.length;
  const valueOn = (subject: number, day: number): number =>
    curves.values[(subject * curves.days.length + day) * width + outcome]!;
  const errors = [...curves.days].map((day, i): [number, number] => {
    const values = members.map((subject) => valueOn(subject, i)).filter(Number.isFinite);
    return [day, outcome < 0 ? Number.NaN : standardError(values)];
  });
  return new Map(errors);
}

function standardError(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return Number.NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (n - 1) / n);
}
