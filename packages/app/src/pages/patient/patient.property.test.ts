import type { Therapy } from "@chondron/model";
import { expect, test } from "vitest";
import { patientCovariates, patientObservations, readAnswers } from "./patient-answers.js";
import {
  comparedPlans,
  matchedPlacebo,
  type Plan,
  printPlans,
  readPlans,
  usualPlans,
} from "./plan.js";

const therapy = (id: string, active: boolean, route: string, lasts = false): Therapy => ({
  id,
  label: id,
  active,
  unit: "mg",
  amount: { usual: 10, low: 1, high: 20 },
  context: 1,
  routes: [{ id: route, label: route, give: [], ...(lasts ? { stop: [] } : {}) }],
  source: "invented",
  note: "",
});
const therapies = [
  therapy("ev", true, "intra-articular"),
  therapy("saline", false, "intra-articular"),
  therapy("nsaid", true, "oral", true),
  therapy("tablet", false, "oral"),
];
const name = (plan: Plan): string => plan.map((item) => item.therapy).join(" + ");

test("plans survive the address, and taking one away clears its key", () => {
  const plans: Plan[] = [[...usualPlans[0]!, ...usualPlans[1]!], [], usualPlans[0]!];
  const query = printPlans(plans);
  expect(query.p4).toBeUndefined();
  const kept = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  expect(readPlans(Object.fromEntries(kept))).toEqual(plans);
  expect(readPlans({})).toBe(usualPlans);
});

test("nonsense in the address is no plan and no crash", () => {
  expect(readPlans({ p1: "%%%~,,,~ev" })).toEqual([[]]);
  expect(readPlans({ p1: "ev,x,-4,NaN,1e99" })[0]![0]).toEqual({
    therapy: "ev",
    route: "x",
    amount: 1,
    count: 1,
    every: 3650,
  });
});

test("a placebo is always there: the chosen one, or one that looks like the first therapy", () => {
  const active = usualPlans[0]!;
  const own = comparedPlans([active, usualPlans[1]!], { therapies }, name);
  expect([own.reference, own.addedPlacebo]).toEqual(["plan2", false]);
  const added = comparedPlans([[], active], { therapies }, name);
  expect(added.plans).toHaveLength(3);
  expect(added.reference).toBe("plan3");
  expect(added.plans[2]!.items[0]).toMatchObject({ therapy: "saline", days: [0, 7, 14] });
  expect(matchedPlacebo([{ ...active[0]!, route: "surgery" }], therapies)).toEqual([]);
});

test("lasting therapies end, others are given on their days, amounts stay in their limits", () => {
  const plan: Plan = [
    { therapy: "nsaid", route: "oral", amount: 500, count: 12, every: 7 },
    { therapy: "unknown", route: "oral", amount: 1, count: 1, every: 1 },
  ];
  const { plans } = comparedPlans([plan], { therapies }, name);
  expect(plans[0]!.items).toEqual([
    { therapy: "nsaid", route: "oral", amount: 20, days: [0], stop: 84 },
  ]);
});

test("answers become covariates; what is unknown is left to the engine", () => {
  const answers = readAnswers({
    age: "200",
    height: "170",
    weight: "86.7",
    sex: "male",
    injury: "severe",
    injuryAge: "25",
    iron: "unknown",
    heredity: "1",
  });
  expect(patientCovariates(answers)).toEqual({
    age: 80,
    female: 0,
    height: 1.7,
    bmi: 86.7 / 1.7 ** 2,
    gene: 1,
    hrt: 0,
    diabetes: 0,
    had_injury: 1,
    injury_severity: 1,
    injury_age: 25,
  });
});

test("measurements go under the scale they were made on, within its ends", () => {
  const observed = (query: Record<string, string>) => patientObservations(readAnswers(query));
  expect(observed({})).toEqual({ kl_grade: 2, womac_pain: 10 });
  expect(observed({ kl: "unknown", painScale: "koos_pain", pain: "55" })).toEqual({
    koos_pain: 55,
  });
  expect(observed({ kl: "3", pain: "90" })).toEqual({ kl_grade: 3, womac_pain: 20 });
  expect(observed({ painScale: "unknown", functionScale: "koos_adl" })).toEqual({
    kl_grade: 2,
    koos_adl: 34,
  });
});
