import type { ParameterRow } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { createDraws } from "../stats/random.js";
import { mean, standardDeviation } from "../stats/summary.js";
import { drawParameters, drawTypicalValues, planParameters } from "./parameters.js";

const row = (rest: Partial<ParameterRow>): ParameterRow => ({
  ...{ id: "k", value: 2, unit: "", low: 0, high: 1e6, grade: "D", source: "", status: "assumed" },
  ...{ variability: 0, prior: "", note: "" },
  ...rest,
});

const on = { betweenPatients: 1, priors: true };

/** Values of one parameter in many patients of one replicate. */
function patients(rest: Partial<ParameterRow>, variation = on, replicate = 1): Float64Array {
  const { parameters } = planParameters([row(rest)], variation, () => 0);
  const typical = drawTypicalValues(parameters, createDraws(5, replicate, 0));
  const values = new Float64Array(4000);
  for (let i = 0; i < values.length; i++) {
    drawParameters(parameters, typical, createDraws(5, replicate, i + 1), values, i);
  }
  return values;
}

describe("parameters of patients", () => {
  test("are log-normal with the row's value as median and its coefficient of variation", () => {
    const logs = patients({ variability: 0.4 }).map(Math.log);
    const sd = Math.sqrt(Math.log(1 + 0.4 ** 2));
    expect(Math.abs(mean(logs) - Math.log(2))).toBeLessThan((4 * sd) / Math.sqrt(4000));
    // The standard error of an SD is sd / sqrt(2 n).
    expect(Math.abs(standardDeviation(logs) - sd)).toBeLessThan((4 * sd) / Math.sqrt(8000));
  });

  test("stay within the row's range, without piling up at its ends", () => {
    const values = patients({ variability: 0.8, low: 1, high: 3 });
    expect(values.every((value) => value > 1 && value < 3)).toBe(true);
  });

  test("keep the sign of a negative value, and zero", () => {
    const negative = patients({ value: -2, variability: 0.5, low: -3, high: 5 });
    expect(negative.every((value) => value < 0 && value >= -3)).toBe(true);
    expect(new Set(patients({ value: 0, variability: 0.5, low: -1 }))).toEqual(new Set([0]));
  });

  test("are all alike without variability, or with it switched off", () => {
    expect(new Set(patients({}))).toEqual(new Set([2]));
    const off = { betweenPatients: 0, priors: true };
    expect(new Set(patients({ variability: 0.4 }, off))).toEqual(new Set([2]));
  });

  test("vary with the factor on every coefficient of variation", () => {
    const half = patients({ variability: 0.4 }, { betweenPatients: 0.5, priors: true });
    const same = patients({ variability: 0.2 });
    expect(half).toEqual(same);
  });
});

describe("priors", () => {
  const prior = { value: 1, low: -1.2, high: 1.2, prior: "normal(0, 0.6)" };

  test("are drawn once per replicate and shared by its patients", () => {
    expect(new Set(patients(prior)).size).toBe(1);
    expect(patients(prior, on, 2)[0]).not.toBe(patients(prior)[0]);
  });

  test("have their own spread over replicates, cut at the row's range", () => {
    const { parameters } = planParameters([row(prior)], on, () => 0);
    const values = Array.from(
      { length: 2000 },
      (_, i) => drawTypicalValues(parameters, createDraws(5, i + 1, 0)).value[0]!,
    );
    expect(Math.abs(mean(values))).toBeLessThan((4 * 0.53) / Math.sqrt(2000));
    // SD of normal(0, 0.6) cut at two SDs: 0.6 sqrt(1 - 2 * 2 phi(2) / 0.9545) = 0.5278.
    expect(Math.abs(standardDeviation(values) - 0.5278)).toBeLessThan(0.035);
    expect(Math.max(...values)).toBeLessThanOrEqual(1.2);
  });

  test("may use the row's value and range", () => {
    const scaled = patients({
      value: 3,
      low: 1,
      high: 5,
      prior: "constant(value + (high - low)/4)",
    });
    expect(scaled[0]).toBe(4);
  });

  test("leave the value alone when switched off", () => {
    expect(patients(prior, { betweenPatients: 1, priors: false })[0]).toBe(1);
  });

  test("that cannot be read are reported, as are rows without a parameter", () => {
    const rows = [row({ prior: "normal(0)" }), row({ id: "absent" })];
    const { diagnostics } = planParameters(rows, on, (id) => (id === "k" ? 0 : -1));
    expect(diagnostics.map((d) => d.message)).toEqual([
      'the distribution "normal(0)" of "k" cannot be read: normal takes 2 arguments, not 1.',
      'the tables of the disease: the model has no parameter "absent".',
    ]);
  });
});
