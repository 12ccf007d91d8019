// Kaplan-Meier estimate per arm: steps, pointwise confidence band, and the numbers at risk below
// the axis, each row on the colour of its arm.

import * as Plot from "@observablehq/plot";
import type { ArmStyle } from "./arm-style.js";
import { labelGap, spreadLabels } from "./label-spread.js";
import { isNarrow, type PlotSize, plotSvg } from "./plot-svg.js";
import { inUnit, type TimeUnit, visitTicks } from "./time-axis.js";

export interface SurvivalStep {
  /** Days since randomisation. */
  readonly day: number;
  /** 0 to 1, from this day on. */
  readonly survival: number;
  readonly low: number;
  readonly high: number;
}

export interface SurvivalSeries {
  readonly style: ArmStyle;
  readonly steps: readonly SurvivalStep[];
  readonly atRisk: readonly { readonly day: number; readonly n: number }[];
}

export interface SurvivalChart {
  readonly series: readonly SurvivalSeries[];
  readonly quantity: string;
  readonly endDay: number;
  readonly unit: TimeUnit;
  readonly size: PlotSize;
  readonly label: string;
}

/** Height of a row of numbers at risk; a narrow chart has the arm's name on a line of its own. */
function riskRowHeight(size: PlotSize): number {
  return isNarrow(size) ? 33 : 18;
}

export function survivalChart(chart: SurvivalChart): string {
  const left = isNarrow(chart.size) ? 40 : 110;
  const rowHeight = riskRowHeight(chart.size);
  const right = isNarrow(chart.size) ? 98 : 138;
  const bottom = 62 + rowHeight * chart.series.length;
  const height = chart.size.height + rowHeight * chart.series.length;
  const floor = survivalFloor(chart.series);
  const ticks = visitTicks(
    chart.series.flatMap((s) => s.atRisk.map((row) => inUnit(row.day, chart.unit))),
    isNarrow(chart.size) ? 0.2 : 0.1,
  );
  return plotSvg(
    {
      width: chart.size.width,
      height,
      marginTop: 34,
      marginRight: right,
      marginBottom: bottom,
      marginLeft: left,
      x: { label: null, domain: [0, inUnit(chart.endDay, chart.unit)] },
      y: { label: null, domain: [floor, 100] },
      marks: [
        Plot.gridY({ stroke: "var(--rule)", strokeOpacity: 1, ticks: 5 }),
        ...chart.series.flatMap((series) => stepMarks(series, chart)),
        Plot.axisY({ ticks: 5, tickSize: 0, label: null }),
        Plot.axisX({ ticks, tickSize: 4, label: null }),
        Plot.text([chart.quantity], {
          frameAnchor: "top-left",
          textAnchor: "start",
          dx: 2 - left,
          dy: -26,
          fontSize: 12,
          fill: "var(--ink)",
        }),
        Plot.text([`${chart.unit.name}s since randomisation`], {
          frameAnchor: "bottom",
          dy: 36,
          fontSize: 12,
          fill: "var(--ink)",
        }),
        ...riskTable(chart, ticks, left),
        ...endLabels(chart, floor, height - 34 - bottom),
      ],
    },
    chart.label,
  );
}

/** Lower end of the axis, percent: zero unless hardly anything happened below 75 %. */
export function survivalFloor(series: readonly SurvivalSeries[]): number {
  const lows = series.flatMap((s) => s.steps.map((step) => 100 * finite(step.low, step.survival)));
  const lowest = Math.min(100, ...lows);
  if (lowest < 50) return 0;
  return Math.min(95, Math.floor((lowest - 1) / 5) * 5);
}

function finite(value: number, fallback: number): number {
  return Number.isFinite(value) ? value : fallback;
}

function stepMarks(series: SurvivalSeries, chart: SurvivalChart): Plot.Markish[] {
  const last = series.steps.at(-1);
  if (!last) return [];
  const rows = [...series.steps, { ...last, day: Math.max(last.day, chart.endDay) }].map(
    (step) => ({
      time: inUnit(step.day, chart.unit),
      survival: 100 * step.survival,
      low: 100 * finite(step.low, step.survival),
      high: 100 * finite(step.high, step.survival),
    }),
  );
  const { color, dash } = series.style;
  return [
    Plot.areaY(rows, {
      x: "time",
      y1: "low",
      y2: "high",
      curve: "step-after",
      fill: color,
      fillOpacity: 0.1,
    }),
    Plot.line(rows, {
      x: "time",
      y: "survival",
      curve: "step-after",
      stroke: color,
      strokeWidth: 2,
      strokeDasharray: dash,
    }),
  ];
}

function riskTable(chart: SurvivalChart, ticks: readonly number[], left: number): Plot.Markish[] {
  const narrow = isNarrow(chart.size);
  const below = (row: number): number => 58 + riskRowHeight(chart.size) * row;
  const numbers = narrow ? 21 : 6;
  const head = Plot.text(["at risk"], {
    frameAnchor: "bottom-left",
    textAnchor: "start",
    dx: 2 - left,
    dy: below(0) - 14,
    fontSize: 11,
    fontStyle: "italic",
    fill: "var(--ink-soft)",
  });
  return [
    head,
    ...chart.series.flatMap((series, row) => [
      Plot.text([series.style.label], {
        frameAnchor: "bottom-left",
        textAnchor: "start",
        lineAnchor: "middle",
        dx: 2 - left,
        dy: below(row) + 6,
        fontSize: 11.5,
        fontWeight: 600,
        fill: series.style.color,
        lineWidth: narrow ? 30 : (left - 30) / 11.5,
        textOverflow: "ellipsis",
      }),
      Plot.text(
        series.atRisk.filter((entry) => ticks.includes(inUnit(entry.day, chart.unit))),
        {
          x: (entry: { day: number }) => inUnit(entry.day, chart.unit),
          text: (entry: { n: number }) => String(entry.n),
          frameAnchor: "bottom",
          lineAnchor: "middle",
          dy: below(row) + numbers,
          fontSize: 11.5,
          fontVariant: "tabular-nums",
          fill: "var(--ink)",
        },
      ),
    ]),
  ];
}

function endLabels(chart: SurvivalChart, floor: number, height: number): Plot.Markish[] {
  const drawn = chart.series.filter((series) => series.steps.length > 0);
  const ends = drawn.map((series) => 100 * series.steps.at(-1)!.survival);
  const wanted = ends.map((value) => ((100 - value) / (100 - floor)) * height);
  const lineWidth = isNarrow(chart.size) ? 7 : 10;
  const labels = drawn.map((series) => series.style.label);
  const placed = spreadLabels(wanted, labelGap(labels, lineWidth), 4, height - 4);
  return drawn.map((series, index) =>
    Plot.text([series.style.label], {
      x: [inUnit(chart.endDay, chart.unit)],
      y: [ends[index]!],
      textAnchor: "start",
      dx: 8,
      dy: placed[index]! - wanted[index]!,
      fontSize: 12.5,
      fontWeight: 600,
      fill: series.style.color,
      lineWidth,
    }),
  );
}
