// One person of the toy disease under several plans: what must hold whatever the numbers are.

import { openPool } from "@chondron/solver";
import { beforeAll, expect, test } from "vitest";
import { toyDisease } from "../toy-disease.test.support.js";
import type { PatientPlan, PatientRequest } from "./patient-projection.js";
import { Projector } from "./projector.js";

let projector: Projector;
beforeAll(async () => {
  projector = await Projector.open(toyDisease(), await openPool({ workers: 0 }));
});

const plan = (id: string, therapy?: string): PatientPlan => ({
  ...{ id, label: id },
  items: therapy ? [{ therapy, route: "injection", amount: 40, days: [0, 7, 14] }] : [],
});
const plans = [plan("dummy", "dummy"), plan("drug", "drug"), plan("nothing")];
const request: PatientRequest = { covariates: { age: 62, female: 1 }, plans, days: 365, draws: 60 };

test("equal questions have equal answers, and the past is lived once", async () => {
  const first = await projector.project(request);
  const second = await projector.project(request);
  expect(second.timing.ranHistory).toBe(false);
  expect({ ...second, timing: 0 }).toEqual({ ...first, timing: 0 });
});

test("another plan leaves the others as they were", async () => {
  const before = await projector.project(request);
  const other = { ...request, plans: [...plans, plan("more", "drug")] };
  const after = await projector.project(other);
  const { outcomes } = before;
  outcomes.forEach(({ plans: old }, i) => {
    expect(after.outcomes[i]!.plans.slice(0, 3)).toEqual(old);
  });
});

test("quantiles are in order, the reference differs from itself by nothing", async () => {
  const { outcomes, reference } = await projector.project(request);
  for (const { plans: found } of outcomes)
    for (const { plan: id, values, againstReference } of found) {
      values.q05.forEach((low, day) => {
        const steps = [low, values.q25[day]!, values.q50[day]!, values.q75[day]!, values.q95[day]!];
        expect([...steps].sort((a, b) => a - b)).toEqual(steps);
      });
      if (id === reference) expect(againstReference.mean.every((value) => value === 0)).toBe(true);
    }
});

test("contributions of no treatment are natural alone, of a dummy natural and contextual", async () => {
  const { contributions } = await projector.explain(request);
  const pain = contributions.filter(({ outcome }) => outcome === "pain");
  const of = (id: string) => pain.find((one) => one.plan === id)!;
  expect(of("nothing").contextual).toBeCloseTo(0, 6);
  expect(of("nothing").specific).toBeCloseTo(0, 6);
  expect(of("dummy").specific).toBeCloseTo(0, 1);
  expect(of("dummy").contextual).toBeLessThan(-1);
  expect(new Set(pain.map(({ natural }) => natural)).size).toBe(1);
});

test("what was measured today is what the draws lead to", async () => {
  const low = await projector.project({ ...request, observed: { pain: 30 } });
  const high = await projector.project({ ...request, observed: { pain: 70 } });
  expect(low.today.pain!.mean).toBeLessThan(40);
  expect(high.today.pain!.mean).toBeGreaterThan(55);
  expect(low.covariates.age).toMatchObject({ q05: 62, q95: 62 });
});

test("a therapy that is none is refused, and a cancelled projection rejects", async () => {
  await expect(projector.project({ ...request, plans: [plan("x", "magic")] })).rejects.toThrow(
    /no therapy "magic"/,
  );
  const fresh = { ...request, seed: 9 };
  await expect(projector.project(fresh, AbortSignal.abort())).rejects.toThrow(/abort/i);
  expect((await projector.project(fresh)).draws.failed).toBe(0);
});
