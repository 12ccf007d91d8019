// Where a criterion holds along a walk, against answers that can be written down; and what follows from how
// often it holds.

import { describe, expect, test } from "vitest";
import { margin, parseCriterion, verdictOf } from "./criterion.js";
import { meets, probabilityOf, stretches } from "./region.js";

describe("stretches of a walk", () => {
  test("end where a linear margin is zero", () => {
    const values = [0, 1, 2, 3];
    const [only] = stretches(
      values,
      values.map((x) => x - 1.25),
      false,
    );
    expect(only).toMatchObject({ openBelow: false, openAbove: true, to: 3 });
    expect(only!.from).toBeCloseTo(1.25, 12);
  });

  test("end where a margin linear in the logarithm is zero", () => {
    const values = [1, 10, 100];
    const [only] = stretches(
      values,
      values.map((x) => 1.5 - Math.log10(x)),
      true,
    );
    expect(only).toMatchObject({ from: 1, openBelow: true, openAbove: false });
    expect(only!.to).toBeCloseTo(10 ** 1.5, 9);
  });

  test("are as many as the criterion comes and goes", () => {
    const found = stretches([0, 1, 2, 3, 4], [-1, 1, -1, 1, 1], false);
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [0.5, 1.5],
      [2.5, 4],
    ]);
    expect(stretches([0, 1], [-1, -2], false)).toEqual([]);
    expect(stretches([0, 1], [1, 2], false)).toEqual([
      { from: 0, to: 1, openBelow: true, openAbove: true },
    ]);
  });

  test("take a missing number for not holding", () => {
    const [only] = stretches([0, 1, 2], [Number.NaN, 1, 1], false);
    expect(only).toMatchObject({ from: 0.5, openBelow: false });
  });

  test("have the probability that the quantile function gives them", () => {
    const uniform = (u: number): number => 4 * u;
    const above = [{ from: 3, to: 3.5, openBelow: false, openAbove: true }];
    expect(probabilityOf(above, uniform)).toBeCloseTo(0.25, 3);
    const middle = [{ from: 1, to: 2, openBelow: false, openAbove: false }];
    expect(probabilityOf(middle, uniform)).toBeCloseTo(0.25, 3);
  });

  test("meet a range, or lie outside it", () => {
    const above = [{ from: 1.4, to: 2, openBelow: false, openAbove: true }];
    expect(meets(above, -1.2, 1.2)).toBe(false);
    expect(meets(above, -1.2, 1.5)).toBe(true);
    expect(meets(above, 5, 6)).toBe(true);
  });
});

describe("criteria", () => {
  const values = new Map([
    ["pain", -12],
    ["share", 60],
  ]);
  const marginOf = (...texts: string[]): number =>
    margin(
      texts.map((text) => parseCriterion(text)!),
      (id) => values.get(id) ?? Number.NaN,
    );

  test("are met by as much as the least of them, in parts of its limit", () => {
    expect(marginOf("pain < -10")).toBeCloseTo(0.2, 12);
    expect(marginOf("pain < -10", "share > 80")).toBeCloseTo(-0.25, 12);
    expect(marginOf("share > 0")).toBe(60);
    expect(marginOf("absent < 1")).toBeNaN();
  });

  test.each(["pain", "pain < share", "pain == 3", "3 > 2", "pain <"])("%s is none", (text) => {
    expect(parseCriterion(text)).toBeUndefined();
  });

  test("give a verdict where they hold in nine of ten draws, or in one of ten at most", () => {
    expect([1, 0.9, 0.89, 0.11, 0.1, 0].map(verdictOf)).toEqual([
      "holds",
      "holds",
      "cannot tell",
      "cannot tell",
      "does not hold",
      "does not hold",
    ]);
  });
});
