// Bars of counts, each cut into the same parts, with a key above them. A count stands in every piece, so
// that colour is never alone.

import { drawing, element, text } from "./markup.js";

export interface BarStyle {
  readonly color: string;
  readonly opacity: number;
  /** Colour of a count on the fill. */
  readonly ink: string;
}

export interface BarPart extends BarStyle {
  readonly word: string;
}

export interface StackedBar {
  readonly name: string;
  /** [part] */
  readonly counts: readonly number[];
}

export interface StackedBarLayout {
  readonly width: number;
  /** Room for the names of the bars. */
  readonly names: number;
}

const rowHeight = 30;

export function stackedBars(
  bars: readonly StackedBar[],
  parts: readonly BarPart[],
  layout: StackedBarLayout,
  label: string,
): string {
  const stacked = layout.width < 500;
  const top = (stacked ? parts.length : 1) * 18 + 12;
  const totals = bars.map(({ counts }) => counts.reduce((sum, n) => sum + n, 0));
  const unit = (layout.width - layout.names - 4) / Math.max(...totals);
  return drawing(
    { width: layout.width, height: top + bars.length * rowHeight },
    label,
    key(parts, layout, stacked),
    ...bars.map((bar, i) => drawBar(bar, parts, layout.names, top + i * rowHeight, unit)),
  );
}

/** Attributes of a filled box; one that is empty keeps its edge. */
function box({ color, opacity }: BarStyle) {
  return { fill: color, "fill-opacity": opacity, stroke: opacity === 0 ? color : undefined };
}

function key(parts: readonly BarPart[], layout: StackedBarLayout, stacked: boolean): string {
  return parts
    .map((part, i) => {
      const x = stacked ? layout.names : (i * layout.width) / parts.length;
      const y = stacked ? i * 18 : 0;
      return (
        element("rect", { x, y, width: 11, height: 11, ...box(part) }) +
        element("text", { x: x + 16, y: y + 10, fill: "var(--ink-soft)" }, text(part.word))
      );
    })
    .join("");
}

function drawBar(
  { name, counts }: StackedBar,
  parts: readonly BarPart[],
  left: number,
  y: number,
  unit: number,
): string {
  let x = left;
  const pieces = parts.map((part, i) => {
    const n = counts[i]!;
    const start = x;
    x += n * unit;
    return n === 0 ? "" : piece(part, n, start, y, n * unit);
  });
  return element("text", { x: 0, y: y + 15, fill: "var(--ink)" }, text(name)) + pieces.join("");
}

function piece(part: BarPart, n: number, x: number, y: number, width: number): string {
  return (
    element("rect", { x, y, width: Math.max(1, width - 2), height: 20, ...box(part) }) +
    element(
      "text",
      {
        ...{ x: x + width / 2, y: y + 14, fill: part.ink },
        ...{ "text-anchor": "middle", "font-weight": 700 },
      },
      text(n),
    )
  );
}
