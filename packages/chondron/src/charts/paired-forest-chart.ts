// Two intervals a row, one above the other, on a scale that the rows of a group share: what was predicted
// (filled, 50 and 90 %) beside what was published, or the like. Told apart by shape and place, not by colour.

import { linearScale } from "./linear-scale.js";
import { markerAt } from "./marker.js";
import { drawing, element } from "./markup.js";
import { isNarrow } from "./plot-svg.js";
import { textLines, wrapText } from "./text-lines.js";

export interface PairedInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** A narrower interval within; absent: none. */
  readonly inner?: { readonly low: number; readonly high: number };
  /** Value with interval, beside the row. */
  readonly words: string;
}

export interface PairedRow {
  readonly label: string;
  readonly first?: PairedInterval;
  readonly second?: PairedInterval;
  /** In place of an interval that is missing. */
  readonly reason: string;
}

export interface PairedGroup {
  /** The scale, in words. */
  readonly title: string;
  readonly rows: readonly PairedRow[];
  /** Rules beside zero. */
  readonly important?: { readonly value: number; readonly words: string };
}

interface Columns {
  readonly start: number;
  readonly end: number;
  readonly words: number;
  readonly narrow: boolean;
}

type Scale = ReturnType<typeof linearScale>;

const keyHeight = 30;
const headHeight = 24;
const axisHeight = 48;
const ink = ["var(--accent)", "var(--ink)"] as const;

/** `names`: what the upper and the lower interval of each row are. */
export function pairedForestChart(
  groups: readonly PairedGroup[],
  names: readonly [string, string],
  width: number,
  label: string,
): string {
  const narrow = isNarrow({ width, height: 0 });
  const columns: Columns = narrow
    ? { start: 8, end: width - 8, words: 8, narrow }
    : { start: 196, end: width - 172, words: width - 160, narrow };
  let y = narrow ? 2 * keyHeight : keyHeight;
  const parts = [key(names, narrow)];
  for (const group of groups) {
    parts.push(drawGroup(group, y, columns));
    y += headHeight + group.rows.length * rowHeight(narrow) + axisHeight;
  }
  return drawing({ width, height: y }, label, ...parts);
}

function rowHeight(narrow: boolean): number {
  return narrow ? 70 : 38;
}

function key([first, second]: readonly [string, string], narrow: boolean): string {
  const line = (x1: number, x2: number, y: number, stroke: string, strokeWidth: number): string =>
    element("line", { x1, x2, y1: y, y2: y, stroke, "stroke-width": strokeWidth });
  const x = narrow ? 0 : 350;
  const y = narrow ? keyHeight : 0;
  const style = { fontSize: 12, fill: "var(--ink-soft)" };
  return [
    line(0, 40, 10, ink[0], 1.5),
    markerAt("circle", 20, 10, ink[0]),
    textLines([first], 48, 14, style),
    line(x, x + 40, y + 10, ink[1], 1),
    hollow(x + 20, y + 10),
    textLines([second], x + 48, y + 14, style),
  ].join("");
}

function drawGroup(group: PairedGroup, top: number, columns: Columns): string {
  const x = linearScale(domain(group), [columns.start, columns.end], columns.narrow ? 4 : 5);
  const first = top + headHeight;
  const height = rowHeight(columns.narrow);
  const bottom = first + group.rows.length * height;
  const rule = (value: number, attributes: Record<string, string | number>): string =>
    element("line", { x1: x(value), x2: x(value), y1: first, y2: bottom, ...attributes });
  return [
    textLines([group.title], 0, top + 14, { fontSize: 12, fill: "var(--ink-soft)", italic: true }),
    rule(0, { stroke: "var(--rule-strong)", "stroke-width": 1.5 }),
    group.important === undefined
      ? ""
      : rule(group.important.value, { stroke: "var(--ink-soft)", "stroke-dasharray": "2 3" }),
    ...group.rows.map((row, i) => drawRow(row, first + i * height, x, columns)),
    axis(x, bottom, group.important?.words),
  ].join("");
}

function domain({ rows, important }: PairedGroup): [number, number] {
  const ends = rows.flatMap(({ first, second }) =>
    [first, second].flatMap((one) => (one ? [one.low, one.high, one.value] : [])),
  );
  const all = [0, important?.value ?? 0, ...ends].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = 0.04 * (high - low) || 1;
  return [low - margin, high + margin];
}

function drawRow(row: PairedRow, top: number, x: Scale, columns: Columns): string {
  const { narrow, words, start } = columns;
  const middle = top + (narrow ? 44 : 19);
  const name = wrapText(row.label, narrow ? columns.end : start - 16, 12.5).slice(0, 2);
  const label = narrow
    ? textLines([row.label], 0, top + 14, { fontSize: 12.5, halo: true })
    : textLines(name, 0, middle + (name.length > 1 ? -4 : 4), { fontSize: 12.5 });
  const said = [row.first?.words ?? row.reason, row.second?.words ?? ""];
  const beside = narrow
    ? textLines([said.filter((line) => line !== "").join("; ")], 0, top + 29, {
        ...{ fontSize: 11, fill: "var(--ink-soft)", halo: true },
      })
    : said
        .map((line, i) =>
          textLines([line], words, middle - 2 + 14 * i, { fontSize: 11.5, fill: ink[i]! }),
        )
        .join("");
  return [
    label,
    beside,
    row.first ? interval(row.first, middle - 6, x, true) : "",
    row.second ? interval(row.second, middle + 7, x, false) : "",
  ].join("");
}

function interval(value: PairedInterval, y: number, x: Scale, filled: boolean): string {
  const stroke = filled ? ink[0] : ink[1];
  const line = (low: number, high: number, strokeWidth: number, opacity: number): string =>
    element("line", {
      ...{ x1: x(low), x2: x(high), y1: y, y2: y, stroke },
      ...{ "stroke-width": strokeWidth, "stroke-opacity": opacity },
    });
  const cap = (at: number): string =>
    element("line", { x1: x(at), x2: x(at), y1: y - 3, y2: y + 3, stroke, "stroke-width": 1 });
  const { inner } = value;
  return [
    line(value.low, value.high, filled ? 1.5 : 1, filled ? 0.8 : 1),
    filled || value.low === value.high ? "" : cap(value.low) + cap(value.high),
    inner ? line(inner.low, inner.high, 5, 0.45) : "",
    filled ? markerAt("circle", x(value.value), y, stroke) : hollow(x(value.value), y),
  ].join("");
}

function hollow(x: number, y: number): string {
  return element("rect", {
    ...{ x: x - 3.5, y: y - 3.5, width: 7, height: 7 },
    ...{ fill: "var(--paper)", stroke: ink[1], "stroke-width": 1.5 },
  });
}

function axis(x: Scale, y: number, important: string | undefined): string {
  const ticks = x.ticks.map(
    (tick) =>
      element("line", {
        x1: x(tick),
        x2: x(tick),
        y1: y,
        y2: y + 4,
        stroke: "var(--rule-strong)",
      }) +
      textLines([String(tick).replace("-", "−")], x(tick), y + 16, {
        ...{ fontSize: 11, fill: "var(--ink-soft)", anchor: "middle" },
      }),
  );
  const note =
    important === undefined
      ? ""
      : textLines([important], 0, y + 32, { fontSize: 11, fill: "var(--ink-soft)" });
  return ticks.join("") + note;
}
