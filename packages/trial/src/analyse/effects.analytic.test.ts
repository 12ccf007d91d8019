import type { Disease } from "@chondron/model";
import { beforeAll, describe, expect, test } from "vitest";
import { prepareTrial, type Trial } from "../prepare.js";
import type { SubjectTable } from "../result.js";
import { runTrial } from "../run.js";
import { toyDisease } from "../toy-disease.test.support.js";
import { readToy } from "../toy-trial.test.support.js";
import { type Effect, estimateEffects } from "./effects.js";

const disease: Disease = toyDisease();
const withCovariates = [
  "dropout:",
  "analysis: { covariates: [severity, female] }\ndropout:",
] as const;

let trial: Trial;
let table: SubjectTable;
beforeAll(async () => {
  const protocol = readToy(withCovariates, ["annualHazard: 0.1", "annualHazard: 0"]);
  trial = prepareTrial(protocol, disease).trial!;
  table = (await runTrial(protocol, disease, { workers: 0 })).replicates[0]!;
});

/** The table with the pain at week 12 set by `of`, by row. */
function withPain(of: (row: number) => number): SubjectTable {
  const observed = table.observed.slice();
  const width = table.visitDays.length * table.outcomeIds.length;
  for (let row = 0; row < table.size; row++) {
    observed[row * width + 2 * table.outcomeIds.length] = of(row);
  }
  return { ...table, observed };
}

const entry = (row: number): number =>
  table.observed[row * table.visitDays.length * table.outcomeIds.length]!;
const covariate = (row: number, id: string): number =>
  table.covariates[row * table.covariateIds.length + table.covariateIds.indexOf(id)]!;

function effectOn(changed: SubjectTable): Effect {
  return estimateEffects(trial, changed).find((e) => e.endpoint === "pain12" && e.visit === 2)!;
}

describe("the effect on a change", () => {
  test("is exact where the change is linear in entry, stratum, covariates and arm", () => {
    const changed = withPain(
      (row) =>
        0.7 * entry(row) +
        (entry(row) >= 50 ? 4 : 0) +
        3 * covariate(row, "severity") -
        2 * covariate(row, "female") -
        (table.arm[row] === 0 ? 5 : 0),
    );
    const effect = effectOn(changed);
    expect(effect.estimate).toBeCloseTo(-5, 9);
    expect(effect.standardError).toBeLessThan(1e-9);
    expect(effect.method).toBe(
      "ANCOVA of the change from entry on arm, entry value, stratum of Pain, Severity, Female sex; available cases.",
    );
  });

  test("uses the subjects that have a value, and counts them per arm", () => {
    const { estimate, n, nControl } = effectOn(
      withPain((row) => (row % 3 === 0 ? Number.NaN : entry(row) + row * 0.01)),
    );
    expect(n + nControl).toBe(40);
    expect(Number.isFinite(estimate)).toBe(true);
  });

  test("is absent, with the reason, where nobody has a value", () => {
    const effect = effectOn(withPain(() => Number.NaN));
    expect(effect.estimate).toBeNaN();
    expect(effect.method).toMatch(/^No estimate: /);
  });
});
