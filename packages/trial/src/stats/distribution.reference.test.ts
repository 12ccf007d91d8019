// Agreement with R's p*, q* and d* functions. The bounds are measured worst cases rounded up.

import { describe, expect, test } from "vitest";
import {
  beta,
  chiSquare,
  type Distribution,
  fisherF,
  lognormal,
  normal,
  studentT,
} from "./distribution.js";
import { normalCdf, normalDensity, normalUpperTail } from "./normal.js";
import { numberOf, type Row, readRows, relativeError } from "./reference-table.test.support.js";

const families: Record<string, (a: number, b: number) => Distribution> = {
  normal,
  t: studentT,
  chisq: chiSquare,
  f: fisherF,
  beta,
  lnorm: lognormal,
};

const rows = readRows("distribution.tsv");
const of = (row: Row, name: string): number => numberOf(row[name]!);

describe.each(Object.keys(families))("%s against R", (family) => {
  const own = rows.filter((row) => row.family === family);
  const worst = (error: (row: Row, d: Distribution) => number): number =>
    Math.max(...own.map((row) => error(row, families[family]!(of(row, "a"), of(row, "b")))));

  test("cdf within 1e-12 relative", () => {
    expect(own.length).toBeGreaterThan(10);
    expect(worst((row, d) => relativeError(d.cdf(of(row, "x")), of(row, "cdf")))).toBeLessThan(
      1e-12,
    );
  });

  test("upper tail within 1e-12 relative", () => {
    const error = (row: Row, d: Distribution): number =>
      relativeError(d.upperTail(of(row, "x")), of(row, "upper"));
    expect(worst(error)).toBeLessThan(1e-12);
  });

  test("quantile within 1e-12 relative", () => {
    const error = (row: Row, d: Distribution): number =>
      // The median of t is 0, where an error has no relative size; R gives about 1e-17.
      of(row, "p") === 0.5 && family === "t"
        ? Math.abs(d.quantile(0.5))
        : relativeError(d.quantile(of(row, "p")), of(row, "quantile"));
    expect(worst(error)).toBeLessThan(1e-12);
  });
});

test("normal cdf, upper tail and density far out", () => {
  for (const row of readRows("normal.tsv")) {
    const x = of(row, "x");
    expect(relativeError(normalCdf(x), of(row, "cdf"))).toBeLessThan(1e-12);
    expect(relativeError(normalUpperTail(x), of(row, "upper"))).toBeLessThan(1e-12);
    expect(relativeError(normalDensity(x), of(row, "density"))).toBeLessThan(1e-12);
  }
});
