import { expect, test } from "vitest";
import { lineTable } from "./line-table.js";

test("series at different times share one table, with gaps where one has no value", () => {
  const table = lineTable({ title: "time", unit: "weeks" }, { title: "pain", unit: "points" }, [
    { id: "a", label: "A", x: [0, 4], middle: [9, 7], band90: { low: [8, 5], high: [10, 9] } },
    { id: "b", label: "B", x: new Float64Array([4, 12]), middle: [6, 5] },
  ]);
  expect(table.columns.map((column) => column.name)).toEqual([
    "time",
    "A, middle",
    "A, 90 % low",
    "A, 90 % high",
    "B, middle",
  ]);
  expect(table.columns[1]!.unit).toBe("points");
  expect(table.rows).toEqual([
    [0, 9, 8, 10, Number.NaN],
    [4, 7, 5, 9, 6],
    [12, Number.NaN, Number.NaN, Number.NaN, 5],
  ]);
});
