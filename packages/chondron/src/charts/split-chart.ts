// The change of a treated arm taken apart: what the control alone does, what the therapy adds, and
// the stretch in which the truth of the model may lie. Read from left (entry) like a ledger.

import type { ArmStyle } from "./arm-style.js";
import { linearScale } from "./linear-scale.js";
import { drawing, element } from "./markup.js";
import { isNarrow } from "./plot-svg.js";
import { textLines } from "./text-lines.js";

export interface SplitRow {
  readonly style: ArmStyle;
  /** The arm inside a sentence. */
  readonly word: string;
  /** Mean change in the control arm. */
  readonly control: number;
  /** What the therapy adds, with the ends of its interval. */
  readonly added: number;
  readonly low: number;
  readonly high: number;
}

export interface SplitChart {
  readonly control: ArmStyle;
  /** The control inside a sentence. */
  readonly controlWord: string;
  readonly rows: readonly SplitRow[];
  readonly quantity: string;
  readonly width: number;
  readonly importantDifference?: number;
  readonly format: (value: number) => string;
  readonly label: string;
}

const line = 26;
const groupGap = 20;

export function splitChart(chart: SplitChart): string {
  const narrow = isNarrow({ width: chart.width, height: 0 });
  const left = narrow ? 4 : 214;
  const x = linearScale(splitDomain(chart.rows), [left + 8, chart.width - 64], narrow ? 3 : 5);
  const groupHeight = (narrow ? 3 * (line + 14) : 3 * line) + groupGap;
  const top = 8;
  const bottom = top + chart.rows.length * groupHeight;
  const zero = x(0);
  return drawing(
    { width: chart.width, height: bottom + 48 },
    chart.label,
    ...x.ticks.map((tick) => gridLine(x(tick), top, bottom)),
    element("line", { x1: zero, x2: zero, y1: top, y2: bottom, stroke: "var(--ink)" }),
    ...chart.rows.map((row, i) => drawSplit(row, top + i * groupHeight, x, chart, narrow)),
    ...x.ticks.map((tick) =>
      textLines([chart.format(tick)], x(tick), bottom + 15, {
        fontSize: 11,
        fill: "var(--ink-soft)",
        anchor: "middle",
      }),
    ),
    textLines([chart.quantity], (left + chart.width) / 2, bottom + 36, {
      fontSize: 12,
      anchor: "middle",
    }),
  );
}

function splitDomain(rows: readonly SplitRow[]): [number, number] {
  const ends = rows.flatMap((row) => [
    0,
    row.control,
    row.control + row.added,
    row.control + row.low,
    row.control + row.high,
  ]);
  const finite = ends.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const room = (high - low) * 0.06 || 1;
  return [low - room, high + room];
}

function gridLine(x: number, top: number, bottom: number): string {
  return element("line", { x1: x, x2: x, y1: top, y2: bottom, stroke: "var(--rule)" });
}

function drawSplit(
  row: SplitRow,
  top: number,
  x: (value: number) => number,
  chart: SplitChart,
  narrow: boolean,
): string {
  const end = row.control + row.added;
  const parts = [
    { name: `with ${chart.controlWord} alone`, from: 0, to: row.control, kind: "control" },
    { name: `added by ${row.word}`, from: row.control, to: end, kind: "added" },
    {
      name: "not known",
      from: row.control + row.low,
      to: row.control + row.high,
      kind: "unknown",
    },
  ] as const;
  return parts
    .map((part, i) => {
      const y = top + i * (narrow ? line + 14 : line) + (narrow ? 16 : 3);
      const name = narrow
        ? textLines([part.name], 4, y - 5, { fontSize: 11.5, halo: true })
        : textLines([part.name], 206, y + 13, { fontSize: 12.5, anchor: "end" });
      return name + drawPart(part, y, x, row, chart);
    })
    .join("");
}

function drawPart(
  part: {
    readonly from: number;
    readonly to: number;
    readonly kind: "control" | "added" | "unknown";
  },
  y: number,
  x: (value: number) => number,
  row: SplitRow,
  chart: SplitChart,
): string {
  if (!Number.isFinite(part.from) || !Number.isFinite(part.to)) return "";
  const low = Math.min(x(part.from), x(part.to));
  const high = Math.max(x(part.from), x(part.to));
  const color = part.kind === "control" ? chart.control.color : row.style.color;
  const shared = { x: low, y, width: Math.max(1, high - low), height: 18 };
  if (part.kind === "unknown")
    return (
      element("rect", { ...shared, fill: color, "fill-opacity": 0.14 }) +
      element("path", {
        d: `M${low.toFixed(2)},${y}v18M${high.toFixed(2)},${y}v18`,
        stroke: color,
        "stroke-dasharray": "3 2",
      }) +
      textLines([`${chart.format(row.low)} to ${chart.format(row.high)}`], high + 6, y + 13, {
        fontSize: 11.5,
        fill: "var(--ink-soft)",
        halo: true,
      })
    );
  const value = part.kind === "control" ? row.control : row.added;
  return (
    element("rect", {
      ...shared,
      fill: color,
      "fill-opacity": part.kind === "control" ? 0.7 : 0.9,
    }) +
    textLines([chart.format(value)], high + 6, y + 13, {
      fontSize: 12,
      weight: 600,
      halo: true,
    })
  );
}
