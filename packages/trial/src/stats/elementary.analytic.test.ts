import { describe, expect, test } from "vitest";
import { exp, log } from "./elementary.js";
import { createDraws } from "./random.js";
import { relativeError } from "./reference-table.test.support.js";

const draws = createDraws(4, 0, 0);
const points = Array.from({ length: 20_000 }, (_, i) => draws.uniform("point", i));

describe("log and exp", () => {
  test("log is within 1 ulp of Math.log, itself within 1 ulp", () => {
    const worst = Math.max(
      ...points.map((u) => relativeError(log(u), Math.log(u))),
      ...points.map((u) => relativeError(log(1 + u), Math.log(1 + u))),
      ...points.map((u) => relativeError(log(u * 1e300), Math.log(u * 1e300))),
    );
    expect(worst).toBeLessThanOrEqual(2 * Number.EPSILON);
  });

  test("exp is within 1 ulp of Math.exp, itself within 1 ulp", () => {
    const arguments_ = points.map((u) => 1400 * (u - 0.5)).concat(points.map((u) => u - 0.5));
    const worst = Math.max(...arguments_.map((x) => relativeError(exp(x), Math.exp(x))));
    expect(worst).toBeLessThanOrEqual(2 * Number.EPSILON);
  });

  test("ends of the range", () => {
    expect([log(0), log(1), log(Infinity), log(-1)]).toEqual([-Infinity, 0, Infinity, Number.NaN]);
    expect([exp(-Infinity), exp(0), exp(Infinity), exp(Number.NaN)]).toEqual([
      0,
      1,
      Infinity,
      Number.NaN,
    ]);
    expect(log(Number.MIN_VALUE)).toBeCloseTo(-1074 * Math.LN2, 10);
    expect(exp(-745)).toBe(Number.MIN_VALUE);
    expect(exp(709.7)).toBeLessThan(Infinity);
  });
});
