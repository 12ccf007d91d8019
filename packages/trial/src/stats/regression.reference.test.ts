// ANCOVA and summaries against R's lm, confint, quantile on reference/trial.tsv (arms 61, 37, 22).

import { describe, expect, test } from "vitest";
import { type Ancova, ancova } from "./ancova.js";
import { numberOf, readRows, reference, relativeError } from "./reference-table.test.support.js";
import { fitLinear } from "./regression.js";
import { summarise } from "./summary.js";

const rows = readRows("trial.tsv");
const text = (name: string): string[] => rows.map((row) => row[name]!);
const numbers = (name: string): number[] => text(name).map(numberOf);
const expected = reference("results.tsv");
const TOLERANCE = 1e-11;

function fit(strata: readonly string[]): Ancova {
  const result = ancova(
    {
      change: numbers("change"),
      baseline: numbers("baseline"),
      arm: text("arm"),
      strata: strata.map((name) => ({ name, values: text(name) })),
    },
    { arms: ["saline", "msc", "ev"], control: "saline", level: 0.95 },
  );
  if (result.kind !== "fit") throw new Error(result.kind);
  return result;
}

/** Names of our design columns in R's formula notation. */
function termInR(name: string): string {
  if (name === "intercept") return "(Intercept)";
  return name.replace(/^arm /, "arm").replace(/^stratum (\w+) /, "$1");
}

describe.each([
  ["ancova", []],
  ["ancova strata", ["site", "grade"]],
])("%s against lm", (name, strata) => {
  const result = fit(strata);
  const terms = result.model.coefficients.map((c) => termInR(c.name));

  test("coefficients, standard errors, t and p", () => {
    for (const { name: own, ...values } of result.model.coefficients) {
      for (const [quantity, value] of Object.entries(values)) {
        const error = relativeError(value, expected(name, termInR(own), quantity));
        expect(error, `${own} ${quantity}`).toBeLessThan(TOLERANCE);
      }
    }
  });

  test("degrees of freedom, residual SD and covariance", () => {
    expect(result.df).toBe(expected(name, "model", "df"));
    expect(relativeError(result.residualSd, expected(name, "model", "residualSd"))).toBeLessThan(
      TOLERANCE,
    );
    terms.forEach((row, i) => {
      terms.forEach((column, j) => {
        const value = expected(name, row, `cov ${column}`);
        expect(Math.abs(result.model.covariance[i]![j]! - value)).toBeLessThan(TOLERANCE);
      });
    });
  });

  test("arm effects and adjusted means with their intervals", () => {
    const quantities = ["estimate", "standardError", "lower", "upper"] as const;
    expect(result.effects.map((e) => e.arm)).toEqual(["msc", "ev"]);
    for (const quantity of quantities) {
      for (const effect of result.effects) {
        const value = expected(name, `arm${effect.arm}`, quantity);
        expect(relativeError(effect[quantity], value)).toBeLessThan(TOLERANCE);
      }
      for (const mean of result.adjustedMeans) {
        const value = expected(name, `mean ${mean.arm}`, quantity);
        expect(relativeError(mean[quantity], value)).toBeLessThan(TOLERANCE);
      }
    }
    expect(result.adjustedMeans.map((m) => m.n)).toEqual([61, 37, 22]);
  });
});

test("Longley's nearly collinear data within 1e-8 of lm", () => {
  const data = readRows("longley.tsv");
  const column = (name: string): number[] => data.map((row) => numberOf(row[name]!));
  const predictors = ["GNP.deflator", "GNP", "Unemployed", "Armed.Forces", "Population", "Year"];
  const result = fitLinear(
    [
      { name: "(Intercept)", values: data.map(() => 1) },
      ...predictors.map((name) => ({ name, values: column(name) })),
    ],
    column("Employed"),
  );
  if (result.kind !== "fit") throw new Error(result.kind);
  for (const { name, estimate, standardError } of result.coefficients) {
    expect(relativeError(estimate, expected("longley", name, "estimate"))).toBeLessThan(1e-8);
    const error = relativeError(standardError, expected("longley", name, "standardError"));
    expect(error).toBeLessThan(1e-8);
  }
});

test.each(["baseline", "change"])("summary of %s against mean, sd, quantile", (name) => {
  const { n, missing, ...quantities } = summarise([...numbers(name), Number.NaN]);
  expect([n, missing]).toEqual([120, 1]);
  for (const [quantity, value] of Object.entries(quantities)) {
    expect(relativeError(value, expected(name, "all", quantity)), quantity).toBeLessThan(1e-14);
  }
});
