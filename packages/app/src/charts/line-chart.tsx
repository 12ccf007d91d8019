// Courses over time (or along any axis): a middle line per series with its 50 and 90 % bands, single
// people thin behind, labels at the lines' ends, or above the plot where it is narrow.

import { chartTexts } from "../texts/en-charts.js";
import { ChartFigure } from "./chart-figure.js";
import type { LineChartProps, LineSeries } from "./chart-props.js";
import { spreadLabels, wrapWords } from "./label-spread.js";
import { lineTable } from "./line-table.js";
import { numberText, withUnit } from "./number-text.js";
import { axisScale, leftMargin, type PlotBox, PlotFrame, topMargin } from "./plot-frame.js";
import type { Scale } from "./scale.js";
import { SeriesKey } from "./series-key.js";
import { markerPaths, type SeriesStyle, seriesStyles } from "./series-style.js";
import { areaPath, linePath } from "./svg-path.js";
import { useReader } from "./use-reader.js";

interface StyledSeries extends LineSeries {
  readonly style: SeriesStyle;
}

const endLabelWidth = 138;

export function LineChart(props: LineChartProps) {
  const looks = seriesStyles(props.series);
  const series = props.series.map((one, i) => ({ ...one, style: one.style ?? looks[i]! }));
  return (
    <ChartFigure {...props} table={lineTable(props.x, props.y, series)}>
      {(width) => <LinePlot {...props} series={series} width={width} />}
    </ChartFigure>
  );
}

function LinePlot(
  props: Omit<LineChartProps, "series" | "width"> & {
    readonly series: readonly StyledSeries[];
    readonly width: number;
  },
) {
  const { x, y, series, width, height = 320, zero, rules, marks } = props;
  const narrow = width < 520;
  const right = width - (narrow ? 10 : endLabelWidth + 14);
  const box: PlotBox = {
    left: leftMargin(y, valueLists(series)),
    right,
    top: topMargin(y, right),
    bottom: height - 46,
  };
  const xs = axisScale(x, x.domain ? [] : series.map((one) => one.x), [box.left, box.right]);
  const ys = axisScale(
    y,
    valueLists(series),
    [box.bottom, box.top],
    [...(zero ? [0] : []), ...(rules ?? []).map((rule) => rule.value)],
  );
  const longest = series.reduce<readonly number[]>(
    (found, one) => (one.x.length > found.length ? Array.from(one.x) : found),
    [],
  );
  const reader = useReader(
    longest.map((value) => xs(value)),
    width,
  );
  const readAt = longest[reader.index ?? longest.length - 1];
  const words = readAt === undefined ? "" : readingWords(props, readAt);
  return (
    <>
      {narrow ? <SeriesKey series={series} /> : null}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-label={`${props.title}. ${chartTexts.readerHint}`}
        {...{ ...reader.attributes, "aria-valuetext": words }}
      >
        <title>{props.title}</title>
        <PlotFrame
          box={box}
          x={x}
          xScale={xs}
          y={y}
          yScale={ys}
          zero={zero ?? false}
          rules={rules ?? []}
          marks={marks ?? []}
        />
        {series.map((one) => (
          <SeriesBands key={one.id} series={one} x={xs} y={ys} />
        ))}
        {series.map((one) => (
          <SeriesLine key={one.id} series={one} x={xs} y={ys} />
        ))}
        {narrow ? null : <EndLabels series={series} x={xs} y={ys} box={box} />}
        {reader.index !== undefined && readAt !== undefined ? (
          <path d={`M${xs(readAt)},${box.top}V${box.bottom}`} stroke="var(--ink-soft)" />
        ) : null}
      </svg>
      <p class="chart-read" aria-hidden="true">
        {reader.index === undefined ? "" : words}
      </p>
    </>
  );
}

function valueLists(series: readonly LineSeries[]): ArrayLike<number>[] {
  return series.flatMap((one) => [
    one.middle,
    ...[one.band50, one.band90].flatMap((band) => (band ? [band.low, band.high] : [])),
    ...(one.people ?? []),
  ]);
}

/** "weeks 12: Vesicles 8.1 points (90 % interval 5 to 11); Saline …". */
function readingWords(props: Pick<LineChartProps, "x" | "y" | "series">, at: number): string {
  const parts = props.series.map((one) => {
    const i = Array.from(one.x).indexOf(at);
    const value = i < 0 ? Number.NaN : (one.middle[i] ?? Number.NaN);
    const band = one.band90;
    const interval =
      band && i >= 0
        ? ` (${chartTexts.interval90(numberText(band.low[i]!), numberText(band.high[i]!))})`
        : "";
    return `${one.label} ${withUnit(numberText(value), props.y.unit)}${interval}`;
  });
  const where = chartTexts.readAt(props.x.title, withUnit(numberText(at), props.x.unit));
  return `${where}: ${parts.join("; ")}`;
}

interface Placed {
  readonly series: StyledSeries;
  readonly x: Scale;
  readonly y: Scale;
}

function SeriesBands({ series, x, y }: Placed) {
  const at = (i: number): number => x(series.x[i]!);
  const area = (low: ArrayLike<number>, high: ArrayLike<number>): string =>
    areaPath(
      series.x.length,
      at,
      (i) => y(low[i]!),
      (i) => y(high[i]!),
    );
  return (
    <g fill={series.style.color} stroke="none">
      {series.band90 ? (
        <path d={area(series.band90.low, series.band90.high)} fill-opacity="0.11" />
      ) : null}
      {series.band50 ? (
        <path d={area(series.band50.low, series.band50.high)} fill-opacity="0.2" />
      ) : null}
    </g>
  );
}

function SeriesLine({ series, x, y }: Placed) {
  const { style, middle } = series;
  const count = series.x.length;
  const at = (i: number): number => x(series.x[i]!);
  const every = Math.max(1, Math.ceil(count / 6));
  const spots = Array.from({ length: count }, (_, i) => i).filter(
    (i) => i % every === Math.floor(every / 2) && Number.isFinite(y(middle[i]!)),
  );
  return (
    <g>
      {(series.people ?? []).map((values, p) => (
        <path
          key={p}
          d={linePath(count, at, (i) => y(values[i]!))}
          fill="none"
          stroke={style.color}
          stroke-opacity="0.35"
          stroke-width="0.75"
        />
      ))}
      <path
        d={linePath(count, at, (i) => y(middle[i]!))}
        fill="none"
        stroke={style.color}
        stroke-width="2.25"
        stroke-linejoin="round"
        stroke-dasharray={style.dash === "none" ? undefined : style.dash}
      />
      {spots.map((i) => (
        <path
          key={i}
          d={markerPaths[style.marker]}
          transform={`translate(${at(i)},${y(middle[i]!)})`}
          fill={style.color}
          stroke="var(--paper)"
        />
      ))}
    </g>
  );
}

function EndLabels({
  series,
  x,
  y,
  box,
}: Omit<Placed, "series"> & {
  readonly series: readonly StyledSeries[];
  readonly box: PlotBox;
}) {
  const ends = series.map((one) => lastPoint(one, x, y, box));
  const lines = series.map((one) => wrapWords(one.label, endLabelWidth - 14, 12.5));
  const middles = spreadLabels(
    ends.map((end, i) => ({ at: end.y, height: 4 + 15 * lines[i]!.length })),
    box.top - 8,
    box.bottom + 8,
  );
  return (
    <g font-size="12.5" font-weight="600">
      {series.map((one, i) => (
        <g key={one.id} fill={one.style.color}>
          <path
            d={`M${ends[i]!.x + 3},${ends[i]!.y}L${box.right + 11},${middles[i]!}`}
            stroke={one.style.color}
            stroke-opacity="0.6"
          />
          <text x={box.right + 14} y={middles[i]! + 4 - 7.5 * (lines[i]!.length - 1)}>
            {lines[i]!.map((line, k) => (
              <tspan key={line} x={box.right + 14} dy={k === 0 ? 0 : 15}>
                {line}
              </tspan>
            ))}
          </text>
        </g>
      ))}
    </g>
  );
}

function lastPoint(series: LineSeries, x: Scale, y: Scale, box: PlotBox): { x: number; y: number } {
  for (let i = series.x.length - 1; i >= 0; i--) {
    const value = series.middle[i]!;
    if (Number.isFinite(value)) return { x: x(series.x[i]!), y: y(value) };
  }
  return { x: box.right, y: box.bottom };
}
