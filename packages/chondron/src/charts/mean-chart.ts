// Mean of an endpoint over time, one line per arm, with the 50 and 90 % bands of what is not known.
// The difference that patients notice stands as a labelled rule below the starting level.

import * as Plot from "@observablehq/plot";
import type { ArmStyle } from "./arm-style.js";
import { labelGap, spreadLabels } from "./label-spread.js";
import { isNarrow, type PlotSize, plotSvg } from "./plot-svg.js";
import { inUnit, type TimeUnit, visitTicks } from "./time-axis.js";

export interface Band {
  readonly low90: number;
  readonly low50: number;
  readonly high50: number;
  readonly high90: number;
}

export interface MeanPoint extends Partial<Band> {
  /** Days since randomisation. */
  readonly time: number;
  readonly mean: number;
}

export interface MeanSeries {
  readonly style: ArmStyle;
  /** In time order; drawn as line and bands. */
  readonly points: readonly MeanPoint[];
  /** Drawn as markers; absent: at every point. */
  readonly markers?: readonly MeanPoint[];
}

export interface ReferenceRule {
  readonly value: number;
  readonly label: string;
  /** For narrow charts. */
  readonly shortLabel: string;
}

export interface MeanChart {
  readonly series: readonly MeanSeries[];
  readonly quantity: string;
  readonly unit: TimeUnit;
  readonly size: PlotSize;
  readonly label: string;
  readonly rules: readonly ReferenceRule[];
  /** Day of the visit that the answer is about, marked by a light vertical line. */
  readonly visitDay?: number;
  /** Include this value on the axis, e.g. zero. */
  readonly include?: readonly number[];
}

interface Frame {
  readonly domain: readonly [number, number];
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** SVG of the chart; arms without points are left out. */
export function meanChart(chart: MeanChart): string {
  const frame = meanFrame(chart);
  const visits = chart.series.flatMap((series) => series.markers ?? series.points);
  const ticks = visitTicks(
    visits.map((point) => inUnit(point.time, chart.unit)),
    isNarrow(chart.size) ? 0.14 : 0.06,
  );
  return plotSvg(
    {
      width: chart.size.width,
      height: chart.size.height,
      marginTop: frame.top,
      marginRight: frame.right,
      marginBottom: frame.bottom,
      marginLeft: frame.left,
      x: { label: `${chart.unit.name}s since randomisation`, ticks, labelArrow: "none" },
      y: { label: chart.quantity, domain: [...frame.domain], labelArrow: "none", ticks: 6 },
      marks: [
        Plot.gridY({ stroke: "var(--rule)", strokeOpacity: 1, ticks: 6 }),
        ...visitMarks(chart),
        ...ruleMarks(chart.rules, isNarrow(chart.size)),
        ...chart.series.flatMap((series) => bandMarks(series, chart.unit)),
        ...chart.series.flatMap((series) => lineMarks(series, chart.unit)),
        Plot.axisY({ ticks: 6, tickSize: 0, label: null }),
        Plot.axisX({ ticks, tickSize: 4, label: null }),
        ...axisTitles(chart, frame),
        ...endLabels(chart, frame),
      ],
    },
    chart.label,
  );
}

function meanFrame(chart: MeanChart): Frame {
  const points = chart.series.flatMap((series) => series.points);
  const values = [
    ...points.flatMap((point) => [
      point.mean,
      point.low90 ?? point.mean,
      point.high90 ?? point.mean,
    ]),
    ...chart.rules.map((rule) => rule.value),
    ...(chart.include ?? []),
  ].filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = Math.max((high - low) * 0.06, 1e-9);
  const padded = (value: number): boolean => !(chart.include ?? []).includes(value);
  return {
    domain: [padded(low) ? low - room : low, padded(high) ? high + room : high],
    top: 34,
    right: isNarrow(chart.size) ? 98 : 148,
    bottom: 46,
    left: 44,
  };
}

function ruleMarks(rules: readonly ReferenceRule[], narrow: boolean): Plot.Markish[] {
  return rules.flatMap((rule) => [
    Plot.ruleY([rule.value], { stroke: "var(--ink-soft)", strokeDasharray: "1 3" }),
    Plot.text([narrow ? rule.shortLabel : rule.label], {
      y: [rule.value],
      frameAnchor: "left",
      textAnchor: "start",
      dx: 4,
      dy: -7,
      fontSize: 11,
      fontStyle: "italic",
      fill: "var(--ink-soft)",
      stroke: "var(--paper)",
      strokeWidth: 3,
    }),
  ]);
}

function visitMarks(chart: MeanChart): Plot.Markish[] {
  if (chart.visitDay === undefined) return [];
  const x = inUnit(chart.visitDay, chart.unit);
  return [Plot.ruleX([x], { stroke: "var(--ink-soft)", strokeOpacity: 0.35, strokeWidth: 1 })];
}

function bandMarks(series: MeanSeries, unit: TimeUnit): Plot.Markish[] {
  const points = series.points.filter((point) => Number.isFinite(point.low90 ?? Number.NaN));
  const x = (point: MeanPoint): number => inUnit(point.time, unit);
  const fill = series.style.color;
  const band = (low: keyof Band, high: keyof Band, fillOpacity: number): Plot.Markish =>
    Plot.areaY(points, { x, y1: low, y2: high, fill, fillOpacity });
  return points.length > 1 ? [band("low90", "high90", 0.1), band("low50", "high50", 0.14)] : [];
}

function lineMarks(series: MeanSeries, unit: TimeUnit): Plot.Markish[] {
  const points = series.points.filter((point) => Number.isFinite(point.mean));
  const markers = (series.markers ?? points).filter((point) => Number.isFinite(point.mean));
  const x = (point: MeanPoint): number => inUnit(point.time, unit);
  const { color, dash } = series.style;
  return [
    Plot.line(points, {
      x,
      y: "mean",
      stroke: color,
      strokeWidth: 2.25,
      strokeDasharray: dash,
      strokeLinecap: dash === "none" ? "round" : "butt",
    }),
    Plot.dot(markers, {
      x,
      y: "mean",
      symbol: plotSymbol(series.style),
      fill: color,
      stroke: "var(--paper)",
      strokeWidth: 1,
      r: 4,
    }),
  ];
}

export function plotSymbol(style: ArmStyle): Plot.SymbolType {
  if (style.marker === "cross") return "cross";
  return style.marker === "triangle" ? "triangle" : style.marker;
}

/** Axis titles with their unit: the vertical one lies flat above its axis, to be read. */
export function axisTitles(
  chart: { readonly quantity: string; readonly unit: TimeUnit },
  frame: Frame,
): Plot.Markish[] {
  return [
    Plot.text([chart.quantity], {
      frameAnchor: "top-left",
      textAnchor: "start",
      dx: -frame.left + 2,
      dy: -frame.top + 8,
      fontSize: 12,
      fill: "var(--ink)",
    }),
    Plot.text([`${chart.unit.name}s since randomisation`], {
      frameAnchor: "bottom",
      lineAnchor: "bottom",
      dy: frame.bottom - 4,
      fontSize: 12,
      fill: "var(--ink)",
    }),
  ];
}

function lastFinite(points: readonly MeanPoint[]): MeanPoint | undefined {
  return points.filter((point) => Number.isFinite(point.mean)).at(-1);
}

function endLabels(chart: MeanChart, frame: Frame): Plot.Markish[] {
  const ends = chart.series
    .map((series) => ({ series, end: lastFinite(series.points) }))
    .filter((item) => item.end !== undefined);
  const height = chart.size.height - frame.top - frame.bottom;
  const [low, high] = frame.domain;
  const pixel = (value: number): number => ((high - value) / (high - low)) * height;
  const wanted = ends.map((item) => pixel(item.end!.mean));
  const lineWidth = isNarrow(chart.size) ? 7 : 11;
  const labels = ends.map((item) => item.series.style.label);
  const placed = spreadLabels(wanted, labelGap(labels, lineWidth), 4, height - 4);
  return ends.map(({ series, end }, index) =>
    Plot.text([series.style.label], {
      x: [inUnit(end!.time, chart.unit)],
      y: [end!.mean],
      textAnchor: "start",
      dx: 10,
      dy: placed[index]! - wanted[index]!,
      fontSize: 12.5,
      fontWeight: 600,
      fill: series.style.color,
      lineWidth,
    }),
  );
}
