// One hundred little people, the share of an arm that responded among them in colour. Shares are
// rounded to whole people; the sentence beside it holds the exact figure.

import type { ArmStyle } from "./arm-style.js";
import { drawing, element } from "./markup.js";

const columns = 10;
const step = { x: 19, y: 25 };

/** `share` 0 to 1; the first round(100 share) people are filled, row by row from the top. */
export function iconArray(share: number, style: ArmStyle, label: string): string {
  const filled = Math.round(100 * share);
  const people = Array.from({ length: 100 }, (_, i) => person(i, i < filled, style.color));
  return drawing({ width: columns * step.x, height: (100 / columns) * step.y }, label, ...people);
}

function person(index: number, filled: boolean, color: string): string {
  const x = (index % columns) * step.x + 9;
  const y = Math.floor(index / columns) * step.y + 2;
  const look = filled
    ? { fill: color }
    : { fill: "none", stroke: "var(--ink-faint)", "stroke-width": 1 };
  return element(
    "g",
    { transform: `translate(${x},${y})`, ...look },
    element("circle", { cx: 0, cy: 4, r: 3.1 }),
    element("path", { d: "M-5.4,19.5v-5.2a5.4,5.4 0 0,1 10.8,0v5.2z" }),
  );
}
