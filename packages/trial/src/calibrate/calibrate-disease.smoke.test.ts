// The toy disease fitted to trials that it made itself: the effect of its drug is found again, the same bits
// come of any number of workers, and studies left out are covered.

import type { CalibrationTarget } from "@chondron/model";
import { type EnsemblePool, openPool } from "@chondron/solver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planPredictions } from "../predict/prediction-plan.js";
import { RowSimulator } from "../predict/row-simulator.js";
import { toyDisease } from "../toy-disease.test.support.js";
import { calibrateDisease, type DiseaseCalibrationPlan } from "./calibrate-disease.js";
import { crossValidate, summariseLeftOut } from "./cross-validate.js";
import { diseaseHash } from "./disease-hash.js";
import { identifiability } from "./identifiability.js";
import { openStream } from "./random-stream.js";

const disease = toyDisease();
const truth = 0.55;
const plan: DiseaseCalibrationPlan = {
  ...{ design: 12, refinement: 6, draws: 60, patients: 40, relativeTolerance: 1e-4 },
  sampler: { chains: 2, warmUp: 1500, steps: 3000, thin: 5, seed: 5 },
};

let pool: EnsemblePool;
let targets: CalibrationTarget[];

beforeAll(async () => {
  pool = await openPool({ workers: 0 });
  targets = await inventTrials(8);
});
afterAll(() => pool.close());

/** Trials of drug and dummy as the disease has them at the truth, shifted by study, with noise. */
async function inventTrials(studies: number): Promise<CalibrationTarget[]> {
  const rows = Array.from({ length: studies }, (_, s) =>
    ["drug", "dummy"].flatMap((regimen) => [2, 6].map((week) => blank(`${s}`, regimen, week))),
  ).flat();
  const { plan: planned } = planPredictions(rows, disease);
  const settings = { seed: 99, patients: 120, candidatesPerPatient: 50, relativeTolerance: 1e-4 };
  const simulator = await RowSimulator.open(planned, disease, settings, pool);
  const [exact] = await simulator.run([new Map([["effect", truth]])]);
  const noise = openStream(8, "trials");
  const shifts = Array.from({ length: studies }, () => 3 * noise.normal());
  return rows.map((row, i) => ({
    ...row,
    value: exact!.answers[i]!.value + shifts[Number(row.study)]! + noise.normal(),
  }));
}

function blank(study: string, regimen: string, week: number): CalibrationTarget {
  return {
    ...{ id: `${study} ${regimen} ${week}`, set: "trials", study, arm: regimen, regimen, week },
    ...{ versus: "", population: "age 50..80 & pain 20..90", endpoint: "pain", measure: "change" },
    ...{ baseline: Number.NaN, value: Number.NaN, se: 1, n: 100, use: "calibrate" },
    ...{ source: "invented", note: "" },
  };
}

describe("a calibrated disease", () => {
  test("has the effect that made its trials, and says so to the bit on any number of workers", async () => {
    const result = await calibrateDisease(disease, targets, plan, pool);
    const [row] = identifiability(result);
    expect(row).toMatchObject({ id: "effect", prior: "normal(0.3, 0.2)", beforeEntry: false });
    expect(Math.abs(row!.mean - truth)).toBeLessThan(4 * row!.sd);
    expect(row!.shrinkage).toBeGreaterThan(0.5);
    expect(row!.mostMoved).toContain("drug");
    expect(result.posterior.manifest.diseaseHash).toBe(diseaseHash(disease));
    const left = summariseLeftOut(crossValidate(result, ["trials"], plan.sampler));
    expect(left.rows).toBe(32);
    expect(left.share90).toBeGreaterThan(0.7);
    const two = await openPool({ workers: 2 });
    try {
      const again = await calibrateDisease(disease, targets, plan, two);
      expect(again.posterior).toEqual(result.posterior);
    } finally {
      await two.close();
    }
  }, 60_000);

  test("is refused without something to fit, or to fit to", async () => {
    const certain = {
      ...disease,
      parameters: disease.parameters.map((r) => ({ ...r, prior: "" })),
    };
    await expect(calibrateDisease(certain, targets, plan, pool)).rejects.toThrow("CH4130");
    await expect(calibrateDisease(disease, [], plan, pool)).rejects.toThrow("CH4130");
  });
});
