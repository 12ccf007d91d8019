// The numbers of a line chart: one row per position, for each series its middle and its intervals.

import { chartTexts } from "../texts/en-charts.js";
import type { ChartAxis, ChartTable, LineSeries, TableColumn } from "./chart-props.js";

export function lineTable(x: ChartAxis, y: ChartAxis, series: readonly LineSeries[]): ChartTable {
  const positions = [...new Set(series.flatMap((one) => Array.from(one.x)))].sort((a, b) => a - b);
  const parts = series.flatMap(seriesColumns);
  return {
    columns: [
      { name: x.title, unit: x.unit },
      ...parts.map(({ name }): TableColumn => ({ name, unit: y.unit })),
    ],
    rows: positions.map((at) => [at, ...parts.map((part) => part.values.get(at) ?? Number.NaN)]),
  };
}

function seriesColumns(series: LineSeries): { name: string; values: Map<number, number> }[] {
  const { label, band50, band90 } = series;
  const column = (name: string, values: ArrayLike<number>) => ({
    name: `${label}, ${name}`,
    values: new Map(Array.from(series.x, (at, i) => [at, values[i]!])),
  });
  return [
    column(chartTexts.middle, series.middle),
    ...(band50
      ? [column(chartTexts.low50, band50.low), column(chartTexts.high50, band50.high)]
      : []),
    ...(band90 ? [column(chartTexts.low, band90.low), column(chartTexts.high, band90.high)] : []),
  ];
}
