// Settings, result tables and the rule of passing, on tables written by hand.

import { describe, expect, it } from "vitest";
import { firstMiss } from "./compare.js";
import { readResults, writeResults } from "./result-table.js";
import { outputTimes, readSettings } from "./settings.js";

const text = [
  "start: 0",
  "duration: 2.0",
  "steps: 4",
  "variables: S1, INF , inf",
  "absolute: 1.000000e-003",
  "relative: 0.01",
  "amount: S1",
  "concentration:",
].join("\r\n");
const settings = readSettings(text)!;

describe("settings", () => {
  it("read lists, exponents of three digits and lines that end in CRLF", () => {
    expect(settings).toMatchObject({ duration: 2, steps: 4, absolute: 0.001, relative: 0.01 });
    expect(settings.variables).toEqual(["S1", "INF", "inf"]);
    expect([...settings.amounts]).toEqual(["S1"]);
    expect([...outputTimes(settings)]).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it("without a start describe no time course", () => {
    expect(readSettings(text.replace("start: 0", "start:"))).toBeUndefined();
  });
});

describe("result tables", () => {
  it("keep headers as text and read numbers that are none", () => {
    const table = readResults("Time, INF, inf\r\n0, -inf, NaN\r\n1, INF, 1e-3\r\n");
    expect(table.columns).toEqual(["INF", "inf"]);
    expect(table.rows).toEqual([
      [Number.NEGATIVE_INFINITY, Number.NaN],
      [Number.POSITIVE_INFINITY, 0.001],
    ]);
    const written = writeResults(Float64Array.of(0, 1), table);
    expect(written).toBe("time,INF,inf\n0,-INF,NaN\n1,INF,0.001\n");
    expect(readResults(written)).toEqual(table);
  });
});

describe("the rule of passing", () => {
  const verdict = (expected: number, got: number): boolean => {
    const columns = ["S1", "INF", "inf"];
    const rows = (value: number) => [[value, 0, 0]];
    const miss = firstMiss(
      { columns, rows: rows(expected) },
      { columns, rows: rows(got) },
      settings,
    );
    return miss === undefined;
  };

  it.each<[number, number, boolean]>([
    [1, 1.011, true],
    [1, 1.0111, false],
    [-1, -1.0111, false],
    [0, 0.001, true],
    [0, -0.0011, false],
    [Number.NaN, Number.NaN, true],
    [Number.NaN, 0, false],
    [0, Number.NaN, false],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, true],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false],
    [Number.POSITIVE_INFINITY, 1e300, false],
    [1, Number.POSITIVE_INFINITY, false],
  ])("expected %d, got %d: %s", (expected, got, passes) => {
    expect(verdict(expected, got)).toBe(passes);
  });

  it("wants every row and every column", () => {
    const columns = ["S1", "INF", "inf"];
    const row = [1, 1, 1];
    const whole = { columns, rows: [row, row] };
    expect(firstMiss(whole, { columns, rows: [row] }, settings)).toMatch(/2 rows expected, 1/);
    const narrow = { columns: ["S1", "INF"], rows: [row, row] };
    expect(firstMiss(whole, narrow, settings)).toBe('no column "inf"');
    expect(firstMiss(whole, whole, settings)).toBeUndefined();
  });
});
