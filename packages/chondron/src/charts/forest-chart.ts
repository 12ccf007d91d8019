// Effects of every endpoint and arm against the control. Endpoints have different units, so each
// has its own scale; all share one zero line, and the side that favours the therapy is always left.

import type { ArmStyle } from "./arm-style.js";
import { linearScale } from "./linear-scale.js";
import { markerAt } from "./marker.js";
import { drawing, element, text } from "./markup.js";
import { isNarrow, type PlotSize } from "./plot-svg.js";
import { textLines, wrapText } from "./text-lines.js";

export interface ForestRow {
  readonly style: ArmStyle;
  /** Middle of the replicates and their 50 and 90 % intervals; NaN: not estimable. */
  readonly estimate: number;
  readonly low90: number;
  readonly low50: number;
  readonly high50: number;
  readonly high90: number;
  /** Estimate with interval as words, beside the row. */
  readonly words: string;
}

export interface ForestGroup {
  readonly title: string;
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly importantDifference?: number;
  readonly rows: readonly ForestRow[];
}

interface Columns {
  readonly start: number;
  readonly end: number;
  readonly words: number;
  readonly narrow: boolean;
}

const rowHeight = 24;
const headHeight = 26;
const axisHeight = 34;

export function forestChart(
  groups: readonly ForestGroup[],
  width: PlotSize["width"],
  label: string,
): string {
  const narrow = isNarrow({ width, height: 0 });
  const columns: Columns = narrow
    ? { start: 8, end: width - 8, words: width - 8, narrow }
    : { start: 150, end: width - 210, words: width - 196, narrow };
  let y = 24;
  const parts = [directionWords(columns)];
  for (const group of groups) {
    parts.push(drawGroup(group, y, columns));
    y += groupHeight(group, narrow);
  }
  return drawing({ width, height: y }, label, ...parts);
}

function groupHeight(group: ForestGroup, narrow: boolean): number {
  return headHeight + group.rows.length * rowStep(narrow) + axisHeight + 10;
}

function rowStep(narrow: boolean): number {
  return narrow ? rowHeight + 18 : rowHeight;
}

function directionWords(columns: Columns): string {
  const middle = (columns.start + columns.end) / 2;
  const style = { fontSize: 11.5, fill: "var(--ink-soft)", italic: true } as const;
  return (
    textLines(["← favours the therapy"], middle - 10, 12, { ...style, anchor: "end" }) +
    textLines(["favours the control →"], middle + 10, 12, style)
  );
}

function drawGroup(group: ForestGroup, top: number, columns: Columns): string {
  const reach = forestReach(group);
  const sign = group.better === "lower" ? 1 : -1;
  const x = linearScale([-sign * reach, sign * reach], [columns.start, columns.end], 4);
  const firstRow = top + headHeight;
  const bottom = firstRow + group.rows.length * rowStep(columns.narrow);
  return [
    textLines([group.title], columns.narrow ? columns.start : 0, top + 16, {
      fontSize: 13,
      weight: 600,
    }),
    importantRule(group, sign, x, firstRow, bottom),
    element("line", {
      x1: x(0),
      x2: x(0),
      y1: firstRow - 4,
      y2: bottom,
      stroke: "var(--ink)",
      "stroke-width": 1,
    }),
    ...group.rows.map((row, i) =>
      drawRow(row, firstRow + (i + 0.5) * rowStep(columns.narrow), x, columns),
    ),
    drawAxis(group, x, bottom, columns),
  ].join("");
}

/** Half the width of a group's axis: the farthest interval end or important difference. */
export function forestReach(group: ForestGroup): number {
  const ends = group.rows.flatMap((row) => [row.low90, row.high90, row.estimate]);
  const all = [...ends, group.importantDifference ?? 0].filter(Number.isFinite).map(Math.abs);
  const reach = Math.max(...all) * 1.08;
  return reach > 0 ? reach : 1;
}

function importantRule(
  group: ForestGroup,
  sign: number,
  x: (value: number) => number,
  top: number,
  bottom: number,
): string {
  if (group.importantDifference === undefined) return "";
  const at = x(-sign * group.importantDifference);
  return element("line", {
    x1: at,
    x2: at,
    y1: top - 4,
    y2: bottom,
    stroke: "var(--ink-soft)",
    "stroke-dasharray": "1 3",
  });
}

function drawRow(
  row: ForestRow,
  y: number,
  x: (value: number) => number,
  columns: Columns,
): string {
  const { color } = row.style;
  const line = (low: number, high: number, width: number, opacity: number): string =>
    Number.isFinite(low) && Number.isFinite(high)
      ? element("line", {
          x1: x(low),
          x2: x(high),
          y1: y,
          y2: y,
          stroke: color,
          "stroke-width": width,
          "stroke-opacity": opacity,
        })
      : "";
  const name = wrapText(row.style.label, 140, 12).slice(0, 1);
  const words = columns.narrow
    ? textLines([`${row.style.label}: ${row.words}`], columns.start, y - 10, {
        fontSize: 11.5,
        fill: color,
        halo: true,
      })
    : textLines(name, 12, y + 4, { fontSize: 12, fill: color, weight: 600 }) +
      textLines([row.words], columns.words, y + 4, { fontSize: 12 });
  const mark = Number.isFinite(row.estimate)
    ? markerAt(row.style.marker, x(row.estimate), y, color, 1.15)
    : "";
  return (
    words + line(row.low90, row.high90, 1.5, 0.75) + line(row.low50, row.high50, 5, 0.45) + mark
  );
}

function drawAxis(
  group: ForestGroup,
  x: ReturnType<typeof linearScale>,
  y: number,
  columns: Columns,
): string {
  const ticks = x.ticks.map(
    (tick) =>
      textLines([signed(tick)], x(tick), y + 14, {
        fontSize: 11,
        fill: "var(--ink-soft)",
        anchor: "middle",
      }) +
      element("line", { x1: x(tick), x2: x(tick), y1: y, y2: y + 3, stroke: "var(--ink-soft)" }),
  );
  const important =
    group.importantDifference === undefined
      ? ""
      : `; dotted: minimal important difference, ${group.importantDifference}`;
  return [
    element("line", {
      x1: columns.start,
      x2: columns.end,
      y1: y,
      y2: y,
      stroke: "var(--rule)",
    }),
    ...ticks,
    element(
      "text",
      {
        x: (columns.start + columns.end) / 2,
        y: y + 28,
        "font-size": 11,
        fill: "var(--ink-soft)",
        "text-anchor": "middle",
      },
      text(`${group.unit}${important}`),
    ),
  ].join("");
}

function signed(value: number): string {
  if (value === 0) return "0";
  return value < 0 ? `−${Math.abs(value)}` : `+${value}`;
}
