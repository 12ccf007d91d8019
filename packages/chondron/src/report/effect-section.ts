// Every endpoint and arm against the control in one forest, and the table behind it.

import type { EffectRow, EndpointSummary } from "@chondron/trial";
import { type ForestGroup, forestChart } from "../charts/forest-chart.js";
import { effectInterval, fewestReplicates, verdict } from "./effect-interval.js";
import { figure, section } from "./figure.js";
import { fixed, orNaN, percent, plural, pValue, withInterval } from "./format.js";
import {
  armName,
  armStyle,
  armWord,
  effectDigits,
  endpointEffects,
  type ReportContext,
} from "./report-context.js";
import { dataTable, type Table } from "./table.js";

/** "" where nothing was compared (one arm). */
export function effectSection(context: ReportContext): string {
  const groups = context.summary.design.endpoints.flatMap((endpoint) =>
    forestGroup(context, endpoint),
  );
  if (groups.length === 0) return "";
  const reading = effectReading(context);
  const title = effectTitle(context);
  const label = `${title}. ${reading}`;
  return section(
    "effects",
    "All effects",
    figure({
      id: "effects-figure",
      title,
      reading,
      wide: forestChart(groups, 720, label),
      narrow: forestChart(groups, 350, label),
      caption: effectCaption(context),
      data: dataTable(effectTable(context)),
    }),
  );
}

function forestGroup(context: ReportContext, endpoint: EndpointSummary): ForestGroup[] {
  const rows = endpointEffects(context, endpoint.id);
  const first = rows[0];
  if (!first) return [];
  const level = context.summary.design.analysis.confidenceLevel;
  return [
    {
      title: endpoint.primary ? `${endpoint.label} (primary)` : endpoint.label,
      unit: first.unit === "" ? "difference" : `difference, ${first.unit}`,
      better: first.better,
      ...(endpoint.importantDifference === null || first.kind !== "mean difference"
        ? {}
        : { importantDifference: endpoint.importantDifference }),
      rows: rows.map((row) => {
        const { estimate, low, high, low50, high50 } = effectInterval(row, level);
        return {
          style: armStyle(context, row.arm),
          estimate,
          low90: low,
          high90: high,
          low50,
          high50,
          words: withInterval(estimate, low, high, effectDigits(context, row)),
        };
      }),
    },
  ];
}

function ownRows(context: ReportContext): EffectRow[] {
  return context.summary.design.endpoints.flatMap((endpoint) =>
    endpointEffects(context, endpoint.id),
  );
}

function effectTitle(context: ReportContext): string {
  const rows = ownRows(context);
  const level = context.summary.design.analysis.confidenceLevel;
  const clear = rows.filter((row) =>
    ["better", "worse"].includes(verdict(effectInterval(row, level), row.better)),
  );
  if (clear.length === 0)
    return `None of ${plural(rows.length, "comparison")} can be told from zero`;
  const verb = clear.length === 1 ? "is" : "are";
  return `${clear.length} of ${plural(rows.length, "comparison")} ${verb} told apart from zero`;
}

function effectReading(context: ReportContext): string {
  const primary = ownRows(context).filter((row) => row.primary);
  const shares = primary.flatMap((row) =>
    row.overReplicates.favourableShare === null || row.overReplicates.count < 2
      ? []
      : [
          `${percent(row.overReplicates.favourableShare, 0)} of the simulated trials favour ${armWord(context, row.arm)}, ${percent(orNaN(row.overReplicates.significantShare), 0)} with p < ${context.summary.design.analysis.alpha}`,
        ],
  );
  const base = "Where a line crosses zero, the comparison cannot tell therapy from control.";
  return shares.length === 0 ? base : `${base} On the primary endpoint ${shares.join("; ")}.`;
}

function effectCaption(context: ReportContext): string {
  const { replicates, analysis } = context.summary.design;
  const lines =
    replicates >= fewestReplicates
      ? "Marker: middle of the simulated trials; thick line: 50 %, thin line: 90 % of them."
      : `Fewer than ${fewestReplicates} trials were simulated: lines are ${Math.round(100 * analysis.confidenceLevel)} % confidence intervals of the shown one.`;
  return `${lines} Each endpoint has its own scale. ${context.source}.`;
}

/** One row for each endpoint and arm at the endpoint's visit; also what the terminal prints. */
export function effectTable(context: ReportContext): Table {
  const level = context.summary.design.analysis.confidenceLevel;
  const many = context.summary.design.replicates >= fewestReplicates;
  return {
    caption: "Effects against the control at each endpoint's visit",
    columns: [
      { head: "Endpoint" },
      { head: "Arm", align: "left" },
      ...(many
        ? [
            { head: "Effect (90 % interval over trials)" },
            { head: "SD by source: parameters, patients, visits" },
          ]
        : []),
      { head: `${many ? "Shown trial" : "Effect"} (${Math.round(100 * level)} % CI)` },
      { head: "Unit", align: "left" },
      { head: "p" },
      { head: "n" },
    ],
    rows: ownRows(context).map((row) => effectCells(context, row, many)),
  };
}

function effectCells(context: ReportContext, row: EffectRow, many: boolean): string[] {
  const digits = effectDigits(context, row);
  const { q50, q05, q95 } = row.overReplicates;
  const endpoint = context.summary.design.endpoints.find((item) => item.id === row.endpoint);
  return [
    endpoint?.label ?? row.endpoint,
    armName(context, row.arm),
    ...(many
      ? [withInterval(orNaN(q50), orNaN(q05), orNaN(q95), digits), sourceWords(row, digits)]
      : []),
    withInterval(orNaN(row.estimate), orNaN(row.low), orNaN(row.high), digits),
    row.unit,
    pValue(orNaN(row.p)),
    `${row.n} v ${row.nControl}`,
  ];
}

/** "2.1, 0.8, 0.6": what is not known of the parameters, which patients, what visits record. */
function sourceWords({ uncertainty }: EffectRow, digits: number): string {
  const { parameter, patient, sampling } = uncertainty;
  return [parameter, patient, sampling].map((sd) => fixed(orNaN(sd), digits)).join(", ");
}
