import type { Covariate } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { createDraws } from "../stats/random.js";
import { drawCovariates, planCovariates } from "./covariates.js";

const row = (id: string, distribution: string, scope?: Covariate["scope"]): Covariate => ({
  ...{ id, label: id, unit: "", parameter: "", distribution, low: Number.NaN, high: Number.NaN },
  ...(scope ? { scope } : {}),
  ...{ source: "assumed", note: "" },
});

const rows = [
  row("age", "normal(62, 8)"),
  row("habit", "normal(0, 1)", "person"),
  row("axis", "normal(habit, 0.5)", "side"),
  row("load", "derived(2*axis + age)", "side"),
];

function draw(candidate: number, side: 0 | 1): number[] {
  const { covariates } = planCovariates(rows, {});
  const values = new Float64Array(rows.length);
  drawCovariates(covariates, createDraws(1, 1, candidate), values, 0, side);
  return [...values];
}

describe("the two sides of a person", () => {
  test("share what belongs to the person and differ in the rest", () => {
    const [index, other] = [draw(1, 0), draw(1, 1)];
    expect(other.slice(0, 2)).toEqual(index.slice(0, 2));
    expect(other[2]).not.toBe(index[2]);
    expect(other[3]).toBe(2 * other[2]! + other[0]!);
  });

  test("are alike as far as the person makes them", () => {
    // Axis = habit + side: correlation 1 / (1 + 0.5^2).
    const n = 4000;
    const axis = (side: 0 | 1) => Array.from({ length: n }, (_, i) => draw(i + 1, side)[2]!);
    const [a, b] = [axis(0), axis(1)];
    const product = a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    const squares = (values: number[]) => values.reduce((sum, x) => sum + x * x, 0);
    const correlation = product / Math.sqrt(squares(a) * squares(b));
    expect(Math.abs(correlation - 0.8)).toBeLessThan(0.03);
  });
});
