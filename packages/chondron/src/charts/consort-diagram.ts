// Flow of participants as CONSORT 2010 draws it: assessed, excluded, randomised, then per arm
// allocated, left, analysed. Boxes grow with their lines; arms lie side by side, or one below the
// other on a narrow screen.

import type { ArmStyle } from "./arm-style.js";
import { drawing, element } from "./markup.js";
import { isNarrow } from "./plot-svg.js";
import { textLines, wrapText } from "./text-lines.js";

export interface ConsortArm {
  readonly style: ArmStyle;
  /** Lines of each stage: allocation, follow-up, analysis. First line of each is its head. */
  readonly stages: readonly (readonly string[])[];
}

export interface ConsortDiagram {
  readonly assessed: readonly string[];
  readonly excluded: readonly string[];
  readonly randomised: readonly string[];
  readonly arms: readonly ConsortArm[];
  readonly width: number;
  readonly label: string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

const fontSize = 12;
const padding = 10;
const gap = 26;

export function consortDiagram(diagram: ConsortDiagram): string {
  return isNarrow({ width: diagram.width, height: 0 }) ? stacked(diagram) : sideBySide(diagram);
}

/** A box with its text, `lines` wrapped to its width; the head in bold, an edge in `color`. */
function box(lines: readonly string[], x: number, y: number, width: number, color?: string): Box {
  const wrapped = lines.map((line) => wrapText(line, width - 2 * padding, fontSize));
  const count = wrapped.reduce((sum, part) => sum + part.length, 0);
  const height = 2 * padding + count * fontSize * 1.3 - 2;
  let at = y + padding + fontSize - 2;
  const texts = wrapped.map((part, i) => {
    const markup = textLines(part, x + padding, at, { fontSize, weight: i === 0 ? 600 : 400 });
    at += part.length * fontSize * 1.3;
    return markup;
  });
  const edge = element("rect", {
    x,
    y,
    width,
    height,
    rx: 3,
    fill: "var(--panel)",
    stroke: "var(--rule-strong)",
  });
  const stripe = color ? element("rect", { x, y, width, height: 3, fill: color }) : "";
  return { x, y, width, height, markup: edge + stripe + texts.join("") };
}

/** An edge from below one box to above another, with an arrow head; right angles only. */
function arrow(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (y1 + y2) / 2;
  const path = x1 === x2 ? `M${x1},${y1}V${y2 - 5}` : `M${x1},${y1}V${middle}H${x2}V${y2 - 5}`;
  return (
    element("path", { d: path, fill: "none", stroke: "var(--ink-soft)" }) +
    element("path", { d: `M${x2 - 4},${y2 - 6}h8l-4,6z`, fill: "var(--ink-soft)" })
  );
}

function sideArrow(x1: number, y: number, x2: number): string {
  return (
    element("path", { d: `M${x1},${y}H${x2 - 5}`, stroke: "var(--ink-soft)" }) +
    element("path", { d: `M${x2 - 6},${y - 4}v8l6,-4z`, fill: "var(--ink-soft)" })
  );
}

function sideBySide(diagram: ConsortDiagram): string {
  const { width } = diagram;
  const middle = width / 2;
  const headWidth = Math.min(230, width / 3);
  const assessed = box(diagram.assessed, middle - headWidth / 2, 1, headWidth);
  const besideX = middle + 36;
  const excluded = box(
    diagram.excluded,
    besideX,
    assessed.y + assessed.height + 14,
    width - besideX - 1,
  );
  const randomised = box(
    diagram.randomised,
    middle - headWidth / 2,
    excluded.y + excluded.height + 14,
    headWidth,
  );
  const columns = armColumns(diagram, randomised.y + randomised.height + gap + 8);
  const trunk = arrow(middle, assessed.y + assessed.height, middle, randomised.y);
  const side = sideArrow(middle, excluded.y + excluded.height / 2, besideX);
  const branches = columns.boxes[0]!.map((first) =>
    arrow(middle, randomised.y + randomised.height, first.x + first.width / 2, first.y),
  );
  return drawing(
    { width, height: columns.bottom + 2 },
    diagram.label,
    trunk,
    side,
    ...branches,
    columns.arrows,
    ...[assessed, excluded, randomised, ...columns.boxes.flat()].map((item) => item.markup),
  );
}

/** Boxes by [stage][arm], each stage at one height for all arms. */
function armColumns(
  diagram: ConsortDiagram,
  top: number,
): { boxes: Box[][]; arrows: string; bottom: number } {
  const space = 18;
  const each = Math.min(
    260,
    (diagram.width - 2 - space * (diagram.arms.length - 1)) / diagram.arms.length,
  );
  const total = each * diagram.arms.length + space * (diagram.arms.length - 1);
  const left = (diagram.width - total) / 2;
  const boxes: Box[][] = [];
  const arrows: string[] = [];
  let y = top;
  const stages = Math.max(...diagram.arms.map((arm) => arm.stages.length));
  for (let stage = 0; stage < stages; stage++) {
    const row = diagram.arms.map((arm, i) =>
      box(
        arm.stages[stage] ?? [],
        left + i * (each + space),
        y,
        each,
        stage === 0 ? arm.style.color : undefined,
      ),
    );
    const above = boxes.at(-1);
    row.forEach((item, i) => {
      const from = above?.[i];
      if (from)
        arrows.push(arrow(item.x + each / 2, from.y + from.height, item.x + each / 2, item.y));
    });
    boxes.push(row);
    y = Math.max(...row.map((item) => item.y + item.height)) + gap;
  }
  return { boxes, arrows: arrows.join(""), bottom: y - gap };
}

function stacked(diagram: ConsortDiagram): string {
  const { width } = diagram;
  const indent = 22;
  const boxes: Box[] = [];
  const arrows: string[] = [];
  let y = 1;
  const add = (lines: readonly string[], x: number, color?: string, joined = true): void => {
    const item = box(lines, x, y, width - x - 1, color);
    const above = boxes.at(-1);
    if (above && joined) arrows.push(arrow(x + 11, above.y + above.height, x + 11, item.y));
    boxes.push(item);
    y = item.y + item.height + 18;
  };
  add(diagram.assessed, 1);
  add(diagram.excluded, indent);
  add(diagram.randomised, 1);
  for (const [index, arm] of diagram.arms.entries()) {
    arm.stages.forEach((lines, i) => {
      const first = i === 0;
      add(lines, first ? 1 : indent, first ? arm.style.color : undefined, !first || index === 0);
    });
  }
  return drawing(
    { width, height: y - 16 },
    diagram.label,
    ...arrows,
    ...boxes.map((item) => item.markup),
  );
}
