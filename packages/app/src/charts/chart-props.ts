// What charts are told. Every chart shares a frame (title that states the finding, caption with source
// and seed, table, downloads); what differs is the data. Units are words as people read them.

import type { ComponentChildren } from "preact";
import type { SeriesStyle } from "./series-style.js";

export interface ChartFrameProps {
  /** Unique on the page; names anchors and downloaded files. */
  readonly id: string;
  /** States the finding, not the axes: "Pain falls, and most of it would with saline". */
  readonly title: string;
  /** One sentence on how to read the picture. */
  readonly reading?: string;
  /** Source, model version, seed, number of draws. */
  readonly caption?: ComponentChildren;
  /** Natural size in pixels; drawings shrink to their column. */
  readonly width?: number;
  readonly height?: number;
}

export interface ChartAxis {
  readonly title: string;
  /** "" for pure numbers. */
  readonly unit: string;
  /** Left out: as wide as the data, with zero where `zero` is asked for. */
  readonly domain?: readonly [number, number];
  readonly ticks?: readonly number[];
  /** Logarithmic scale, for positive data only. */
  readonly log?: boolean;
  /** Which way is good; written beside the axis. */
  readonly better?: "lower" | "higher";
}

/** A labelled straight line across the plot, such as a minimal important difference. */
export interface ChartRule {
  readonly value: number;
  readonly label: string;
}

export interface Band {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

export interface LineSeries {
  readonly id: string;
  /** Written at the end of the line. */
  readonly label: string;
  readonly style?: SeriesStyle;
  readonly x: ArrayLike<number>;
  /** NaN: a gap. */
  readonly middle: ArrayLike<number>;
  readonly band50?: Band;
  readonly band90?: Band;
  /** A few single people or draws, drawn thin behind. */
  readonly people?: readonly ArrayLike<number>[];
}

export interface LineChartProps extends ChartFrameProps {
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly LineSeries[];
  /** A rule at zero; for changes and differences. */
  readonly zero?: boolean;
  readonly rules?: readonly ChartRule[];
  /** Marks along x, such as doses or visits. */
  readonly marks?: readonly ChartRule[];
}

export interface ForestRow {
  readonly id: string;
  readonly label: string;
  readonly style?: SeriesStyle;
  /** NaN: not estimable. */
  readonly estimate: number;
  readonly low90: number;
  readonly high90: number;
  readonly low50?: number;
  readonly high50?: number;
}

export interface ForestPlotProps extends ChartFrameProps {
  readonly x: ChartAxis;
  readonly rows: readonly ForestRow[];
  /** The value of no effect (0 for differences, 1 for ratios). */
  readonly none?: number;
  readonly rules?: readonly ChartRule[];
  /** Words under the left and right half, e.g. "favours therapy". */
  readonly leftWords?: string;
  readonly rightWords?: string;
}

export interface IconArrayProps extends ChartFrameProps {
  /** One array of 100 people for each group. */
  readonly groups: readonly IconGroup[];
  /** Words for the ones who are filled and the ones who are not. */
  readonly filledWords: string;
  readonly restWords: string;
}

export interface IconGroup {
  readonly id: string;
  readonly label: string;
  readonly style?: SeriesStyle;
  /** Chance, 0 to 1, and its 90 % interval where it has one. */
  readonly share: number;
  readonly low90?: number;
  readonly high90?: number;
}

export interface ContributionRow {
  readonly id: string;
  readonly label: string;
  /** In the unit of the axis; positive to the right. */
  readonly value: number;
  readonly low90?: number;
  readonly high90?: number;
  readonly style?: SeriesStyle;
  readonly note?: string;
}

export interface ContributionBarsProps extends ChartFrameProps {
  readonly x: ChartAxis;
  readonly rows: readonly ContributionRow[];
  readonly rules?: readonly ChartRule[];
}

export interface ManyCurvesProps extends ChartFrameProps {
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly times: ArrayLike<number>;
  /** [person][time]; a thousand and more are fine. */
  readonly curves: readonly ArrayLike<number>[];
  readonly style?: SeriesStyle;
  readonly middle?: ArrayLike<number>;
  readonly middleLabel?: string;
  readonly zero?: boolean;
  readonly rules?: readonly ChartRule[];
}

export interface TableColumn {
  readonly name: string;
  readonly unit?: string;
}

/** The numbers behind a picture; also what goes into the CSV file. */
export interface ChartTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number)[])[];
}
