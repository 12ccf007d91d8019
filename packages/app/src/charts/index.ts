// Charts of the app: every one with a title that states the finding, axes with units, direct labels,
// a table one click away, and downloads as CSV and SVG.

export type {
  Band,
  ChartAxis,
  ChartFrameProps,
  ChartRule,
  ChartTable,
  ContributionBarsProps,
  ContributionRow,
  ForestPlotProps,
  ForestRow,
  IconArrayProps,
  IconGroup,
  LineChartProps,
  LineSeries,
  ManyCurvesProps,
  TableColumn,
} from "./chart-props.js";
export { ContributionBars } from "./contribution-bars.js";
export { DataTable } from "./data-table.js";
export { ForestPlot } from "./forest-plot.js";
export { IconArray } from "./icon-array.js";
export { LineChart } from "./line-chart.js";
export { ManyCurves } from "./many-curves.js";
export { type Marker, type SeriesStyle, type SeriesToStyle, seriesStyles } from "./series-style.js";
