// The design on one line of time: screening, randomisation, then one lane per arm with a mark for
// every administration and a thin rule for every visit.

import type { ArmStyle } from "./arm-style.js";
import { linearScale } from "./linear-scale.js";
import { markerAt } from "./marker.js";
import { drawing, element } from "./markup.js";
import { isNarrow } from "./plot-svg.js";
import { textLines, wrapText } from "./text-lines.js";
import { inUnit, type TimeUnit, visitTicks } from "./time-axis.js";

export interface DesignArm {
  readonly style: ArmStyle;
  readonly size: number;
  readonly regimen: readonly string[];
  readonly givenDays: readonly number[];
}

export interface DesignDiagram {
  readonly arms: readonly DesignArm[];
  readonly visitDays: readonly number[];
  /** Visit of the primary endpoint, drawn stronger. */
  readonly primaryDay?: number;
  readonly endDay: number;
  readonly unit: TimeUnit;
  readonly width: number;
  readonly label: string;
}

interface Lane {
  readonly arm: DesignArm;
  readonly y: number;
  readonly words: readonly string[];
}

export function designDiagram(design: DesignDiagram): string {
  const narrow = isNarrow({ width: design.width, height: 0 });
  const left = narrow ? 34 : 150;
  const right = design.width - 18;
  const x = linearScale([0, design.endDay], [left + 16, right]);
  const lanes = placeLanes(design, right - left, narrow ? 30 : 18);
  const last = lanes.at(-1);
  const bottom = last ? last.y + 14 + last.words.length * 15 : 60;
  return drawing(
    { width: design.width, height: bottom + 46 },
    design.label,
    ...design.visitDays.map((day) => visitRule(x(day), day === design.primaryDay, bottom)),
    forkFrom(left, lanes, narrow),
    ...lanes.map((lane) => drawLane(lane, x, design.endDay)),
    timeAxis(design, x, bottom, narrow),
  );
}

function placeLanes(design: DesignDiagram, width: number, top: number): Lane[] {
  let y = top + 14;
  return design.arms.map((arm) => {
    const words = wrapText(arm.regimen.join("; ") || "no treatment", width - 16, 11.5);
    const lane = { arm, y: y + 12, words };
    y += 44 + words.length * 15;
    return lane;
  });
}

function visitRule(x: number, primary: boolean, bottom: number): string {
  return element("line", {
    x1: x,
    x2: x,
    y1: 12,
    y2: bottom + 2,
    stroke: primary ? "var(--ink-soft)" : "var(--rule)",
    "stroke-width": primary ? 1.5 : 1,
  });
}

/** Screening and the circled R, with a branch to every lane. */
function forkFrom(left: number, lanes: readonly Lane[], narrow: boolean): string {
  const first = lanes[0]?.y ?? 30;
  const middle = (first + (lanes.at(-1)?.y ?? first)) / 2;
  const at = left - 10;
  const branches = lanes.map((lane) => `M${at},${middle}V${lane.y}H${left + 16}`).join("");
  const screening = narrow
    ? ""
    : element("path", { d: `M84,${middle}H${at - 12}`, stroke: "var(--ink-soft)" }) +
      element("rect", {
        x: 1,
        y: middle - 19,
        width: 84,
        height: 38,
        rx: 3,
        fill: "var(--panel)",
        stroke: "var(--rule-strong)",
      }) +
      textLines(["screening"], 43, middle + 4, { fontSize: 12.5, anchor: "middle" });
  return [
    element("path", { d: branches, fill: "none", stroke: "var(--ink-soft)" }),
    screening,
    element("circle", {
      cx: at,
      cy: middle,
      r: 12,
      fill: "var(--paper)",
      stroke: "var(--ink-soft)",
    }),
    textLines(["R"], at, middle + 4.5, { fontSize: 12.5, anchor: "middle", weight: 600 }),
  ].join("");
}

function drawLane(lane: Lane, x: (day: number) => number, endDay: number): string {
  const { style, size, givenDays } = lane.arm;
  const doses = givenDays.map((day) =>
    element("path", {
      d: `M${x(day) - 4},${lane.y - 15}h8l-4,9z`,
      fill: style.color,
      stroke: "var(--paper)",
      "stroke-width": 0.75,
    }),
  );
  return [
    element("line", {
      x1: x(0),
      x2: x(endDay),
      y1: lane.y,
      y2: lane.y,
      stroke: style.color,
      "stroke-width": 2.25,
      "stroke-dasharray": style.dash === "none" ? undefined : style.dash,
    }),
    ...doses,
    markerAt(style.marker, x(endDay), lane.y, style.color, 1.2),
    laneName(`${style.label} · ${size} patients`, x(0), lane.y, givenDays, x, style.color),
    textLines(lane.words, x(0), lane.y + 17, {
      fontSize: 11.5,
      fill: "var(--ink-soft)",
      halo: true,
    }),
  ].join("");
}

/** The name stands right of the first administrations, so that marks and words do not collide. */
function laneName(
  name: string,
  start: number,
  y: number,
  givenDays: readonly number[],
  x: (day: number) => number,
  color: string,
): string {
  const room = name.length * 7.2;
  const at = givenDays.reduce((from, day) => {
    const mark = x(day);
    return mark > from - 6 && mark < from + room ? mark + 10 : from;
  }, start);
  const crowded = givenDays.length > 6;
  return textLines([name], crowded ? start : at, crowded ? y - 20 : y - 7, {
    fontSize: 12.5,
    weight: 600,
    fill: color,
    halo: true,
  });
}

function timeAxis(
  design: DesignDiagram,
  x: (day: number) => number,
  y: number,
  narrow: boolean,
): string {
  const times = design.visitDays.map((day) => inUnit(day, design.unit));
  const ticks = visitTicks(times, narrow ? 0.14 : 0.05);
  const labels = ticks.map((time) =>
    textLines([String(time)], x(time * design.unit.days), y + 18, {
      fontSize: 11.5,
      fill: "var(--ink-soft)",
      anchor: "middle",
    }),
  );
  return (
    labels.join("") +
    textLines(
      [`visits, ${design.unit.name}s since randomisation`],
      (x(0) + x(design.endDay)) / 2,
      y + 38,
      {
        fontSize: 12,
        anchor: "middle",
      },
    )
  );
}
