// A disease of six states for tests, in the shape of a real one: wear grows with age and makes pain,
// a drug and expectation relieve it, pain feeds a hazard of replacement. `loop` of 1 or more makes
// the healthy state unstable, so some draws must be rejected.

import { parseAntimony } from "@chondron/model";
import type { Covariate, Disease, Outcome, ParameterRow, Therapy } from "./disease.js";

const text = `
model toy()
  age0 = 60; severity = 1; susceptibility = 0; ageing = 1;
  k_el = 0.05; effect = 0.5; k_pain = 0.2; k_wear = 5e-5; k_wane = 0.002; placebo = 0.2; loop = 0;
  h_rep = 4e-6; threshold = 1e9; replaced = 0; rest = 0;
  var DRUG = 0; var EXPECT = 0; var WEAR = 0; var PAIN = 0; var HAZ = 0; var MOOD = 0;
  var replaced; var rest;
  DRUG' = -k_el*DRUG;
  EXPECT' = -k_wane*EXPECT;
  WEAR' = ageing*k_wear*severity*exp(0.3*susceptibility);
  relief := effect*DRUG/(1 + DRUG);
  target := 100*WEAR/(1 + WEAR)*(1 - relief)*(1 - EXPECT)*(1 - 0.3*rest);
  PAIN' = k_pain*(target - PAIN);
  MOOD' = 0.01*(loop - 1)*MOOD + 0.001*PAIN;
  HAZ' = (1 - replaced)*h_rep*PAIN;
  space := 5 - 2*WEAR;
  replacement: at HAZ >= threshold: replaced = 1;
end
`;

const parameter = (
  id: string,
  value: number,
  low: number,
  high: number,
  rest: Partial<ParameterRow> = {},
): ParameterRow => ({
  ...{ id, value, low, high, unit: "1/d", grade: "D", source: "assumed", status: "assumed" },
  ...{ variability: 0, prior: "", note: "" },
  ...rest,
});

const parameters: readonly ParameterRow[] = [
  parameter("k_el", 0.05, 0.01, 0.2, { variability: 0.3 }),
  parameter("effect", 0.5, -0.5, 1, { prior: "normal(0.3, 0.2)" }),
  parameter("k_pain", 0.2, 0.05, 1, { variability: 0.2 }),
  parameter("k_wear", 5e-5, 1e-5, 5e-4, { variability: 0.4 }),
  parameter("loop", 0.5, 0.05, 3, { variability: 0.5 }),
];

const covariate = (
  id: string,
  label: string,
  unit: string,
  target: string,
  distribution: string,
  low: number,
  high: number,
): Covariate => ({
  ...{ id, label, unit, parameter: target, distribution, low, high, source: "assumed", note: "" },
});

const covariates: readonly Covariate[] = [
  covariate("female", "Female sex", "", "", "bernoulli(0.6)", 0, 1),
  covariate("age", "Age at entry", "years", "age0", "normal(62 + female, 8)", 45, 85),
  covariate("frailty", "Susceptibility", "z-score", "susceptibility", "normal(0.2, 1)", -3, 3),
  covariate("severity", "Severity", "", "severity", "lognormal(1, 0.3)", 0.3, 3),
  covariate("double_age", "Twice the age", "years", "", "derived(2*age)", Number.NaN, Number.NaN),
];

const outcome = (id: string, rest: Partial<Outcome>): Outcome => ({
  ...{ id, label: id, unit: "points", observable: "PAIN", low: 0, high: 100, better: "lower" },
  ...{
    measurementSd: 5,
    resolution: 1,
    importantDifference: 10,
    paramcd: id.toUpperCase().slice(0, 8),
  },
  ...{ scoredFrom: "", source: "assumed", note: "" },
  ...rest,
});

const outcomes: readonly Outcome[] = [
  outcome("pain", { label: "Pain" }),
  outcome("disability", { label: "Disability", measurementSd: 8 }),
  outcome("global", { label: "Patient global", measurementSd: 8, resolution: 0 }),
  outcome("space", {
    ...{ label: "Joint space", unit: "mm", observable: "space", high: 5, better: "higher" },
    ...{ measurementSd: 0.05, resolution: 0.01, importantDifference: Number.NaN },
  }),
];

const expectation = { variable: "EXPECT", formula: "max(EXPECT, placebo*context)" };

const therapies: readonly Therapy[] = [
  {
    ...{
      id: "drug",
      label: "Drug",
      active: true,
      unit: "mg",
      context: 1,
      source: "assumed",
      note: "",
    },
    amount: { usual: 40, low: 10, high: 80 },
    routes: [
      {
        ...{ id: "injection", label: "injection" },
        give: [{ variable: "DRUG", formula: "DRUG + amount/20" }, expectation],
      },
      {
        ...{ id: "oral", label: "by mouth" },
        give: [{ variable: "DRUG", formula: "DRUG + amount/200" }],
      },
    ],
  },
  {
    ...{
      id: "dummy",
      label: "Dummy",
      active: false,
      unit: "",
      context: 1,
      source: "assumed",
      note: "",
    },
    amount: { usual: 1, low: 1, high: 1 },
    routes: [{ ...{ id: "injection", label: "injection" }, give: [expectation] }],
  },
  {
    ...{
      id: "rest",
      label: "Rest",
      active: true,
      unit: "",
      context: 0,
      source: "assumed",
      note: "",
    },
    amount: { usual: 1, low: 1, high: 1 },
    routes: [
      {
        ...{ id: "home", label: "at home" },
        give: [{ variable: "rest", formula: "1" }],
        stop: [{ variable: "rest", formula: "0" }],
      },
    ],
  },
];

export function toyDisease(): Disease {
  const { model, diagnostics } = parseAntimony(text, { file: "toy.ant" });
  if (!model) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return {
    ...{ id: "toy", name: "Toy disease", version: "1", model, files: { "toy.ant": "0" } },
    ...{ parameters, covariates, therapies, outcomes },
    naturalHistory: {
      ...{ ageCovariate: "age", healthyAge: 40, daysPerYear: 365.25 },
      hazardEvents: [
        {
          ...{ id: "replacement", label: "Replacement", hazard: "HAZ", threshold: "threshold" },
          ...{ event: "replacement", paramcd: "TTREPL" },
        },
      ],
      healthyParameters: { ageing: 0 },
      absoluteTolerances: { DRUG: 1e-6 },
      defaultAbsoluteTolerance: 1e-8,
    },
  };
}

/** A protocol that reads without a diagnostic; tests change it line by line. */
export const toyProtocol = `id: toy-trial
title: Drug against dummy
question: Does the drug lower pain at week 12?
contextOfUse: Tests of the software only.
seed: 7
replicates: 2
duration: 1 year
population:
  size: 60
  eligibility:
    - { covariate: age, from: 50 years, to: 80 years }
    - { outcome: pain, from: 20, to: 90 }
arms:
  - id: drug
    label: Drug
    regimen:
      - therapy: drug
        route: injection
        amount: 40 mg
        every: 1 week
        count: 3
  - id: dummy
    label: Dummy
    control: true
    regimen:
      - { therapy: dummy, route: injection, every: 1 week, count: 3 }
randomisation:
  blockSizes: [4, 6]
  strata:
    - { outcome: pain, cuts: [50] }
visits:
  - { id: entry, label: Entry, at: 0 days }
  - { id: week4, label: Week 4, at: 4 weeks }
  - { id: week12, label: Week 12, at: 12 weeks }
  - { id: year1, label: Year 1, at: 1 year }
endpoints:
  - { id: pain12, label: Pain at week 12, type: change, outcome: pain, visit: week12, primary: true }
  - { id: space1, label: Joint space at year 1, type: change, outcome: space, visit: year1 }
  - id: responder
    label: Responders at week 12
    type: responder
    rule: omeract-oarsi
    pain: pain
    function: disability
    global: global
    visit: week12
  - { id: replacement, label: Replacement, type: time-to-event, event: replacement }
dropout:
  annualHazard: 0.1
`;
