import { expect, test } from "vitest";
import { ancova } from "./ancova.js";
import { fitLinear } from "./regression.js";

const x = [1, 2, 3, 4, 5, 6];
const ones = { name: "intercept", values: x.map(() => 1) };

test("points on a line give the line, and residuals of 0", () => {
  const fit = fitLinear(
    [ones, { name: "x", values: x }],
    x.map((v) => 2 - 3 * v),
  );
  if (fit.kind !== "fit") throw new Error(fit.kind);
  expect(fit.coefficients[0]!.estimate).toBeCloseTo(2, 13);
  expect(fit.coefficients[1]!.estimate).toBeCloseTo(-3, 13);
  expect(fit.residualSd).toBeLessThan(1e-13);
});

test("dependent and zero columns are named", () => {
  const double = { name: "2x", values: x.map((v) => 2 * v) };
  const zero = { name: "zero", values: x.map(() => 0) };
  expect(fitLinear([ones, { name: "x", values: x }, double], x)).toEqual({
    kind: "rankDeficient",
    columns: ["2x"],
  });
  expect(fitLinear([ones, zero], x)).toEqual({ kind: "rankDeficient", columns: ["zero"] });
});

test("as many rows as columns leave no degrees of freedom", () => {
  expect(fitLinear([ones, { name: "x", values: [1, 2] }], [1, 2])).toEqual({
    kind: "tooFewObservations",
    n: 2,
    needed: 3,
  });
});

test("an arm without subjects is left out; a stratum equal to an arm is refused by name", () => {
  const data = {
    change: [1, 3, 2, 5, 4, 7],
    baseline: [10, 12, 9, 14, 11, 8],
    arm: ["ev", "saline", "ev", "saline", "ev", "saline"],
  };
  const options = { arms: ["saline", "msc", "ev"], control: "saline", level: 0.95 };
  const fit = ancova({ ...data, strata: [] }, options);
  if (fit.kind !== "fit") throw new Error(fit.kind);
  expect(fit.effects.map((e) => e.arm)).toEqual(["ev"]);
  expect(fit.adjustedMeans.map((m) => m.arm)).toEqual(["saline", "ev"]);
  const strata = [{ name: "site", values: ["A", "B", "A", "B", "A", "B"] }];
  expect(ancova({ ...data, strata }, options)).toEqual({
    kind: "rankDeficient",
    columns: ["stratum site B"],
  });
});
