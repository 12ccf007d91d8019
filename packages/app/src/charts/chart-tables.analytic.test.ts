import { expect, test } from "vitest";
import { contributionTable } from "./contribution-bars.js";
import { forestTable } from "./forest-plot.js";
import { iconTable, peopleOf100 } from "./icon-array.js";
import { curvesTable } from "./many-curves.js";
import { quantile } from "./quantile.js";
import { seriesStyles } from "./series-style.js";

test.each([
  [0, 0],
  [0.004, 0],
  [0.335, 34],
  [1.2, 100],
  [Number.NaN, 0],
])("a share of %d fills %d of 100 people", (share, people) => {
  expect(peopleOf100(share)).toBe(people);
});

test("tables hold what the pictures show", () => {
  expect(iconTable([{ id: "a", label: "A", share: 0.25, low90: 0.1, high90: 0.4 }]).rows).toEqual([
    ["A", 25, 10, 40],
  ]);
  const row = { id: "a", label: "A", estimate: -1, low90: -3, high90: 1 };
  expect(forestTable({ x: { title: "effect", unit: "points" }, rows: [row] }).rows).toEqual([
    ["A", -1, -3, 1, Number.NaN, Number.NaN],
  ]);
  expect(
    contributionTable({ x: { title: "part", unit: "" }, rows: [{ id: "p", label: "P", value: 2 }] })
      .rows,
  ).toEqual([["P", 2, Number.NaN, Number.NaN]]);
});

test("the table of many curves holds quantiles over those that have a value", () => {
  const axis = { title: "t", unit: "" };
  const curves = [
    [0, 1],
    [2, 3],
    [4, Number.NaN],
  ];
  const { rows } = curvesTable({ x: axis, y: axis, times: [0, 10], curves });
  expect(rows[0]).toEqual([0, 0.2, 1, 2, 3, 3.8]);
  expect(rows[1]![3]).toBe(2);
  expect(quantile([], 0.5)).toBeNaN();
});

test("series differ in colour, dash and marker, and therapies keep their colours", () => {
  const styles = seriesStyles([
    { id: "a", therapies: ["ev"] },
    { id: "b", therapies: ["ev"] },
    { id: "saline" },
  ]);
  for (const part of ["color", "dash"] as const)
    expect(new Set(styles.map((style) => style[part])).size).toBe(3);
  expect(styles[0]!.color).toBe("var(--ev)");
  expect(styles[2]!.color).toBe("var(--saline)");
});
