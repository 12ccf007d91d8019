// Responders as people: one hundred icons an arm, and the risk difference with its interval.

import type { EndpointSummary, ResponderRow } from "@chondron/trial";
import { iconArray } from "../charts/icon-array.js";
import { element, text } from "../charts/markup.js";
import { effectInterval } from "./effect-interval.js";
import { figure, section } from "./figure.js";
import { fixed, listWords, missing, orNaN, percent, plural, withInterval } from "./format.js";
import { findingTitle } from "./reading.js";
import {
  armName,
  armStyle,
  armWord,
  atVisit,
  endpointEffects,
  type ReportContext,
} from "./report-context.js";
import { dataTable } from "./table.js";

/** "" where the protocol has no responder endpoint. */
export function responderSection(context: ReportContext): string {
  const endpoints = context.summary.design.endpoints.filter((item) => item.kind === "responder");
  const figures = endpoints.map((endpoint) => responderFigure(context, endpoint)).filter(Boolean);
  return figures.length === 0 ? "" : section("responders", "Who responded", ...figures);
}

function responderFigure(context: ReportContext, endpoint: EndpointSummary): string {
  const rows = context.arms.flatMap((arm) =>
    context.summary.responders.filter((row) => row.endpoint === endpoint.id && row.arm === arm.id),
  );
  if (rows.length === 0) return "";
  return figure({
    id: `responders-${endpoint.id}`,
    title: findingTitle(context, endpoint),
    reading: responderReading(context, endpoint, rows),
    wide: element("div", { class: "panels icons" }, ...rows.map((row) => icons(context, row))),
    caption: `Each figure is one patient in a hundred. ${endpoint.definition} ${context.source}.`,
    data: responderData(context, endpoint, rows),
  });
}

/** Middle of the share over the simulated trials, else the shown trial's. */
function middleShare(row: ResponderRow): number {
  return orNaN(row.shareOverReplicates.q50 ?? row.share);
}

function icons(context: ReportContext, row: ResponderRow): string {
  const style = armStyle(context, row.arm);
  const share = middleShare(row);
  if (!Number.isFinite(share)) return "";
  const words = `${Math.round(100 * share)} of 100`;
  return element(
    "div",
    { class: "icon-panel" },
    element(
      "p",
      { class: "panel-head" },
      element("strong", { style: `color:${style.color}` }, text(style.label)),
      ` ${text(words)}`,
    ),
    iconArray(share, style, `${style.label}: ${words} responded`),
  );
}

function responderReading(
  context: ReportContext,
  endpoint: EndpointSummary,
  rows: readonly ResponderRow[],
): string {
  const shares = rows.map(
    (row) => `${fixed(100 * middleShare(row), 0)} in 100 under ${armWord(context, row.arm)}`,
  );
  const differences = endpointEffects(context, endpoint.id).map((row) => {
    const { estimate, low, high } = effectInterval(
      row,
      context.summary.design.analysis.confidenceLevel,
    );
    return `${armWord(context, row.arm)} ${withInterval(estimate, low, high, 1)}`;
  });
  const difference =
    differences.length === 0
      ? ""
      : ` The difference from the control in percentage points: ${differences.join("; ")}.`;
  return `${atVisit(context, endpoint.visit).replace(/^a/, "A")}, ${listWords(shares)} respond.${difference}`;
}

function responderData(
  context: ReportContext,
  endpoint: EndpointSummary,
  rows: readonly ResponderRow[],
): string {
  const effects = endpointEffects(context, endpoint.id);
  const level = Math.round(100 * context.summary.design.analysis.confidenceLevel);
  return dataTable({
    caption: `${endpoint.label}: responders of the shown trial, and over all trials`,
    columns: [
      { head: "Arm" },
      { head: "Responders" },
      { head: `Share (${level} % CI), shown trial` },
      { head: "Share over trials, 90 % interval" },
      { head: "Risk difference, percentage points" },
    ],
    rows: rows.map((row) => {
      const effect = effects.find((item) => item.arm === row.arm);
      const spread = row.shareOverReplicates;
      return [
        armName(context, row.arm),
        `${row.responders} of ${plural(row.n, "patient")}`,
        shareWords(row.share, row.low, row.high),
        shareWords(spread.q50, spread.q05, spread.q95),
        effect ? effectWords(context, effect) : missing,
      ];
    }),
  });
}

function effectWords(context: ReportContext, row: Parameters<typeof effectInterval>[0]): string {
  const interval = effectInterval(row, context.summary.design.analysis.confidenceLevel);
  return withInterval(interval.estimate, interval.low, interval.high, 1);
}

function shareWords(middle: number | null, low: number | null, high: number | null): string {
  if (middle === null) return missing;
  if (low === null || high === null) return percent(middle);
  return `${percent(middle)} (${fixed(100 * low, 1)} to ${fixed(100 * high, 1)})`;
}
