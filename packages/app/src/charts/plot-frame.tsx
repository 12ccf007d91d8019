// The frame of a plot: grid, axes with titles and units, the rule at zero, labelled rules and marks.

import { chartTexts } from "../texts/en-charts.js";
import type { ChartAxis, ChartRule } from "./chart-props.js";
import { wrapWords } from "./label-spread.js";
import { numberText } from "./number-text.js";
import { linearScale, logDomain, logScale, niceDomain, type Scale } from "./scale.js";

export interface PlotBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The scale of an axis over `range` for the data in `lists`. */
export function axisScale(
  axis: ChartAxis,
  lists: readonly ArrayLike<number>[],
  range: readonly [number, number],
  include: readonly number[] = [],
): Scale {
  const count = Math.max(2, Math.min(7, Math.round(Math.abs(range[1] - range[0]) / 60)));
  const scale = axis.log
    ? logScale(axis.domain ?? logDomain(lists), range, count)
    : linearScale(axis.domain ?? niceDomain(lists, include), range, count);
  return axis.ticks ? Object.assign(scale, { ticks: axis.ticks }) : scale;
}

/** Room left of the plot for the labels of the upright axis, pixels. */
export function leftMargin(axis: ChartAxis, lists: readonly ArrayLike<number>[]): number {
  const { ticks } = axisScale(axis, lists, [300, 0]);
  return Math.max(34, 16 + 7 * Math.max(...ticks.map((tick) => numberText(tick).length)));
}

/** Where the plot begins below the title of its upright axis, pixels. */
export function topMargin(axis: ChartAxis, width: number): number {
  return 12 + 14 * titleLines(axis, width).length;
}

function titleLines(axis: ChartAxis, width: number): string[] {
  return wrapWords(axisWords(axis), width, 12);
}

/** "Pain, points (lower is better)". */
export function axisWords(axis: ChartAxis): string {
  const unit = axis.unit === "" ? "" : `, ${axis.unit}`;
  const better =
    axis.better === undefined
      ? ""
      : ` (${axis.better === "lower" ? chartTexts.lowerIsBetter : chartTexts.higherIsBetter})`;
  return `${axis.title}${unit}${better}`;
}

export interface PlotFrameProps {
  readonly box: PlotBox;
  readonly x: ChartAxis;
  readonly xScale: Scale;
  /** Left out where rows are named instead (forest, bars). */
  readonly y?: ChartAxis;
  readonly yScale?: Scale;
  readonly zero?: boolean;
  readonly rules?: readonly ChartRule[];
  readonly marks?: readonly ChartRule[];
}

export function PlotFrame({
  box,
  x,
  xScale,
  y,
  yScale,
  zero,
  rules = [],
  marks = [],
}: PlotFrameProps) {
  return (
    <g>
      {y && yScale ? <AxisY box={box} axis={y} scale={yScale} /> : null}
      <AxisX box={box} axis={x} scale={xScale} />
      {zero && yScale ? <RuleY box={box} y={yScale(0)} strong /> : null}
      {yScale
        ? rules.map((rule) => (
            <RuleY key={rule.label} box={box} y={yScale(rule.value)} label={rule.label} />
          ))
        : null}
      {marks.map((mark) => (
        <path
          key={`${mark.label}${mark.value}`}
          d={`M${xScale(mark.value) - 4},${box.bottom + 9}h8l-4,-8z`}
          fill="var(--ink-soft)"
        >
          <title>{mark.label}</title>
        </path>
      ))}
    </g>
  );
}

function AxisY({
  box,
  axis,
  scale,
}: {
  readonly box: PlotBox;
  readonly axis: ChartAxis;
  readonly scale: Scale;
}) {
  return (
    <g font-size="12" fill="var(--ink-soft)">
      <text x={0} y={12} fill="var(--ink)">
        {titleLines(axis, box.right).map((line, i) => (
          <tspan key={line} x={0} dy={i === 0 ? 0 : 14}>
            {line}
          </tspan>
        ))}
      </text>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${box.left},${scale(tick)}H${box.right}`} stroke="var(--rule)" />
          <text x={box.left - 7} y={scale(tick) + 4} text-anchor="end">
            {numberText(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

function AxisX({
  box,
  axis,
  scale,
}: {
  readonly box: PlotBox;
  readonly axis: ChartAxis;
  readonly scale: Scale;
}) {
  return (
    <g font-size="12" fill="var(--ink-soft)" text-anchor="middle">
      <path d={`M${box.left},${box.bottom}H${box.right}`} stroke="var(--rule-strong)" />
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${scale(tick)},${box.bottom}v4`} stroke="var(--rule-strong)" />
          <text x={scale(tick)} y={box.bottom + 20}>
            {numberText(tick)}
          </text>
        </g>
      ))}
      <text x={(box.left + box.right) / 2} y={box.bottom + 38} fill="var(--ink)">
        {axisWords(axis)}
      </text>
    </g>
  );
}

function RuleY({
  box,
  y,
  label,
  strong,
}: {
  readonly box: PlotBox;
  readonly y: number;
  readonly label?: string;
  readonly strong?: boolean;
}) {
  if (!(y >= box.top - 1 && y <= box.bottom + 1)) return null;
  const look = strong ? {} : { "stroke-dasharray": "1 3" };
  return (
    <g>
      <path d={`M${box.left},${y}H${box.right}`} stroke="var(--ink-soft)" {...look} />
      {label ? (
        <text class="halo" x={box.left + 4} y={y - 5} font-size="11.5" fill="var(--ink-soft)">
          {label}
        </text>
      ) : null}
    </g>
  );
}
