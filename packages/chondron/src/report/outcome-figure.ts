// Mean of an outcome over time in all arms, from the courses of the model: the first figure of the
// report, and one for each further outcome that an endpoint asks about.

import type { CourseRow, MeasureRow, OutcomeSummary } from "@chondron/trial";
import {
  type MeanPoint,
  type MeanSeries,
  meanChart,
  type ReferenceRule,
} from "../charts/mean-chart.js";
import { narrowSize, wideSize } from "../charts/plot-svg.js";
import { bandBasis, coursePoints } from "./course-band.js";
import { figure } from "./figure.js";
import { digitsFor, fixed, inSentence, missing, orNaN } from "./format.js";
import { armName, armWord, type ReportContext } from "./report-context.js";
import { dataTable } from "./table.js";

export interface OutcomeFigure {
  readonly id: string;
  readonly outcome: OutcomeSummary;
  readonly title: string;
  /** Day of the visit that an endpoint names. */
  readonly visitDay?: number;
}

/** "" where the result holds no course of the outcome. */
export function outcomeFigure(context: ReportContext, request: OutcomeFigure): string {
  const { outcome } = request;
  const courses = context.summary.courses.filter((row) => row.outcome === outcome.id);
  if (courses.length === 0) return "";
  const series = context.styles.flatMap((style): MeanSeries[] => {
    const course = courses.find((row) => row.arm === style.id);
    return course
      ? [{ style, points: coursePoints(context, course), markers: visitPoints(context, course) }]
      : [];
  });
  const label = `${request.title}. ${outcomeReading(context, outcome)}`;
  const rules = importantRule(context, outcome, courses, request.visitDay);
  const draw = (size: typeof wideSize): string =>
    meanChart({
      series,
      quantity: quantityName(outcome),
      unit: context.unit,
      size,
      label,
      rules,
      ...(request.visitDay === undefined ? {} : { visitDay: request.visitDay }),
    });
  return figure({
    id: request.id,
    title: request.title,
    reading: outcomeReading(context, outcome),
    wide: draw(wideSize),
    narrow: draw(narrowSize),
    caption: outcomeCaption(context),
    data: outcomeData(context, outcome),
  });
}

/** "WOMAC pain (0 to 20 points, lower is better)" */
export function quantityName(outcome: OutcomeSummary): string {
  const unit = outcome.unit === "" ? "" : ` ${outcome.unit}`;
  const bounded = Number.isFinite(outcome.low) && Number.isFinite(outcome.high);
  const range = bounded ? `${outcome.low} to ${outcome.high}${unit}` : unit.trim();
  return `${outcome.label} (${range}${range === "" ? "" : ", "}${outcome.better} is better)`;
}

/** Points of the course that fall on a visit. */
function visitPoints(context: ReportContext, course: CourseRow): MeanPoint[] {
  const days = new Set(context.summary.design.visits.map((visit) => visit.day));
  return coursePoints(context, course).filter((point) => days.has(point.time));
}

/** Where a patient would notice the difference from the control at the visit in question. */
function importantRule(
  context: ReportContext,
  outcome: OutcomeSummary,
  courses: readonly CourseRow[],
  visitDay: number | undefined,
): ReferenceRule[] {
  const control = courses.find((row) => row.arm === context.control?.id);
  if (outcome.importantDifference === null || !control || visitDay === undefined) return [];
  const index = control.days.indexOf(visitDay);
  const level = index < 0 ? Number.NaN : orNaN(control.mean[index]);
  if (!Number.isFinite(level)) return [];
  const sign = outcome.better === "lower" ? -1 : 1;
  const size = fixed(outcome.importantDifference, digitsFor(outcome.low, outcome.high));
  return [
    {
      value: level + sign * outcome.importantDifference,
      label: `minimal important difference: ${size} ${
        outcome.better === "lower" ? "below" : "above"
      } ${armWord(context, control.arm)} at the marked visit`,
      shortLabel: `important difference: ${size}`,
    },
  ];
}

/** What changed from entry to the last visit, by arm, in one sentence. */
export function outcomeReading(context: ReportContext, outcome: OutcomeSummary): string {
  const digits = digitsFor(outcome.low, outcome.high);
  const unit = outcome.unit === "" ? "" : ` ${outcome.unit}`;
  const parts = context.styles.flatMap((style) => {
    const course = context.summary.courses.find(
      (row) => row.arm === style.id && row.outcome === outcome.id,
    );
    const first = orNaN(course?.mean[0]);
    const last = orNaN(course?.mean.at(-1));
    return Number.isFinite(first) && Number.isFinite(last)
      ? [`${inSentence(style.label)} from ${fixed(first, digits)} to ${fixed(last, digits)}${unit}`]
      : [];
  });
  if (parts.length === 0) return "";
  return `From entry to the end of the trial the mean goes: ${parts.join("; ")}.`;
}

function outcomeCaption(context: ReportContext): string {
  const bands =
    bandBasis(context) === "replicates"
      ? "Bands hold 50 and 90 % of the simulated trials' means."
      : "Bands: 50 and 90 % confidence intervals of the mean among the patients of the shown trial.";
  return `Lines: mean of the model's course without measurement error. ${bands} ${context.source}.`;
}

function outcomeData(context: ReportContext, outcome: OutcomeSummary): string {
  const digits = digitsFor(outcome.low, outcome.high);
  const rows = context.summary.measures.filter((row) => row.outcome === outcome.id);
  return dataTable({
    caption: `${outcome.label} as recorded at visits (with measurement error; those still in the trial)`,
    columns: [
      { head: "Arm" },
      { head: "Visit", align: "left" },
      { head: "n" },
      { head: "Mean" },
      { head: "SD" },
      { head: "Change" },
      { head: "Mean over trials, 90 % interval" },
    ],
    rows: rows.map((row) => measureCells(context, row, digits)),
  });
}

function measureCells(context: ReportContext, row: MeasureRow, digits: number): string[] {
  const visit = context.summary.design.visits.find((item) => item.id === row.visit);
  const spread = row.meanOverReplicates;
  const range =
    spread.q05 === null || spread.q95 === null
      ? missing
      : `${fixed(spread.q05, digits)} to ${fixed(spread.q95, digits)}`;
  return [
    armName(context, row.arm),
    visit?.label ?? row.visit,
    String(row.value.n),
    fixed(orNaN(row.value.mean), digits),
    fixed(orNaN(row.value.sd), digits),
    fixed(orNaN(row.change.mean), digits),
    range,
  ];
}
