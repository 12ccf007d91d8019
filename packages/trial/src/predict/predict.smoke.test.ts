// Predictions of the toy disease: they repeat to the bit on any number of workers, agree with a trial of
// the same patients, and say where they stand.

import type { CalibrationTarget } from "@chondron/model";
import { type EnsemblePool, openPool } from "@chondron/solver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toyDisease } from "../toy-disease.test.support.js";
import { predict } from "./predict.js";
import { planPredictions } from "./prediction-plan.js";
import { RowSimulator } from "./row-simulator.js";

const target = (rest: Partial<CalibrationTarget>): CalibrationTarget => ({
  ...{ id: "row", set: "", study: "", arm: "", regimen: "drug days 0,7,14", versus: "" },
  ...{ population: "age 50..80 & pain 20..90", endpoint: "pain", measure: "change", week: 4 },
  ...{ baseline: Number.NaN, value: Number.NaN, se: Number.NaN, n: Number.NaN },
  ...{ use: "validate", source: "", note: "" },
  ...rest,
});

const disease = toyDisease();
const options = { source: "prior" as const, draws: 4, patients: 40, seed: 3 };
let pool: EnsemblePool;

beforeAll(async () => {
  pool = await openPool({ workers: 0 });
});
afterAll(() => pool.close());

describe("predictions", () => {
  test("are the same bits on any number of workers", async () => {
    const rows = [target({ id: "a" }), target({ id: "b", versus: "dummy days 0,7,14", week: 12 })];
    const one = await predict(rows, disease, pool, options);
    const two = await openPool({ workers: 2 });
    try {
      expect(await predict(rows, disease, two, options)).toEqual(one);
    } finally {
      await two.close();
    }
  });

  test("of a contrast are the difference of its arms, with their common draws", async () => {
    const rows = [
      target({ id: "drug" }),
      target({ id: "dummy", regimen: "dummy days 0,7,14" }),
      target({ id: "contrast", versus: "dummy days 0,7,14" }),
    ];
    const { prediction } = await predict(rows, disease, pool, { ...options, source: "nominal" });
    const [drug, dummy, contrast] = prediction.rows;
    expect(contrast!.mean).toBeCloseTo(drug!.mean - dummy!.mean, 9);
    // The same patients stand on both sides: their differences cancel.
    expect(contrast!.monteCarloSd).toBeLessThan(drug!.monteCarloSd);
    expect(drug!.parameterSd).toBe(0);
    expect(drug!.betweenStudySd).toBe(0);
  });

  test("without treatment or on the day of entry change by regression to the mean alone", async () => {
    const rows = [
      target({ id: "entry", regimen: "none", week: 0, measure: "mean" }),
      target({ id: "selected", week: 0, measure: "mean", population: "pain 60..100" }),
      target({ id: "later", regimen: "none", week: 1, population: "pain 60..100" }),
    ];
    const { prediction } = await predict(rows, disease, pool, { ...options, source: "nominal" });
    expect(prediction.rows[1]!.mean).toBeGreaterThanOrEqual(60);
    expect(prediction.rows[2]!.mean).toBeLessThan(0);
  });

  test("are weighted to a study's baseline, and say how many patients that leaves", async () => {
    const rows = [
      target({ id: "as is", measure: "mean", week: 0 }),
      target({ id: "severe", measure: "mean", week: 0, baseline: 55 }),
      target({ id: "beyond", measure: "mean", week: 0, baseline: 99 }),
    ];
    const { prediction, diagnostics } = await predict(rows, disease, pool, options);
    const [plain, severe] = prediction.rows;
    expect(severe!.mean).toBeCloseTo(55, 4);
    expect(severe!.effectivePatients).toBeLessThan(plain!.effectivePatients);
    expect(plain!.effectivePatients).toBeCloseTo(40, 9);
    const complaints = (id: string): string[] =>
      diagnostics.filter((d) => d.message.includes(`"${id}"`)).map((d) => d.code);
    expect(complaints("as is")).toEqual([]);
    expect(complaints("beyond")).toEqual(["CH4112"]);
  });

  test("count what was observed inside their intervals", async () => {
    const rows = [
      target({ id: "far", value: 80, se: 1 }),
      target({ id: "near", value: -20, se: 40 }),
      target({ id: "unseen" }),
    ];
    const { prediction } = await predict(rows, disease, pool, options);
    expect(prediction.rows.map((row) => row.inside90)).toEqual([false, true, null]);
    expect(prediction.coverage).toEqual({ observed: 2, share50: 0.5, share90: 0.5 });
  });

  test("refuse a population that nobody belongs to", async () => {
    const rows = [target({ population: "pain 99..100 & space 4.9..5" })];
    await expect(predict(rows, disease, pool, options)).rejects.toThrow("CH4111");
  });

  test("know which parameters act before entry", async () => {
    const worn = {
      ...disease,
      parameters: disease.parameters.map((row) =>
        row.id === "k_wear" ? { ...row, prior: "lognormal(value, 0.3)" } : row,
      ),
    };
    const { plan } = planPredictions([target({})], worn);
    const settings = { seed: 1, patients: 20, candidatesPerPatient: 50, relativeTolerance: 1e-5 };
    const simulator = await RowSimulator.open(plan, worn, settings, pool);
    expect([...simulator.before]).toEqual(["k_wear"]);
    const [slow, fast] = await simulator.run([
      new Map([["k_wear", 3e-5]]),
      new Map([["k_wear", 1e-4]]),
    ]);
    expect(fast!.answers[0]!.value).not.toBe(slow!.answers[0]!.value);
  });
});
