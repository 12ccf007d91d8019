// A thousand single courses as hair lines: drawn once on a canvas, so that scrolling stays free, in an
// SVG frame with axes; the middle over them.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { chartTexts } from "../texts/en-charts.js";
import { ChartFigure } from "./chart-figure.js";
import type { ChartTable, ManyCurvesProps } from "./chart-props.js";
import { axisScale, leftMargin, type PlotBox, PlotFrame } from "./plot-frame.js";
import { quantile } from "./quantile.js";
import type { Scale } from "./scale.js";
import { seriesStyles } from "./series-style.js";
import { linePath } from "./svg-path.js";

export function ManyCurves(props: ManyCurvesProps) {
  const { times, curves } = props;
  const table = useMemo(() => curvesTable(props), [times, curves]);
  return (
    <ChartFigure {...props} table={table}>
      {(width) => <Curves {...props} width={width} />}
    </ChartFigure>
  );
}

const tableQuantiles = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Quantiles over the curves at each time; all curves would make no table for people. */
export function curvesTable({
  x,
  y,
  times,
  curves,
}: Pick<ManyCurvesProps, "x" | "y" | "times" | "curves">): ChartTable {
  return {
    columns: [
      { name: x.title, unit: x.unit },
      ...tableQuantiles.map((q) => ({ name: `${100 * q} %`, unit: y.unit })),
    ],
    rows: Array.from(times, (time, i) => {
      const values = curves.map((curve) => curve[i]!).filter(Number.isFinite);
      return [time, ...tableQuantiles.map((q) => quantile(values, q))];
    }),
  };
}

function Curves(props: ManyCurvesProps & { readonly width: number }) {
  const { x, y, times, curves, width, height = 340, zero, rules, middle } = props;
  const style = props.style ?? seriesStyles([{ id: "ev" }])[0]!;
  const { box, xs, ys } = useMemo(() => {
    const left = leftMargin(y, curves);
    const found: PlotBox = { left, right: width - 12, top: 26, bottom: height - 46 };
    return {
      box: found,
      xs: axisScale(x, [times], [found.left, found.right]),
      ys: axisScale(y, curves, [found.bottom, found.top], zero ? [0] : []),
    };
  }, [curves, times, width, height, zero]);
  const canvas = useRef<HTMLCanvasElement>(null);
  // Drawn again for other curves alone: a line that is chosen lies above, in the drawing.
  useLayoutEffect(() => {
    if (canvas.current)
      drawCurves(canvas.current, props, { xs, ys, width, height, color: style.color });
  }, [curves, times, width, height, style.color]);
  return (
    <div class="chart-layers">
      <canvas ref={canvas} />
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={`${props.title}. ${chartTexts.quantiles(curves.length)}`}
      >
        <PlotFrame
          box={box}
          x={x}
          xScale={xs}
          y={y}
          yScale={ys}
          zero={zero ?? false}
          rules={rules ?? []}
        />
        {middle ? (
          <path
            d={linePath(
              times.length,
              (i) => xs(times[i]!),
              (i) => ys(middle[i]!),
            )}
            fill="none"
            stroke="var(--ink)"
            stroke-width="2"
          />
        ) : null}
        {middle && props.middleLabel ? (
          <text
            class="halo"
            x={box.right - 4}
            y={ys(middle[middle.length - 1]!) - 8}
            text-anchor="end"
            font-size="12.5"
            font-weight="600"
            fill="var(--ink)"
          >
            {props.middleLabel}
          </text>
        ) : null}
      </svg>
    </div>
  );
}

interface CanvasPlot {
  readonly xs: Scale;
  readonly ys: Scale;
  readonly width: number;
  readonly height: number;
  readonly color: string;
}

function drawCurves(canvas: HTMLCanvasElement, props: ManyCurvesProps, plot: CanvasPlot): void {
  const dots = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = plot.width * dots;
  canvas.height = plot.height * dots;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(dots, dots);
  canvas.style.color = plot.color;
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = 0.75;
  context.globalAlpha = Math.min(0.6, Math.max(0.06, 20 / props.curves.length));
  const { times } = props;
  for (const curve of props.curves) {
    context.beginPath();
    for (let i = 0; i < times.length; i++) {
      const value = curve[i]!;
      if (Number.isFinite(value)) context.lineTo(plot.xs(times[i]!), plot.ys(value));
    }
    context.stroke();
  }
}
