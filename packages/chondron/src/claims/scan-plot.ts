// A quantity along one parameter or dose: where the claim would hold is shaded, the range that the
// ledger gives the parameter is a bar on the axis.

import type { ScanAnswer } from "@chondron/trial";
import { linearScale } from "../charts/linear-scale.js";
import { markerAt } from "../charts/marker.js";
import { coordinate, drawing, element } from "../charts/markup.js";
import { textLines } from "../charts/text-lines.js";
import { plain } from "../report/format.js";
import { conditionWords, scanWords } from "./answer-words.js";
import type { ExperimentRecord } from "./claims-results.js";

const [width, height] = [360, 194];
const [left, right, top, bottom] = [48, 350, 20, 138];

export function scanPlot(scan: ScanAnswer, record: ExperimentRecord): string {
  const values = scan.points.map(({ value }) => value);
  const along = (value: number): number => (scan.logarithmic ? Math.log10(value) : value);
  const x = linearScale([along(values[0]!), along(values.at(-1)!)], [left, right], 5);
  const place = (value: number): number => Math.min(right, Math.max(left, x(along(value))));
  const limits = record.criteria.filter(({ quantity }) => quantity === record.main);
  const heights = [...scan.points.map((p) => p.quantity), ...limits.map((l) => l.limit)];
  const ends = heights.filter(Number.isFinite);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const space = 0.06 * (high - low || Math.abs(high) || 1);
  const y = linearScale([low - space, high + space], [bottom, top], 4);
  return drawing(
    { width, height },
    `${record.quantity ?? ""} along ${scan.id}: ${scanWords(scan)}`,
    ...scan.stretches.map(({ from, to }) =>
      element("rect", {
        ...{ x: place(from), y: top, width: place(to) - place(from), height: bottom - top },
        ...{ fill: "var(--ev)", "fill-opacity": 0.1 },
      }),
    ),
    sideAxis(y),
    textLines([record.unit ?? ""], 2, 10, { fontSize: 11, fill: "var(--ink-soft)" }),
    footAxis(scan, x),
    rangeBar(scan, place),
    ...limits.map(({ limit }) =>
      element("line", {
        ...{ x1: left, x2: right, y1: y(limit), y2: y(limit) },
        ...{ stroke: "var(--ink-soft)", "stroke-dasharray": "2 3" },
      }),
    ),
    curve(scan, place, y),
  );
}

type Scale = ReturnType<typeof linearScale>;

function curve({ points }: ScanAnswer, place: (value: number) => number, y: Scale): string {
  const there = points.filter(({ quantity }) => Number.isFinite(quantity));
  const path = there
    .map(
      ({ value, quantity }, i) =>
        `${i === 0 ? "M" : "L"}${coordinate(place(value))},${coordinate(y(quantity))}`,
    )
    .join("");
  const line = element("path", { d: path, fill: "none", stroke: "var(--accent)" });
  const marks = there.map(({ value, quantity, holds }) =>
    markerAt(holds ? "circle" : "square", place(value), y(quantity), "var(--accent)", 0.8),
  );
  return line + marks.join("");
}

function sideAxis(y: Scale): string {
  return y.ticks
    .map(
      (tick) =>
        element("line", {
          ...{ x1: left, x2: right, y1: y(tick), y2: y(tick) },
          stroke: tick === 0 ? "var(--ink)" : "var(--rule)",
        }) +
        textLines([plain(tick)], left - 6, y(tick) + 4, {
          ...{ fontSize: 11, fill: "var(--ink-soft)", anchor: "end" },
        }),
    )
    .join("");
}

function footAxis(scan: ScanAnswer, x: Scale): string {
  const ticks = scan.logarithmic ? x.ticks.filter(Number.isInteger) : x.ticks;
  const words = (tick: number): string => plain(scan.logarithmic ? 10 ** tick : tick);
  const name = scan.of === "dose" ? `dose of ${scan.id}` : scan.id;
  const title = [name, scan.unit === "" ? "" : `(${scan.unit})`].join(" ").trim();
  return [
    element("line", { x1: left, x2: right, y1: bottom, y2: bottom, stroke: "var(--rule-strong)" }),
    ...ticks.map((tick) =>
      textLines([words(tick)], x(tick), bottom + 20, {
        ...{ fontSize: 11, fill: "var(--ink-soft)", anchor: "middle" },
      }),
    ),
    textLines([title, conditionWords(scan).trim()], (left + right) / 2, bottom + 36, {
      ...{ fontSize: 11.5, fill: "var(--ink)", anchor: "middle" },
    }),
  ].join("");
}

function rangeBar({ low, high }: ScanAnswer, place: (value: number) => number): string {
  const [from, to] = [place(low), place(high)];
  return element("rect", {
    ...{ x: from, y: bottom + 2, width: Math.max(1, to - from), height: 4 },
    fill: "var(--amber)",
  });
}
