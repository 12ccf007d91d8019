// Parts of a whole or drivers of a result as bars from zero, with intervals as whiskers.

import { chartTexts } from "../texts/en-charts.js";
import { ChartFigure } from "./chart-figure.js";
import type { ChartTable, ContributionBarsProps, ContributionRow } from "./chart-props.js";
import { wrapWords } from "./label-spread.js";
import { signedText } from "./number-text.js";
import { axisScale, type PlotBox, PlotFrame } from "./plot-frame.js";
import type { Scale } from "./scale.js";

export function ContributionBars(props: ContributionBarsProps) {
  return (
    <ChartFigure {...props} table={contributionTable(props)}>
      {(width) => <Bars {...props} width={width} />}
    </ChartFigure>
  );
}

export function contributionTable({
  x,
  rows,
}: Pick<ContributionBarsProps, "x" | "rows">): ChartTable {
  return {
    columns: [
      { name: chartTexts.part },
      { name: x.title, unit: x.unit },
      { name: chartTexts.low, unit: x.unit },
      { name: chartTexts.high, unit: x.unit },
    ],
    rows: rows.map((row) => [
      row.label,
      row.value,
      row.low90 ?? Number.NaN,
      row.high90 ?? Number.NaN,
    ]),
  };
}

function Bars({ title, x, rows, rules = [], width }: ContributionBarsProps & { width: number }) {
  const narrow = width < 520;
  const room = Math.min(240, width * 0.34) - 12;
  const lines = rows.map(({ label }) => wrapWords(label, room, 12.5).length);
  const step = narrow ? 46 : Math.max(30, 10 + 14 * Math.max(...lines));
  const top = rules.length > 0 ? 22 : 6;
  const box: PlotBox = {
    left: narrow ? 8 : Math.min(240, width * 0.34),
    right: narrow ? width - 8 : width - 150,
    top,
    bottom: top + rows.length * step,
  };
  const values = rows.flatMap((row) => [row.value, row.low90 ?? 0, row.high90 ?? 0]);
  const include = [0, ...rules.map((rule) => rule.value)];
  const scale = axisScale(x, [values], [box.left, box.right], include);
  return (
    <svg
      viewBox={`0 0 ${width} ${box.bottom + 46}`}
      width={width}
      height={box.bottom + 46}
      role="img"
      aria-label={`${title}. ${rows.map((row) => `${row.label}: ${valueWords(row)}`).join("; ")}`}
    >
      <PlotFrame box={box} x={x} xScale={scale} />
      {rules.map((rule) => (
        <g key={rule.label}>
          <path
            d={`M${scale(rule.value)},${box.top}V${box.bottom}`}
            stroke="var(--ink-soft)"
            stroke-dasharray="1 3"
          />
          <text
            x={scale(rule.value)}
            y={14}
            font-size="11.5"
            fill="var(--ink-soft)"
            text-anchor="middle"
          >
            {rule.label}
          </text>
        </g>
      ))}
      {rows.map((row, i) => (
        <Bar
          key={row.id}
          row={row}
          y={box.top + (i + 0.5) * step + (narrow ? 9 : 0)}
          scale={scale}
          box={box}
          narrow={narrow}
          width={width}
        />
      ))}
      <path d={`M${scale(0)},${box.top}V${box.bottom}`} stroke="var(--ink-soft)" />
    </svg>
  );
}

function valueWords(row: ContributionRow): string {
  if (!Number.isFinite(row.value)) return chartTexts.notEstimable;
  if (row.low90 === undefined || row.high90 === undefined) return signedText(row.value);
  return `${signedText(row.value)} (${signedText(row.low90)} to ${signedText(row.high90)})`;
}

function Bar({
  row,
  y,
  scale,
  box,
  narrow,
  width,
}: {
  readonly row: ContributionRow;
  readonly y: number;
  readonly scale: Scale;
  readonly box: PlotBox;
  readonly narrow: boolean;
  readonly width: number;
}) {
  const lines = narrow ? [row.label] : wrapWords(row.label, box.left - 12, 12.5);
  const color = row.style?.color ?? "var(--accent)";
  const [from, to] = [scale(Math.min(0, row.value)), scale(Math.max(0, row.value))];
  const known = Number.isFinite(row.value);
  const whisker = row.low90 !== undefined && row.high90 !== undefined;
  return (
    <g font-size="12.5">
      <text x={0} y={narrow ? y - 13 : y + 4 - 7 * (lines.length - 1)} fill="var(--ink)">
        {lines.map((line, k) => (
          <tspan key={line} x={0} dy={k === 0 ? 0 : 14}>
            {line}
          </tspan>
        ))}
        {row.note ? <title>{row.note}</title> : null}
      </text>
      <text
        x={width}
        y={narrow ? y - 13 : y + 4}
        text-anchor="end"
        class="figures"
        fill="var(--ink)"
      >
        {valueWords(row)}
      </text>
      {known ? (
        <rect
          x={from}
          y={y - 7}
          width={Math.max(0.5, to - from)}
          height={14}
          fill={color}
          fill-opacity="0.55"
        />
      ) : null}
      {known && whisker ? (
        <path
          d={`M${scale(row.low90!)},${y}H${scale(row.high90!)}M${scale(row.low90!)},${y - 4}v8M${scale(row.high90!)},${y - 4}v8`}
          stroke="var(--ink)"
          stroke-width="1.25"
        />
      ) : null}
    </g>
  );
}
