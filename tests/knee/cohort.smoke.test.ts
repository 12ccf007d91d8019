// A small cohort left alone for six years keeps within wide bounds of what cohorts report. The figures
// with their targets come from `npm run cohort`; here 300 knees, so the bounds are three to four
// standard errors wider than those targets.

import { readFileSync } from "node:fs";
import { kneeFolder, loadKnee } from "@chondron/knee";
import { overrideProtocol, readProtocol, runTrial } from "@chondron/trial";
import { describe, expect, it } from "vitest";
import { bothKnees, cohortFigures } from "../../packages/knee/scripts/cohort-figures.mjs";

const knee = loadKnee();
const patients = 300;

async function simulate(id: string, side: 0 | 1 = 0) {
  const text = readFileSync(new URL(`protocols/${id}.yaml`, kneeFolder), "utf8");
  const { protocol } = overrideProtocol(readProtocol(text, id, knee).protocol!, { patients });
  const { population, variation } = protocol!;
  const result = await runTrial(
    {
      ...protocol!,
      population: { ...population, side },
      variation: { ...variation, priors: false },
    },
    knee,
  );
  expect(result.summary.failures).toEqual([]);
  return result.replicates[0]!;
}

describe("established osteoarthritis", () => {
  it("progresses as cohorts do", async () => {
    const figures = cohortFigures(await simulate("natural-history"));
    const within = (id: string, low: number, high: number) => {
      expect(figures[id], id).toBeGreaterThan(low);
      expect(figures[id], id).toBeLessThan(high);
    };
    within("jswLoss", 0.075, 0.165);
    within("jswLossSkewness", 1, 7);
    within("klProgression", 0.025, 0.085);
    within("replaced2", 0.003, 0.075);
    within("replacedPerGrade", 1, 5);
    within("painSd", 14, 24);
    within("painChange", -5, 5);
    // The slow majority and the fast few.
    within("jswStableShare", 0.5, 0.85);
    within("jswFastShare", 0.04, 0.25);
  }, 120_000);
});

describe("the community", () => {
  it("has pain that hangs loosely on grade, and two knees that are alike", async () => {
    const index = await simulate("community");
    const { painKl, kl2Share } = cohortFigures(index);
    expect(painKl).toBeGreaterThan(0.12);
    expect(painKl).toBeLessThan(0.58);
    expect(kl2Share).toBeGreaterThan(0.8);
    const { klBothSides, painBothSides } = bothKnees(index, await simulate("community", 1));
    expect(klBothSides).toBeGreaterThan(0.25);
    expect(klBothSides).toBeLessThan(0.98);
    expect(painBothSides).toBeGreaterThan(0.3);
  }, 120_000);
});
