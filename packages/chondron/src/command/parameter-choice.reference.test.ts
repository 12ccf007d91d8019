// The posterior that ships, against the knee that ships.

import { loadKnee, loadKneePosterior, loadKneeTargets } from "@chondron/knee";
import { chooseParameters, fittedTargets, readPosterior, targetsHash } from "@chondron/trial";
import { describe, expect, test } from "vitest";

const knee = loadKnee();
const texts = loadKneePosterior();

describe.skipIf(!texts)("the shipped posterior", () => {
  const { posterior, diagnostics } = readPosterior(texts ?? { manifest: "", draws: "" });

  test("can be read, and has a few hundred draws of parameters that have a prior", () => {
    expect(diagnostics).toEqual([]);
    expect(posterior!.values.length).toBeGreaterThanOrEqual(100);
    for (const [i, id] of posterior!.parameters.entries()) {
      const row = knee.parameters.find((parameter) => parameter.id === id);
      expect(row?.prior, id).not.toBe("");
      for (const draw of posterior!.values) {
        expect(draw[i]).toBeGreaterThanOrEqual(row!.low);
        expect(draw[i]).toBeLessThanOrEqual(row!.high);
      }
    }
  });

  test("came from chains that agree and weights that can be trusted", () => {
    const { largestRHat, smallestEffectiveSize, paretoK } = posterior!.manifest.diagnostics;
    expect(largestRHat).toBeLessThan(1.05);
    expect(smallestEffectiveSize).toBeGreaterThan(200);
    expect(paretoK).toBeLessThan(0.7);
  });

  test("belongs to this knee and these targets: else run `npm run calibrate`", () => {
    expect(chooseParameters(knee, texts).source).toBe("posterior");
    expect(posterior!.manifest.targetsHash).toBe(targetsHash(fittedTargets(loadKneeTargets())));
  });
});
