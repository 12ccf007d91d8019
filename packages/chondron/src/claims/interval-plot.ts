// One quantity with its 50 and 90 % intervals on its own axis, and the limit that the claim needs as a
// labelled rule; the side where the claim holds is shaded.

import { linearScale } from "../charts/linear-scale.js";
import { markerAt } from "../charts/marker.js";
import { drawing, element } from "../charts/markup.js";
import { textLines } from "../charts/text-lines.js";
import { plain } from "../report/format.js";
import type { ExperimentRecord } from "./claims-results.js";

const [width, height] = [360, 84];
const [left, right, top, bottom] = [10, 350, 22, 48];

export function intervalPlot(record: ExperimentRecord): string {
  const one = record.quantities.find(({ id }) => id === record.main)!;
  const limits = record.criteria.filter(({ quantity }) => quantity === record.main);
  const all = [one.low90, one.high90, one.mean, ...limits.map(({ limit }) => limit)];
  const ends = all.filter(Number.isFinite);
  if (ends.length === 0) return "";
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const space = 0.12 * (high - low || Math.abs(high) || 1);
  const x = linearScale([low - space, high + space], [left, right], 4);
  const middle = (top + bottom) / 2;
  const line = (from: number, to: number, thick: number, opacity: number): string =>
    Number.isFinite(from) && Number.isFinite(to)
      ? element("line", {
          ...{ x1: x(from), x2: x(to), y1: middle, y2: middle },
          ...{ stroke: "var(--accent)", "stroke-width": thick, "stroke-opacity": opacity },
        })
      : "";
  return drawing(
    { width, height },
    record.says,
    ...limits.map((limit) => shade(limit, x)),
    axis(x, record.unit ?? ""),
    ...limits.map((limit) => rule(limit, x)),
    line(one.low90, one.high90, 1.5, 0.8),
    line(one.low50, one.high50, 6, 0.45),
    Number.isFinite(one.mean) ? markerAt("circle", x(one.mean), middle, "var(--accent)", 1.2) : "",
  );
}

type Scale = ReturnType<typeof linearScale>;
type Limit = ExperimentRecord["criteria"][number];

function shade({ direction, limit }: Limit, x: Scale): string {
  const at = x(limit);
  const [from, to] = direction === "below" ? [left, at] : [at, right];
  return element("rect", {
    ...{ x: from, y: top, width: Math.max(0, to - from), height: bottom - top },
    ...{ fill: "var(--ev)", "fill-opacity": 0.08 },
  });
}

function rule({ direction, limit }: Limit, x: Scale): string {
  const at = x(limit);
  const end = at > (left + right) / 2;
  return (
    element("line", {
      ...{ x1: at, x2: at, y1: top - 4, y2: bottom },
      ...{ stroke: "var(--ink-soft)", "stroke-dasharray": "2 3" },
    }) +
    textLines([`claim needs ${direction} ${plain(limit)}`], at + (end ? -4 : 4), top - 8, {
      ...{ fontSize: 11, fill: "var(--ink-soft)", anchor: end ? "end" : "start" },
    })
  );
}

function axis(x: Scale, unit: string): string {
  const ticks = x.ticks.map(
    (tick) =>
      element("line", {
        ...{ x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 3, stroke: "var(--ink-soft)" },
      }) +
      textLines([plain(tick)], x(tick), bottom + 15, {
        ...{ fontSize: 11, fill: "var(--ink-soft)", anchor: "middle" },
      }),
  );
  const zero =
    x(0) > left && x(0) < right
      ? element("line", { x1: x(0), x2: x(0), y1: top, y2: bottom, stroke: "var(--ink)" })
      : "";
  return [
    element("line", { x1: left, x2: right, y1: bottom, y2: bottom, stroke: "var(--rule-strong)" }),
    zero,
    ...ticks,
    textLines([unit], (left + right) / 2, bottom + 30, {
      ...{ fontSize: 11, fill: "var(--ink-soft)", anchor: "middle" },
    }),
  ].join("");
}
