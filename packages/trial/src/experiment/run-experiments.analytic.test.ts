// Whole experiments on a disease of six states, against what can be worked out by hand; the same bits on any
// number of workers.

import { openPool } from "@chondron/solver";
import { describe, expect, test } from "vitest";
import { type ExperimentOptions, runExperiments } from "./run-experiments.js";
import { compiled, disease, readToyBook } from "./toy-experiments.test.support.js";

const usual: ExperimentOptions = { source: "prior", draws: 40, patients: 30, seed: 5 };

async function answers(
  options: Partial<ExperimentOptions> = {},
  replacements: readonly (readonly [string, string])[] = [],
  workers = 0,
) {
  const { book, diagnostics } = readToyBook(replacements);
  if (!book) throw new Error(diagnostics.map((one) => one.message).join("\n"));
  const pool = await openPool({ workers });
  try {
    const { experiments, cohorts } = book;
    const all = { ...usual, ...options };
    return await runExperiments(experiments, cohorts, disease, compiled, pool, all);
  } finally {
    await pool.close();
  }
}

describe("an experiment", () => {
  test("finds the number, how often its criterion holds, and from where on it would", async () => {
    const { answers: all } = await answers();
    const [held] = all;
    const left = held!.quantities[0]!;
    // Prior of the effect: normal(0.3, 0.2), cut from -0.5 to 1. Pain left: 1 - effect / 2.
    expect(left.mean).toBeCloseTo(0.85, 2);
    expect(left.parameterSd).toBeCloseTo(0.1, 2);
    expect(left.patientSd).toBeLessThan(1e-3);
    expect(left.low90).toBeCloseTo(1 - (0.3 + 0.2 * 1.645) / 2, 1);
    // 1 - effect / 2 < 0.8 where effect > 0.4: 1 - Φ(0.5) of the prior.
    expect(held!.probability).toBeCloseTo(0.3085, 1);
    expect(held!.verdict).toBe("cannot tell");
    const [wide, narrow] = held!.scans;
    expect(wide!.stretches[0]!.from).toBeCloseTo(0.4, 3);
    expect(wide!.stretches[0]!.openAbove).toBe(true);
    expect(wide!.probability).toBeCloseTo(0.3085, 2);
    expect(wide!.withinRange).toBe(true);
    expect(narrow!.stretches).toEqual([]);
    expect(narrow!.probability).toBe(0);
    for (const { value, quantity } of wide!.points) expect(quantity).toBeCloseTo(1 - value / 2, 3);
  });

  test("is one of the same people: without a switch there is no difference", async () => {
    const { answers: all } = await answers({ draws: 2 }, [
      ["drug: { start: { DRUG: 1 }, set: { k_el: 0 } }", "drug: none"],
    ]);
    const [left, difference] = all[0]!.quantities;
    expect(left).toMatchObject({ mean: 1, low90: 1, high90: 1 });
    expect(difference).toMatchObject({ mean: 0, parameterSd: 0, patientSd: 0 });
    expect(all[0]!.people).toBeNull();
  });

  test("comes out against the claim where the numbers are against it", async () => {
    const { answers: all } = await answers({ draws: 4 }, [
      ["holds: [more > 0]", "holds: [more < 0]"],
    ]);
    expect(all[1]!.quantities[0]!.mean).toBeGreaterThan(0);
    expect(all[1]!.verdict).toBe("does not hold");
  });

  test("scales, sets and walks beyond the range of the ledger", async () => {
    const { answers: all } = await answers({ draws: 1, source: "nominal" }, [
      ["set: { k_el: 0 } }", "set: { k_el: 0 }, scale: { effect: 0.5 } }"],
      [
        "{ parameter: effect, from: -0.5, to: 0.2, steps: 3 }",
        "{ parameter: effect, from: 1.2, to: 2, steps: 2 }",
      ],
    ]);
    const [held] = all;
    expect(held!.quantities[0]!.mean).toBeCloseTo(1 - 0.25 / 2, 3);
    const [, beyond] = held!.scans;
    expect(beyond!.points.map(({ quantity }) => Number(quantity.toFixed(3)))).toEqual([0.7, 0.5]);
    expect(beyond!.probability).toBeNull();
  });

  test("says which cohort is too rare", async () => {
    const run = answers({}, [
      ["label: everyone", "label: everyone\n    population: pain 99.. & age ..46"],
    ]);
    await expect(run).rejects.toMatchObject({ diagnostics: [{ code: "CH4207" }] });
  });
});

test("the same seed gives the same bits on any number of workers", async () => {
  const settings = { draws: 3, patients: 20 };
  const one = await answers(settings);
  const two = await answers(settings, [], 2);
  expect(JSON.stringify(two.answers)).toBe(JSON.stringify(one.answers));
  const other = await answers({ ...settings, seed: 6 });
  expect(JSON.stringify(other.answers)).not.toBe(JSON.stringify(one.answers));
});
