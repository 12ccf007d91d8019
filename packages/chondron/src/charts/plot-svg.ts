// Observable Plot drawn without a browser: a bare document lends Plot its elements, and out comes
// text. Nothing here depends on the clock or on earlier calls, so equal data give equal bytes.

import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** Natural sizes of a figure: one for a page's column, one for a narrow screen. */
export const wideSize: PlotSize = { width: 720, height: 400 };
export const narrowSize: PlotSize = { width: 350, height: 330 };

export function isNarrow(size: PlotSize): boolean {
  return size.width < 500;
}

/** The SVG text of a plot. `label` is what a screen reader says instead of the picture. */
export function plotSvg(options: Plot.PlotOptions, label: string): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = Plot.plot({
    ...options,
    document: document as unknown as NonNullable<Plot.PlotOptions["document"]>,
    style: { background: "none", color: "var(--ink-soft)" },
  });
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const name of ["class", "font-family", "font-size"]) svg.removeAttribute(name);
  return svg.outerHTML;
}
