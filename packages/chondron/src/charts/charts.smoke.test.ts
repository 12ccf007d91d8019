// Small drawings, each looked at for the one thing that would mislead if it were wrong.

import { expect, test } from "vitest";
import { armStyles } from "./arm-style.js";
import { consortDiagram } from "./consort-diagram.js";
import { type ForestGroup, forestChart, forestReach } from "./forest-chart.js";
import { iconArray } from "./icon-array.js";
import { healthyKnee, kneeDrawing } from "./knee-drawing.js";
import { element, text } from "./markup.js";
import { type SurvivalSeries, survivalFloor } from "./survival-chart.js";
import { wrapText } from "./text-lines.js";
import { visitTicks } from "./time-axis.js";

const arm = (id: string, therapies: string[]) => ({ id, label: id, therapies });

test("arms differ in colour, dash and marker, and therapies keep their colours", () => {
  const styles = armStyles([arm("a", ["ev"]), arm("b", ["ev"]), arm("c", ["msc"]), arm("d", [])]);
  for (const part of ["color", "dash", "marker"] as const)
    expect(new Set(styles.slice(0, 3).map((style) => style[part])).size).toBe(3);
  expect(styles[0]!.color).toBe("var(--ev)");
  expect(styles[2]!.color).toBe("var(--msc)");
});

test.each([
  [0, 0],
  [0.004, 0],
  [0.335, 34],
  [1, 100],
])("a share of %d fills %d of 100 people", (share, filled) => {
  const svg = iconArray(share, armStyles([arm("ev", ["ev"])])[0]!, "label");
  expect(svg.match(/fill="var\(--ev\)"/g)?.length ?? 0).toBe(filled);
  expect(svg.match(/<circle/g)).toHaveLength(100);
});

test("the forest puts the side that favours the therapy on the left for either direction", () => {
  const style = armStyles([arm("ev", ["ev"])])[0]!;
  const row = (estimate: number) => ({
    style,
    estimate,
    low90: estimate,
    low50: estimate,
    high50: estimate,
    high90: estimate,
    words: "",
  });
  const at = (group: ForestGroup): number =>
    Number(/translate\(([\d.]+),/.exec(forestChart([group], 720, "label"))![1]);
  const zero = at({ title: "t", unit: "u", better: "lower", rows: [row(0), row(-1)] });
  const lower = at({ title: "t", unit: "u", better: "lower", rows: [row(-1)] });
  const higher = at({ title: "t", unit: "u", better: "higher", rows: [row(1)] });
  expect(lower).toBeLessThan(zero);
  expect(higher).toBe(lower);
});

test("a forest of nothing estimable still has an axis", () => {
  expect(forestReach({ title: "", unit: "", better: "lower", rows: [] })).toBe(1);
});

test("the survival axis starts at zero once half is lost, else just below the lowest band", () => {
  const series = (low: number): SurvivalSeries => ({
    style: armStyles([arm("ev", ["ev"])])[0]!,
    steps: [{ day: 0, survival: 1, low, high: 1 }],
    atRisk: [],
  });
  expect(survivalFloor([series(0.4)])).toBe(0);
  expect(survivalFloor([series(0.93)])).toBe(90);
  expect(survivalFloor([series(Number.NaN)])).toBe(95);
  expect(survivalFloor([])).toBe(95);
});

test("the flow keeps arrows of one arm apart from those of the next on a narrow screen", () => {
  const style = armStyles([arm("ev", ["ev"])])[0]!;
  const stages = [["allocated"], ["left"], ["analysed"]];
  const diagram = (arms: number): string =>
    consortDiagram({
      assessed: ["assessed"],
      excluded: ["excluded"],
      randomised: ["randomised"],
      arms: Array.from({ length: arms }, () => ({ style, stages })),
      width: 350,
      label: "flow",
    });
  const arrows = (svg: string): number => svg.match(/l-4,6z/g)?.length ?? 0;
  expect(arrows(diagram(1))).toBe(5);
  expect(arrows(diagram(2))).toBe(7);
});

test("thinner cartilage and a narrower space are drawn as such", () => {
  const stroke = (svg: string): number =>
    Number(/stroke="var\(--cartilage\)" stroke-width="([\d.]+)"/.exec(svg)![1]);
  const healthy = kneeDrawing(healthyKnee, "knee");
  const worn = kneeDrawing({ cartilage: healthyKnee.cartilage / 2, jointSpace: 2 }, "knee");
  expect(stroke(worn)).toBeCloseTo(stroke(healthy) / 2, 2);
  expect(kneeDrawing({ jointSpace: 2 }, "knee")).toContain("the bones 2.0 mm");
  expect(kneeDrawing({}, "knee")).not.toMatch(/\d mm/);
});

test("markup escapes text and attributes and leaves out what is undefined", () => {
  expect(element("p", { title: 'a"<b', hidden: undefined }, text("1 < 2 & 3"))).toBe(
    '<p title="a&quot;&lt;b">1 &lt; 2 &amp; 3</p>',
  );
  expect(element("path", { x: -0.001, y: 1 / 3 })).toBe('<path x="0" y="0.33"></path>');
});

test("long text breaks at words, and a longer word stands alone", () => {
  const lines = wrapText("a bb ccc incomprehensibilities d", 60, 10);
  expect(lines.join(" ")).toBe("a bb ccc incomprehensibilities d");
  expect(lines).toContain("incomprehensibilities");
});

test("ticks keep the first and the last visit and drop those that would collide", () => {
  expect(visitTicks([0, 4, 12, 26, 52, 104], 0.1)).toEqual([0, 12, 26, 52, 104]);
  expect(visitTicks([0, 100, 103, 104], 0.1)).toEqual([0, 104]);
  expect(visitTicks([], 0.1)).toEqual([]);
});
