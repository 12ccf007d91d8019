// The change of each treated arm taken apart: what the control does, what the therapy adds, what
// is not known. Shown where the primary endpoint is a change and a control arm exists.

import type { EffectRow } from "@chondron/trial";
import { type SplitRow, splitChart } from "../charts/split-chart.js";
import { effectInterval, verdict } from "./effect-interval.js";
import { figure, section } from "./figure.js";
import { capital, listWords, orNaN, signed } from "./format.js";
import {
  armStyle,
  armWord,
  atVisit,
  effectDigits,
  endpointEffects,
  outcomeById,
  type ReportContext,
} from "./report-context.js";
import { dataTable } from "./table.js";

export function splitSection(context: ReportContext): string {
  const { primary, control } = context;
  if (!primary || !control || primary.kind !== "change") return "";
  const effects = endpointEffects(context, primary.id);
  const outcome = outcomeById(context, primary.outcome);
  const controlChange = changeInControl(context, primary.outcome, primary.visit);
  const rows = effects.flatMap((row) => splitRow(context, row, controlChange));
  if (rows.length === 0 || !outcome) return "";
  const digits = effectDigits(context, effects[0]!);
  const at = atVisit(context, primary.visit);
  const unit = outcome.unit === "" ? "" : ` ${outcome.unit}`;
  const format = (value: number): string => signed(value, digits);
  const name = armWord(context, control.id);
  const title = splitTitle(context, effects, rows, name);
  const reading = `${capital(name)} alone goes with a change of ${format(controlChange)}${unit} in ${outcome.label} ${at}. On top of it: ${listWords(
    rows.map(
      (row) => `${row.word} ${format(row.added)} (${format(row.low)} to ${format(row.high)})`,
    ),
  )}.`;
  const draw = (width: number): string =>
    splitChart({
      control: armStyle(context, control.id),
      controlWord: name,
      rows,
      quantity: `change in ${outcome.label} from entry ${at}${unit === "" ? "" : `,${unit}`}`,
      width,
      format,
      label: `${title}. ${reading}`,
    });
  return section(
    "split",
    `With ${name} alone, and with a therapy`,
    figure({
      id: "split-figure",
      title,
      reading,
      wide: draw(720),
      narrow: draw(350),
      caption: `The change under ${name} holds expectation, care, regression to the mean and the natural course. The pale stretch is the ${effects[0] ? effectInterval(effects[0], context.summary.design.analysis.confidenceLevel).name : ""} of what the therapy adds. ${context.source}.`,
      data: dataTable({
        caption: `Change in ${outcome.label} ${at}, taken apart`,
        columns: [
          { head: "Arm" },
          { head: `${capital(name)} alone` },
          { head: "Added" },
          { head: "from" },
          { head: "to" },
        ],
        rows: rows.map((row) => [
          row.style.label,
          format(row.control),
          format(row.added),
          format(row.low),
          format(row.high),
        ]),
      }),
    }),
  );
}

function changeInControl(context: ReportContext, outcome: string, visit: string): number {
  const row = context.summary.measures.find(
    (item) => item.arm === context.control?.id && item.outcome === outcome && item.visit === visit,
  );
  return orNaN(row?.meanChangeOverReplicates.q50 ?? row?.change.mean);
}

function splitRow(context: ReportContext, row: EffectRow, control: number): SplitRow[] {
  const interval = effectInterval(row, context.summary.design.analysis.confidenceLevel);
  if (!Number.isFinite(interval.estimate) || !Number.isFinite(control)) return [];
  const { estimate: added, low, high } = interval;
  return [
    {
      style: armStyle(context, row.arm),
      word: armWord(context, row.arm),
      control,
      added,
      low,
      high,
    },
  ];
}

function splitTitle(
  context: ReportContext,
  effects: readonly EffectRow[],
  rows: readonly SplitRow[],
  control: string,
): string {
  const level = context.summary.design.analysis.confidenceLevel;
  const clear = effects.filter(
    (row) => verdict(effectInterval(row, level), row.better) !== "unclear",
  );
  const smaller = rows.every((row) => Math.abs(row.added) < Math.abs(row.control));
  const size = smaller
    ? `Most of the change comes with ${control} alone`
    : `At least one therapy adds more than what comes with ${control} alone`;
  if (clear.length === 0) return `${size}; what the therapies add cannot be told from zero`;
  return size;
}
