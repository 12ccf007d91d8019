// The three SDs against numbers made to have them.

import { expect, test } from "vitest";
import { prepareTrial } from "../prepare.js";
import type { SubjectTable } from "../result.js";
import { normalQuantile } from "../stats/normal.js";
import { toyDisease } from "../toy-disease.test.support.js";
import { readToy } from "../toy-trial.test.support.js";
import { effectUncertainty } from "./effect-uncertainty.js";
import type { Effect } from "./effects.js";

const trial = prepareTrial(readToy(), toyDisease()).trial!;
const quantiles = (n: number) => Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n));

/** Two visits of one outcome: underlying changes of SD 8, errors of SD 3 at either visit. */
function table(): SubjectTable {
  const size = 400;
  const [changes, late] = [quantiles(size), quantiles(size)];
  const shuffled = late.map((_, i) => late[(i * 173) % size]!);
  const early = late.map((_, i) => late[(i * 89 + 7) % size]!);
  const underlying = changes.flatMap((change) => [50, 50 + 8 * change]);
  const observed = changes.flatMap((change, i) => [
    50 + 3 * early[i]!,
    50 + 8 * change + 3 * shuffled[i]!,
  ]);
  const part = {
    ...{ size, outcomeIds: ["pain"], visitDays: Float64Array.of(0, 28) },
    underlying: Float64Array.from(underlying),
    observed: Float64Array.from(observed),
  };
  return part as Partial<SubjectTable> as SubjectTable;
}

const effect = (estimate: number, standardError: number): Effect => ({
  ...{ endpoint: "pain12", kind: "mean difference", outcome: "pain", visit: 1, arm: 0, unit: "" },
  ...{ better: "lower", n: 200, nControl: 200, estimate, standardError, low: 0, high: 0, p: 1 },
  method: "",
});

test("separates parameters, patients and what visits record of them", () => {
  // Estimates of SD 5 over replicates, of which 3 are claimed by standard errors: 4 are left.
  const effects = quantiles(2000).map((z) => effect(5 * z, 3));
  const own = table();
  const { parameter, patient, sampling } = effectUncertainty(
    trial,
    effects,
    effects.map(() => own),
  );
  expect(parameter).toBeCloseTo(4, 1);
  // Errors have the share 18 / (64 + 18) of the variance of changes.
  expect(sampling! ** 2 / 9).toBeCloseTo(18 / 82, 1);
  expect(patient! ** 2 + sampling! ** 2).toBeCloseTo(9, 9);
});

test("has no parameter part where standard errors explain everything, or with one replicate", () => {
  const own = table();
  const alike = quantiles(50).map((z) => effect(2 * z, 3));
  expect(
    effectUncertainty(
      trial,
      alike,
      alike.map(() => own),
    ).parameter,
  ).toBe(0);
  expect(effectUncertainty(trial, [effect(1, 3)], [own]).parameter).toBeNull();
});
