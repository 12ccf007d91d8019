// The people behind a mean: a few thin curves of single virtual patients of one arm, the mean and
// the range of nine in ten over them. One small drawing per arm, all on the same axes.

import * as Plot from "@observablehq/plot";
import type { ArmStyle } from "./arm-style.js";
import { type PlotSize, plotSvg } from "./plot-svg.js";
import { inUnit, type TimeUnit, visitTicks } from "./time-axis.js";

export interface CourseChart {
  readonly style: ArmStyle;
  readonly days: readonly number[];
  /** Days of the courses of single people. */
  readonly peopleDays: readonly number[];
  /** [person][day of peopleDays] */
  readonly people: readonly (readonly number[])[];
  /** [day] */
  readonly mean: readonly number[];
  readonly low90: readonly number[];
  readonly high90: readonly number[];
  readonly domain: readonly [number, number];
  readonly quantity: string;
  readonly unit: TimeUnit;
  readonly visitDays: readonly number[];
  readonly label: string;
}

const size: PlotSize = { width: 250, height: 260 };

export function courseChart(chart: CourseChart): string {
  const x = chart.days.map((day) => inUnit(day, chart.unit));
  const peopleX = chart.peopleDays.map((day) => inUnit(day, chart.unit));
  const rows = x.map((time, i) => ({
    time,
    mean: chart.mean[i]!,
    low: chart.low90[i]!,
    high: chart.high90[i]!,
  }));
  const ticks = visitTicks(
    chart.visitDays.map((day) => inUnit(day, chart.unit)),
    0.2,
  );
  const color = chart.style.color;
  return plotSvg(
    {
      ...size,
      marginTop: 26,
      marginRight: 12,
      marginBottom: 42,
      marginLeft: 34,
      x: { label: null },
      y: { label: null, domain: [...chart.domain] },
      marks: [
        Plot.gridY({ stroke: "var(--rule)", strokeOpacity: 1, ticks: 5 }),
        Plot.areaY(rows, { x: "time", y1: "low", y2: "high", fill: color, fillOpacity: 0.1 }),
        ...chart.people.map((values) => personLine(peopleX, values, color)),
        Plot.line(rows, {
          x: "time",
          y: "mean",
          stroke: "var(--paper)",
          strokeWidth: 4.5,
        }),
        Plot.line(rows, {
          x: "time",
          y: "mean",
          stroke: color,
          strokeWidth: 2.25,
          strokeDasharray: chart.style.dash,
        }),
        Plot.axisY({ ticks: 5, tickSize: 0, label: null }),
        Plot.axisX({ ticks, tickSize: 4, label: null }),
        Plot.text([chart.style.label], {
          frameAnchor: "top-left",
          textAnchor: "start",
          dx: -30,
          dy: -22,
          fontSize: 12.5,
          fontWeight: 600,
          fill: color,
        }),
        Plot.text([`${chart.unit.name}s since randomisation`], {
          frameAnchor: "bottom",
          dy: 36,
          fontSize: 11.5,
          fill: "var(--ink)",
        }),
      ],
    },
    chart.label,
  );
}

function personLine(x: readonly number[], values: readonly number[], color: string): Plot.Markish {
  const points = x
    .map((time, i): [number, number] => [time, values[i]!])
    .filter(([, value]) => Number.isFinite(value));
  return Plot.line(points, { stroke: color, strokeOpacity: 0.4, strokeWidth: 0.75 });
}
