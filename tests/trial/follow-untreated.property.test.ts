// People followed without therapy: visits in order, hazards that only grow, and what a row of a table
// says of the same people.

import { readFileSync } from "node:fs";
import { kneeFolder, loadKnee } from "@chondron/knee";
import { type Diagnostic, readTargets } from "@chondron/model";
import { openPool } from "@chondron/solver";
import { followUntreated, predict, readProtocol } from "@chondron/trial";
import { afterAll, beforeAll, expect, it } from "vitest";

const disease = loadKnee();
const population = "age 50..75 & kl_grade 2..3";
const options = { source: "nominal", draws: 1, patients: 40, seed: 3 } as const;
let pool: Awaited<ReturnType<typeof openPool>>;

beforeAll(async () => {
  pool = await openPool({ workers: 1 });
});
afterAll(() => pool.close());

it("agrees with the prediction of a row about the same people", async () => {
  const { years, draws } = await followUntreated(population, [2], disease, pool, options);
  expect(years).toEqual([0, 2]);
  const [people] = draws;
  const jsw = disease.outcomes.findIndex(({ id }) => id === "jsw");
  const indices = Array.from({ length: people!.patients }, (_, patient) => patient);
  const mean =
    indices.reduce((sum, patient) => sum + people!.value(patient, 1, jsw), 0) / indices.length;
  const found: Diagnostic[] = [];
  const week = (2 * disease.naturalHistory.daysPerYear) / 7;
  const rows = readTargets(
    `regimen,endpoint,week,population,measure\nnone,jsw,${week},${population},mean\n`,
    "rows.csv",
    found,
  );
  const { prediction } = await predict(rows, disease, pool, options);
  expect(prediction.rows[0]!.mean).toBeCloseTo(mean, 12);
  for (const patient of indices) {
    expect(people!.hazard(patient, 0, 0)).toBe(0);
    expect(people!.hazard(patient, 1, 0)).toBeGreaterThanOrEqual(0);
  }
}, 60_000);

it("says where a population is wrong", async () => {
  const range = { file: "credibility.yaml", line: 7, column: 3, endLine: 7, endColumn: 4 };
  await expect(
    followUntreated("grade 2..3", [1], disease, pool, { ...options, range }),
  ).rejects.toThrow(/CH4108/);
});

it("takes the population of a protocol as it stands", async () => {
  const text = await followUntreated("age 50..60", [1], disease, pool, options);
  const file = new URL("protocols/ev-msc-saline.yaml", kneeFolder);
  const { protocol } = readProtocol(readFileSync(file, "utf8"), "ev-msc-saline.yaml", disease);
  const population = {
    ...protocol!.population,
    // Whom a table of targets draws from: the first population.
    ...{ from: disease.populations![0]!.id, covariates: {} },
    eligibility: [{ of: "covariate", id: "age", low: 50, high: 60, reason: "age" }] as const,
  };
  const same = await followUntreated(population, [1], disease, pool, options);
  expect(same.draws[0]!.patients).toBe(options.patients);
  for (let patient = 0; patient < options.patients; patient++)
    expect(same.draws[0]!.value(patient, 1, 0)).toBe(text.draws[0]!.value(patient, 1, 0));
}, 60_000);

it("refuses a population that nobody belongs to", async () => {
  await expect(
    followUntreated("age 50..51 & womac_pain 19.9..20", [1], disease, pool, {
      ...options,
      patients: 20,
    }),
  ).rejects.toThrow(/CH4111/);
}, 60_000);
