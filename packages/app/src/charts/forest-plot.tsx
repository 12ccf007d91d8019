// Effects with their intervals, one row each, on one axis with the rule of no effect.

import { chartTexts } from "../texts/en-charts.js";
import { ChartFigure } from "./chart-figure.js";
import type { ChartTable, ForestPlotProps, ForestRow } from "./chart-props.js";
import { wrapWords } from "./label-spread.js";
import { numberText, signedText } from "./number-text.js";
import { axisScale, type PlotBox, PlotFrame } from "./plot-frame.js";
import type { Scale } from "./scale.js";
import { markerPaths, type SeriesStyle, seriesStyles } from "./series-style.js";

export function ForestPlot(props: ForestPlotProps) {
  return (
    <ChartFigure {...props} table={forestTable(props)}>
      {(width) => <Forest {...props} width={width} />}
    </ChartFigure>
  );
}

/** Estimate, 50 and 90 % interval of each row. */
export function forestTable({ x, rows }: Pick<ForestPlotProps, "x" | "rows">): ChartTable {
  const { unit } = x;
  return {
    columns: [
      { name: chartTexts.group },
      { name: chartTexts.estimate, unit },
      { name: chartTexts.low, unit },
      { name: chartTexts.high, unit },
      { name: chartTexts.low50, unit },
      { name: chartTexts.high50, unit },
    ],
    rows: rows.map((row) => [
      row.label,
      row.estimate,
      row.low90,
      row.high90,
      row.low50 ?? Number.NaN,
      row.high50 ?? Number.NaN,
    ]),
  };
}

function Forest(props: ForestPlotProps & { readonly width: number }) {
  const { x, rows, width, none = 0, rules = [] } = props;
  const narrow = width < 520;
  const room = Math.min(220, width * 0.3) - 14;
  const lines = rows.map(({ label }) => wrapWords(label, room, 12.5).length);
  const step = narrow ? 50 : Math.max(30, 10 + 14 * Math.max(1, ...lines));
  const box: PlotBox = {
    left: narrow ? 10 : Math.min(220, width * 0.3),
    right: narrow ? width - 10 : width - 176,
    top: rules.length > 0 ? 22 : 8,
    bottom: (rules.length > 0 ? 22 : 8) + rows.length * step,
  };
  const values = rows.flatMap((row) => [row.low90, row.high90, row.estimate]);
  const include = [none, ...rules.map((rule) => rule.value)];
  const scale = axisScale(x, [values], [box.left, box.right], include);
  const looks = seriesStyles(rows);
  const height = box.bottom + (props.leftWords || props.rightWords ? 76 : 46);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${props.title}. ${rows.map((row) => `${row.label}: ${effectWords(row, none)}`).join("; ")}`}
    >
      <PlotFrame box={box} x={x} xScale={scale} />
      <path d={`M${scale(none)},${box.top}V${box.bottom}`} stroke="var(--ink-soft)" />
      {rules.map((rule) => (
        <g key={rule.label}>
          <path
            d={`M${scale(rule.value)},${box.top}V${box.bottom}`}
            stroke="var(--ink-soft)"
            stroke-dasharray="1 3"
          />
          <text
            {...within(scale(rule.value), rule.label, width)}
            y={14}
            font-size="11.5"
            fill="var(--ink-soft)"
          >
            {rule.label}
          </text>
        </g>
      ))}
      {rows.map((row, i) => (
        <ForestLine
          key={row.id}
          row={row}
          style={row.style ?? looks[i]!}
          y={box.top + (i + 0.5) * step + (narrow ? 10 : 0)}
          scale={scale}
          none={none}
          box={box}
          narrow={narrow}
          width={width}
        />
      ))}
      <g font-size="12" fill="var(--ink-soft)">
        {/* A line each: beside each other they would leave a narrow picture. */}
        <text x={0} y={height - 20}>
          {props.leftWords ? `← ${props.leftWords}` : ""}
        </text>
        <text x={width} y={height - 6} text-anchor="end">
          {props.rightWords ? `${props.rightWords} →` : ""}
        </text>
      </g>
    </svg>
  );
}

/** Where a label about a place stands so that it stays in the picture. */
function within(place: number, label: string, width: number) {
  const half = 3.2 * label.length;
  if (place < half) return { x: 0, "text-anchor": "start" } as const;
  if (place > width - half) return { x: width, "text-anchor": "end" } as const;
  return { x: place, "text-anchor": "middle" } as const;
}

function effectWords(row: ForestRow, none: number): string {
  if (!Number.isFinite(row.estimate)) return chartTexts.notEstimable;
  const write = none === 0 ? signedText : numberText;
  return `${write(row.estimate)} (${write(row.low90)} to ${write(row.high90)})`;
}

interface ForestLineProps {
  readonly row: ForestRow;
  readonly style: SeriesStyle;
  readonly y: number;
  readonly scale: Scale;
  readonly none: number;
  readonly box: PlotBox;
  readonly narrow: boolean;
  readonly width: number;
}

function ForestLine({ row, style, y, scale, none, box, narrow, width }: ForestLineProps) {
  const known = [row.estimate, row.low90, row.high90].every(Number.isFinite);
  const lines = narrow ? [row.label] : wrapWords(row.label, box.left - 14, 12.5);
  return (
    <g font-size="12.5">
      <text x={0} y={narrow ? y - 14 : y + 4 - 7 * (lines.length - 1)} fill="var(--ink)">
        {lines.map((line, k) => (
          <tspan key={line} x={0} dy={k === 0 ? 0 : 14}>
            {line}
          </tspan>
        ))}
      </text>
      <text
        x={width}
        y={narrow ? y - 14 : y + 4}
        text-anchor="end"
        fill="var(--ink)"
        class="figures"
      >
        {effectWords(row, none)}
      </text>
      {known ? (
        <g stroke={style.color}>
          <path d={`M${scale(row.low90)},${y}H${scale(row.high90)}`} stroke-width="1.5" />
          {row.low50 !== undefined && row.high50 !== undefined ? (
            <path d={`M${scale(row.low50)},${y}H${scale(row.high50)}`} stroke-width="5" />
          ) : null}
          <path
            d={markerPaths[style.marker]}
            transform={`translate(${scale(row.estimate)},${y}) scale(1.2)`}
            fill={style.color}
            stroke="var(--paper)"
          />
        </g>
      ) : null}
    </g>
  );
}
