// A small study with every kind of row: control and treated, missing values, a dropout, an event.

import type { AdamInput, AdamMeasurement, AdamSubject } from "./adam.js";

function subject(over: Partial<AdamSubject> & Pick<AdamSubject, "usubjid">): AdamSubject {
  return {
    subjid: over.usubjid.slice(-4),
    siteid: "001",
    replicate: 1,
    arm: "Saline",
    armNumber: 1,
    actualArm: "Saline",
    actualArmNumber: 1,
    age: 61.5,
    sex: "F",
    covariates: [28.4, "3"],
    strata: ["KL 3", ">= 30 kg/m2"],
    firstDoseDay: 0,
    lastDoseDay: 14,
    endOfStudyDay: 730,
    randomised: true,
    intentToTreat: true,
    safety: true,
    completed: true,
    endOfStudyStatus: "COMPLETED",
    discontinuationReason: null,
    ...over,
  };
}

function measurement(over: Partial<AdamMeasurement>): AdamMeasurement {
  return {
    usubjid: "EVKNEE-1-0001",
    paramcd: "WOMACP",
    visit: "Week 12",
    visitNumber: 3,
    day: 84,
    value: 38.25,
    base: 52,
    change: -13.75,
    percentChange: (-13.75 / 52) * 100,
    baseline: false,
    analysed: true,
    derivation: null,
    missingReason: null,
    ...over,
  };
}

export const adamInput: AdamInput = {
  studyId: "EVKNEE",
  variables: [
    { name: "BMIBL", label: "Baseline BMI (kg/m^2)", type: "number" },
    { name: "KLGRBL", label: "Baseline KL Grade", type: "string" },
  ],
  strata: [{ description: "KL grade" }, { description: "Body mass index" }],
  subjects: [
    subject({ usubjid: "EVKNEE-1-0001" }),
    subject({
      usubjid: "EVKNEE-1-0002",
      arm: "EV 3 x weekly",
      armNumber: 2,
      actualArm: null,
      actualArmNumber: null,
      sex: "M",
      covariates: [null, "2"],
      firstDoseDay: null,
      lastDoseDay: null,
      endOfStudyDay: 200.5,
      safety: false,
      completed: false,
      endOfStudyStatus: "DISCONTINUED",
      discontinuationReason: "WITHDRAWAL BY SUBJECT",
    }),
  ],
  measurementParameters: [
    { paramcd: "WOMACP", param: "WOMAC Pain (0-100)" },
    { paramcd: "JSW", param: "Joint Space Width (mm)" },
  ],
  measurements: [
    measurement({
      visit: "Baseline",
      visitNumber: 0,
      day: 0,
      value: 52,
      baseline: true,
      change: 0,
    }),
    measurement({}),
    measurement({
      usubjid: "EVKNEE-1-0002",
      paramcd: "JSW",
      day: null,
      value: null,
      change: null,
      percentChange: null,
      analysed: false,
      missingReason: "DISCONTINUED",
    }),
    measurement({ usubjid: "EVKNEE-1-0002", visit: "Screening", visitNumber: -1, day: -7 }),
  ],
  eventParameters: [{ paramcd: "TKR", param: "Time to Knee Replacement (days)" }],
  timesToEvent: [
    {
      usubjid: "EVKNEE-1-0001",
      paramcd: "TKR",
      days: 511.25,
      censored: false,
      description: "Knee replacement",
    },
    {
      usubjid: "EVKNEE-1-0002",
      paramcd: "TKR",
      days: 200.5,
      censored: true,
      description: "Withdrawal, é ü 關節",
    },
  ],
};
