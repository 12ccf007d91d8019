// The marker of an arm as an SVG path around (0, 0), about 4 pixels in radius.

import type { Marker } from "./arm-style.js";
import { coordinate, element } from "./markup.js";

const paths: Readonly<Record<Marker, string>> = {
  circle: "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
  square: "M-3.6,-3.6h7.2v7.2h-7.2z",
  triangle: "M0,-4.6L4.4,3.4H-4.4z",
  diamond: "M0,-5L4.4,0L0,5L-4.4,0z",
  cross: "M-1.6,-4.4h3.2v2.8h2.8v3.2h-2.8v2.8h-3.2v-2.8h-2.8v-3.2h2.8z",
  hexagon: "M-4.6,0L-2.3,-4H2.3L4.6,0L2.3,4H-2.3z",
};

/** A filled marker centred at (x, y), with a thin paper-coloured edge that parts it from lines. */
export function markerAt(marker: Marker, x: number, y: number, color: string, scale = 1): string {
  return element("path", {
    d: paths[marker],
    transform: `translate(${coordinate(x)},${coordinate(y)}) scale(${coordinate(scale)})`,
    fill: color,
    stroke: "var(--paper)",
    "stroke-width": 1,
  });
}
