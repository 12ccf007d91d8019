// The people behind the means: thin curves of single virtual patients of the shown trial.

import type { CourseRow, OutcomeSummary } from "@chondron/trial";
import type { ArmStyle } from "../charts/arm-style.js";
import { courseChart } from "../charts/course-chart.js";
import { element } from "../charts/markup.js";
import { figure, section } from "./figure.js";
import { digitsFor, fixed, inSentence, listWords, orNaN } from "./format.js";
import { quantityName } from "./outcome-figure.js";
import { armName, type ReportContext } from "./report-context.js";
import { dataTable } from "./table.js";

const curvesPerArm = 24;

export function peopleSection(context: ReportContext): string {
  const outcome = context.mainOutcome;
  if (!outcome) return "";
  const courses = context.summary.courses.filter((row) => row.outcome === outcome.id);
  if (courses.length === 0) return "";
  const reading = spreadReading(context, outcome, courses);
  const shown = context.styles.flatMap((style) => {
    const course = courses.find((row) => row.arm === style.id);
    return course ? [{ style, course }] : [];
  });
  const domain = sharedDomain(courses, outcome);
  const panels = shown.map(({ style, course }) => panel(context, outcome, style, course, domain));
  return section(
    "people",
    "The people behind the means",
    figure({
      id: "people-figure",
      title: personTitle(courses, outcome),
      reading,
      wide: element("div", { class: "panels" }, ...panels),
      caption: `Vertical axes: ${quantityName(outcome)}. Thin lines: up to ${curvesPerArm} patients an arm, evenly spaced in the order of enrolment; thick: the arm's mean over all trials; band: 90 % of the patients of the shown trial.${eventWords(context)} ${context.source}.`,
      data: peopleData(context, outcome, courses),
    }),
  );
}

/** A curve that falls at once is not an error: an event of the model happened to that patient. */
function eventWords(context: ReportContext): string {
  const labels = context.summary.design.endpoints
    .filter((endpoint) => endpoint.kind === "time-to-event")
    .map((endpoint) => inSentence(endpoint.label));
  return labels.length === 0 ? "" : ` A sudden turn follows an event (${listWords(labels)}).`;
}

/** Compares the spread of persons with the distance between arms, at the last day. */
function personTitle(courses: readonly CourseRow[], outcome: OutcomeSummary): string {
  const ends = courses.map((course) => orNaN(course.mean.at(-1))).filter(Number.isFinite);
  const widths = courses
    .map((course) => orNaN(course.subjects.q95.at(-1)) - orNaN(course.subjects.q05.at(-1)))
    .filter(Number.isFinite);
  if (ends.length < 2 || widths.length === 0) return `${outcome.label}, patient by patient`;
  const between = Math.max(...ends) - Math.min(...ends);
  const within = Math.min(...widths);
  return within > between
    ? `Patients differ more from each other than the arms do`
    : `The arms differ as much as patients within them in ${outcome.label}`;
}

function spreadReading(
  context: ReportContext,
  outcome: OutcomeSummary,
  courses: readonly CourseRow[],
): string {
  const digits = digitsFor(outcome.low, outcome.high);
  const parts = context.styles.flatMap((style) => {
    const course = courses.find((row) => row.arm === style.id);
    const low = orNaN(course?.subjects.q05.at(-1));
    const high = orNaN(course?.subjects.q95.at(-1));
    return Number.isFinite(low)
      ? [`${fixed(low, digits)} to ${fixed(high, digits)} under ${inSentence(style.label)}`]
      : [];
  });
  return parts.length === 0
    ? ""
    : `At the end of the trial nine in ten patients lie between ${listWords(parts)}.`;
}

function sharedDomain(courses: readonly CourseRow[], outcome: OutcomeSummary): [number, number] {
  const values = courses
    .flatMap((course) => [...course.subjects.q05, ...course.subjects.q95])
    .map(orNaN)
    .filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low) * 0.12 || 1;
  return [Math.max(outcome.low, low - room), Math.min(outcome.high, high + room)];
}

function panel(
  context: ReportContext,
  outcome: OutcomeSummary,
  style: ArmStyle,
  course: CourseRow,
  domain: readonly [number, number],
): string {
  return courseChart({
    style,
    days: course.days,
    peopleDays: [...context.result.curves.days],
    people: clipped(personCurves(context, style.id, outcome.id), domain),
    mean: course.mean.map(orNaN),
    low90: course.subjects.q05.map(orNaN),
    high90: course.subjects.q95.map(orNaN),
    domain,
    quantity: quantityName(outcome),
    unit: context.unit,
    visitDays: context.summary.design.visits.map((visit) => visit.day),
    label: `${outcome.label} of single patients in ${style.label}, with mean and 90 % range`,
  });
}

function clipped(curves: readonly number[][], [low, high]: readonly [number, number]): number[][] {
  return curves.map((values) => values.map((value) => Math.min(high, Math.max(low, value))));
}

/** [person][day] Evenly spaced among the arm's patients in the order of enrolment. */
export function personCurves(context: ReportContext, armId: string, outcomeId: string): number[][] {
  const { curves } = context.result;
  const arm = context.arms.findIndex((item) => item.id === armId);
  const outcome = curves.outcomeIds.indexOf(outcomeId);
  if (outcome < 0) return [];
  const members = [...curves.arm.keys()].filter((subject) => curves.arm[subject] === arm);
  const step = Math.max(1, members.length / curvesPerArm);
  const chosen = Array.from(
    { length: Math.min(curvesPerArm, members.length) },
    (_, i) => members[Math.floor(i * step)]!,
  );
  const width = curves.outcomeIds.length;
  const days = curves.days.length;
  return chosen.map((subject) =>
    Array.from(
      { length: days },
      (_, day) => curves.values[(subject * days + day) * width + outcome]!,
    ),
  );
}

function peopleData(
  context: ReportContext,
  outcome: OutcomeSummary,
  courses: readonly CourseRow[],
): string {
  const digits = digitsFor(outcome.low, outcome.high);
  const visits = context.summary.design.visits;
  return dataTable({
    caption: `${outcome.label} of the patients of the shown trial: model values at visits`,
    columns: [
      { head: "Arm" },
      { head: "Visit", align: "left" },
      { head: "5 %" },
      { head: "25 %" },
      { head: "50 %" },
      { head: "75 %" },
      { head: "95 %" },
    ],
    rows: courses.flatMap((course) =>
      visits.flatMap((visit) => {
        const i = course.days.indexOf(visit.day);
        if (i < 0) return [];
        const { q05, q25, q50, q75, q95 } = course.subjects;
        const cells = [q05, q25, q50, q75, q95].map((q) => fixed(orNaN(q[i]), digits));
        return [[armName(context, course.arm), visit.label, ...cells]];
      }),
    ),
  });
}
