// The order in which subjects come must not matter, nor the names of their arms.

import fc from "fast-check";
import { expect, test } from "vitest";
import { ancova } from "./ancova.js";
import { createDraws } from "./random.js";
import { summarise } from "./summary.js";
import { kaplanMeier, logRank } from "./survival.js";

const N = 45;
const draws = createDraws(41, 0, 0);
const subjects = Array.from({ length: N }, (_, i) => {
  const arm = i < 25 ? "saline" : i < 38 ? "msc" : "ev";
  const baseline = 50 + 10 * draws.normal("baseline", i);
  const change = -5 * Number(arm === "ev") - 0.2 * baseline + 8 * draws.normal("noise", i);
  // Times on a coarse grid, so that they tie.
  const time = Math.ceil(10 * draws.uniform("time", i));
  return { arm, baseline, change, time, event: draws.bernoulli("event", 0.6, i) };
});

const order = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: N, maxLength: N })
  .map((keys) => keys.map((key, i) => [key, i] as const).sort((a, b) => a[0] - b[0]))
  .map((pairs) => pairs.map(([, i]) => subjects[i]!));

const analyse = (list: typeof subjects) => {
  const arm = list.map((s) => s.arm);
  const baseline = list.map((s) => s.baseline);
  const change = list.map((s) => s.change);
  const options = { arms: ["saline", "msc", "ev"], control: "saline", level: 0.95 };
  const fit = ancova({ change, baseline, arm, strata: [] }, options);
  if (fit.kind !== "fit") throw new Error(fit.kind);
  return {
    summary: summarise(change),
    effects: fit.effects,
    curve: kaplanMeier(list, 0.95),
    chiSquare: logRank(list, arm).chiSquare,
  };
};
const expected = analyse(subjects);

test("summaries and survival curves are equal, effects equal to rounding", () => {
  const property = fc.property(order, (list) => {
    const result = analyse(list);
    expect(result.summary).toEqual(expected.summary);
    expect(result.curve).toEqual(expected.curve);
    expect(result.chiSquare).toBeCloseTo(expected.chiSquare, 11);
    result.effects.forEach((effect, i) => {
      expect(effect.estimate).toBeCloseTo(expected.effects[i]!.estimate, 11);
      expect(effect.p).toBeCloseTo(expected.effects[i]!.p, 11);
    });
  });
  fc.assert(property, { seed: 42, numRuns: 60 });
});

test("comparing the other way round changes the sign alone", () => {
  const two = subjects.filter((s) => s.arm !== "msc");
  const data = {
    change: two.map((s) => s.change),
    baseline: two.map((s) => s.baseline),
    arm: two.map((s) => s.arm),
    strata: [],
  };
  const arms = ["saline", "ev"];
  const forward = ancova(data, { arms, control: "saline", level: 0.9 });
  const backward = ancova(data, { arms, control: "ev", level: 0.9 });
  if (forward.kind !== "fit" || backward.kind !== "fit") throw new Error("no fit");
  expect(backward.effects[0]!.estimate).toBeCloseTo(-forward.effects[0]!.estimate, 11);
  expect(backward.effects[0]!.lower).toBeCloseTo(-forward.effects[0]!.upper, 11);
  expect(backward.effects[0]!.p).toBeCloseTo(forward.effects[0]!.p, 11);
});
