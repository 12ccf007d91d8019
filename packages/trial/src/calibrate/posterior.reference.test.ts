// The posterior as two texts, whom it belongs to, and what trials draw from it.

import { openPool } from "@chondron/solver";
import { describe, expect, test } from "vitest";
import { runTrial } from "../run.js";
import { toyDisease } from "../toy-disease.test.support.js";
import { readToy } from "../toy-trial.test.support.js";
import { diseaseHash, targetsHash } from "./disease-hash.js";
import { chooseParameters } from "./parameter-source.js";
import { drawIndex, type Posterior, readPosterior, writePosterior } from "./posterior.js";

const disease = toyDisease();

const posterior: Posterior = {
  manifest: {
    ...{ format: "chondron-posterior", formatVersion: 1, disease: "toy", diseaseVersion: "1" },
    ...{ diseaseHash: diseaseHash(disease), targetsHash: targetsHash([]), seed: 1 },
    sets: { trials: { therapies: ["drug"], endpoints: ["pain"], individualSd: 20 } },
    settings: { targets: 3 },
    diagnostics: { paretoK: null },
  },
  parameters: ["effect"],
  terms: [{ set: "trials", kind: "study" }],
  weights: Float64Array.of(0.5, 0.25, 0.25),
  values: [Float64Array.of(0.11), Float64Array.of(0.22), Float64Array.of(0.33)],
  sds: [Float64Array.of(1), Float64Array.of(2), Float64Array.of(3)],
};

describe("a posterior", () => {
  test("is written and read back whole", () => {
    const { posterior: read, diagnostics } = readPosterior(writePosterior(posterior));
    expect(diagnostics).toEqual([]);
    expect(read).toEqual(posterior);
  });

  test.each([
    ["{", "its manifest is not JSON"],
    ["null", "its manifest is of another kind"],
    ['{"format": "chondron-posterior", "formatVersion": 2}', "its format is 2, not 1"],
  ])("with the manifest %s is refused", (manifest, cause) => {
    const { diagnostics } = readPosterior({ ...writePosterior(posterior), manifest });
    expect(diagnostics[0]!.message).toBe(`the posterior cannot be read: ${cause}.`);
  });

  test.each([
    ["", "draws.tsv is no table of draws"],
    ["weight\teffect\n", "draws.tsv is no table of draws"],
    ["weight\teffect\n1\tx\n", "line 2 of draws.tsv is no row of numbers"],
    ["weight\teffect\n1\t1\n1\n", "line 3 of draws.tsv is no row of numbers"],
    ["weight\teffect\n-1\t1\n", "line 2 of draws.tsv is no row of numbers"],
  ])("with the draws %j is refused", (draws, cause) => {
    const { diagnostics } = readPosterior({ ...writePosterior(posterior), draws });
    expect(diagnostics[0]!.message).toBe(`the posterior cannot be read: ${cause}.`);
  });

  test("is drawn from by weight", () => {
    expect([0.01, 0.49, 0.51, 0.74, 0.76, 0.99].map((u) => drawIndex(posterior, u))).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });
});

describe("where parameters come from", () => {
  const texts = writePosterior(posterior);
  const other = {
    ...disease,
    parameters: disease.parameters.map((row) => ({ ...row, value: 1.1 * row.value })),
  };

  test("is the posterior that fits the disease, unless asked otherwise", () => {
    expect(chooseParameters(disease, texts).source).toBe("posterior");
    expect(chooseParameters(disease, texts, "nominal").source).toBe("nominal");
    expect(chooseParameters(disease, undefined).source).toBe("prior");
  });

  test("are priors with a warning where the posterior is of another version", () => {
    const { source, diagnostics } = chooseParameters(other, texts);
    expect(source).toBe("prior");
    expect(diagnostics.map((d) => [d.code, d.severity])).toEqual([["CH4120", "warning"]]);
  });

  test("is an error where a posterior is asked for and does not fit or is absent", () => {
    for (const chosen of [
      chooseParameters(other, texts, "posterior"),
      chooseParameters(disease, undefined, "posterior"),
    ])
      expect(chosen.diagnostics.map((d) => [d.code, d.severity])).toEqual([["CH4121", "error"]]);
  });

  test("does not change with labels, sources and notes", () => {
    const reworded = {
      ...disease,
      parameters: disease.parameters.map((row) => ({ ...row, source: "elsewhere", note: "new" })),
    };
    expect(diseaseHash(reworded)).toBe(diseaseHash(disease));
    expect(diseaseHash(other)).not.toBe(diseaseHash(disease));
  });
});

describe("a trial with a posterior", () => {
  test("draws every replicate from it and shows where its uncertainty comes from", async () => {
    const pool = await openPool({ workers: 0 });
    try {
      const protocol = readToy(["replicates: 2", "replicates: 6"]);
      const { summary } = await runTrial(protocol, disease, { pool, posterior });
      const drawn = summary.assumptions.find((row) => row.id === "effect")!.priorDraws;
      expect(drawn.every((value) => [0.11, 0.22, 0.33].includes(value))).toBe(true);
      expect(summary.design.parameters).toBe("posterior");
      const { uncertainty, standardError } = summary.effects[0]!;
      const { patient, sampling, parameter } = uncertainty;
      expect(parameter).toBeGreaterThanOrEqual(0);
      // Patients and sampling together are what standard errors claim.
      expect(Math.hypot(patient!, sampling!) / standardError!).toBeGreaterThan(0.7);
      expect(Math.hypot(patient!, sampling!) / standardError!).toBeLessThan(1.4);
    } finally {
      await pool.close();
    }
  });

  test("has nominal values and no parameter uncertainty where priors are off", async () => {
    const pool = await openPool({ workers: 0 });
    try {
      const protocol = readToy();
      const off = { ...protocol, variation: { ...protocol.variation, priors: false } };
      const { summary } = await runTrial(off, disease, { pool, posterior });
      expect(summary.design.parameters).toBe("nominal");
      expect(summary.effects[0]!.uncertainty.parameter).toBe(0);
    } finally {
      await pool.close();
    }
  });
});
