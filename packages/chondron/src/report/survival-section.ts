// Times to an event, such as knee replacement: Kaplan-Meier with band and numbers at risk.

import type { EndpointSummary, SurvivalRow } from "@chondron/trial";
import { narrowSize } from "../charts/plot-svg.js";
import { type SurvivalSeries, survivalChart, survivalFloor } from "../charts/survival-chart.js";
import { figure, section } from "./figure.js";
import { fixed, inSentence, listWords, missing, orNaN, percent } from "./format.js";
import { findingTitle } from "./reading.js";
import { armName, armStyle, armWord, type ReportContext } from "./report-context.js";
import { dataTable } from "./table.js";

/** "" where no endpoint is a time to an event. */
export function survivalSection(context: ReportContext): string {
  const figures = context.summary.design.endpoints
    .filter((endpoint) => endpoint.kind === "time-to-event")
    .map((endpoint) => survivalFigure(context, endpoint))
    .filter((markup) => markup !== "");
  return figures.length === 0 ? "" : section("survival", "Time to an event", ...figures);
}

function survivalFigure(context: ReportContext, endpoint: EndpointSummary): string {
  const rows = context.arms.flatMap((arm) =>
    context.summary.survival.filter((row) => row.endpoint === endpoint.id && row.arm === arm.id),
  );
  if (rows.length === 0) return "";
  const events = rows.reduce((sum, row) => sum + row.events, 0);
  const title =
    events === 0
      ? `${endpoint.label}: no event in the shown trial`
      : findingTitle(context, endpoint);
  const reading = survivalReading(context, rows);
  const series = rows.map((row) => survivalSeries(context, row));
  const draw = (size: { width: number; height: number }): string =>
    survivalChart({
      series,
      quantity: `patients without ${eventName(endpoint)} (%)`,
      endDay: context.summary.design.durationDays,
      unit: context.unit,
      size,
      label: `${title}. ${reading}`,
    });
  return figure({
    id: `survival-${endpoint.id}`,
    title,
    reading,
    wide: draw({ width: 720, height: 330 }),
    narrow: draw({ ...narrowSize, height: 290 }),
    caption: `Kaplan-Meier estimate of the shown trial with ${Math.round(
      100 * context.summary.design.analysis.confidenceLevel,
    )} % pointwise confidence bands; the vertical axis starts at ${survivalFloor(series)} %. ${context.source}.`,
    data: survivalData(context, endpoint, rows),
  });
}

function eventName(endpoint: EndpointSummary): string {
  const label = endpoint.label.replace(/^(time to|no|free of|freedom from)\s+/i, "");
  return inSentence(label);
}

function survivalSeries(context: ReportContext, row: SurvivalRow): SurvivalSeries {
  return {
    style: armStyle(context, row.arm),
    steps: row.steps.day.map((day, i) => ({
      day,
      survival: row.steps.survival[i]!,
      low: orNaN(row.steps.low[i]),
      high: orNaN(row.steps.high[i]),
    })),
    atRisk: row.atRisk.day.map((day, i) => ({ day, n: row.atRisk.n[i]! })),
  };
}

function survivalReading(context: ReportContext, rows: readonly SurvivalRow[]): string {
  const counts = rows.map((row) => `${row.events} of ${row.n} under ${armWord(context, row.arm)}`);
  const free = rows.map(
    (row) =>
      `${percent(orNaN(row.survivalAtEndOverReplicates.q50 ?? row.steps.survival.at(-1)))} under ${armWord(context, row.arm)}`,
  );
  return `In the shown trial the event happened to ${listWords(counts)}; over all trials ${listWords(free)} stay free of it to the end.`;
}

function survivalData(
  context: ReportContext,
  endpoint: EndpointSummary,
  rows: readonly SurvivalRow[],
): string {
  return dataTable({
    caption: `${endpoint.label}: numbers at risk and Kaplan-Meier estimate at visits, shown trial`,
    columns: [
      { head: "Arm" },
      { head: "Day" },
      { head: "At risk" },
      { head: "Free of event, %" },
      { head: "from" },
      { head: "to" },
    ],
    rows: rows.flatMap((row) =>
      row.atRisk.day.map((day, i) => [
        armName(context, row.arm),
        String(day),
        String(row.atRisk.n[i]),
        ...estimateAt(row, day),
      ]),
    ),
  });
}

/** Estimate and its band on a day, percent: the last step not after it. */
function estimateAt(row: SurvivalRow, day: number): string[] {
  const index = row.steps.day.filter((step) => step <= day).length - 1;
  if (index < 0) return ["100.0", missing, missing];
  const { survival, low, high } = row.steps;
  return [survival[index]!, orNaN(low[index]), orNaN(high[index])].map((value) =>
    fixed(100 * value, 1),
  );
}
