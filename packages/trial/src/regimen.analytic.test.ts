import { compile } from "@chondron/compiler";
import { describe, expect, test } from "vitest";
import { prepareTrial } from "./prepare.js";
import { scheduleOf, therapyActions } from "./regimen.js";
import { toyDisease } from "./toy-disease.test.support.js";
import { readToy } from "./toy-trial.test.support.js";

const disease = toyDisease();

describe("therapies as actions", () => {
  test("one for giving by each route, one more where it can be ended", () => {
    expect(therapyActions(disease).map(({ id }) => id)).toEqual([
      "give drug injection",
      "give drug oral",
      "give dummy injection",
      "give rest home",
      "stop rest home",
    ]);
  });

  test("compile with the model", () => {
    const { compiled, diagnostics } = compile(disease.model, { actions: therapyActions(disease) });
    expect(diagnostics).toEqual([]);
    expect(compiled!.actions).toHaveLength(5);
  });
});

describe("a schedule", () => {
  const { compiled } = compile(disease.model, { actions: therapyActions(disease) });
  const arm = { id: "a", label: "A", control: false, allocation: 1 };

  test("has amounts and context at the days of the regimen, ascending", () => {
    const regimen = [
      { therapy: "rest", route: "home", amount: 1, times: [3], stop: 20 },
      { therapy: "drug", route: "injection", amount: 40, times: [0, 7], stop: Number.NaN },
    ];
    expect(scheduleOf({ ...arm, regimen }, disease, compiled!.actions)).toEqual([
      { time: 0, action: 0, arguments: [40, 1] },
      { time: 3, action: 3, arguments: [1, 0] },
      { time: 7, action: 0, arguments: [40, 1] },
      { time: 20, action: 4, arguments: [1, 0] },
    ]);
  });

  test("is empty without a regimen", () => {
    expect(scheduleOf({ ...arm, regimen: [] }, disease, compiled!.actions)).toEqual([]);
  });
});

describe("preparation", () => {
  test("records the visits and the end on one ascending grid", () => {
    const { trial } = prepareTrial(readToy(), disease);
    const { days, visits } = trial!.grid;
    expect([...days]).toEqual([...days].sort((a, b) => a - b));
    expect(new Set(days).size).toBe(days.length);
    expect([...visits].map((index) => days[index])).toEqual([0, 28, 84, 365.25]);
    expect(days.at(-1)).toBe(365.25);
  });

  test("names what the tables of a disease and its model do not share", () => {
    const { naturalHistory, covariates, outcomes } = disease;
    const broken = {
      ...disease,
      covariates: covariates.map((row) =>
        row.id === "severity" ? { ...row, parameter: "sevrity" } : row,
      ),
      outcomes: outcomes.map((row) => (row.id === "space" ? { ...row, observable: "JSW" } : row)),
      naturalHistory: { ...naturalHistory, ageCovariate: "years", healthyParameters: { old: 0 } },
    };
    const { trial, diagnostics } = prepareTrial(readToy(), broken);
    expect(trial).toBe(undefined);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the tables of the disease: the model has no parameter "sevrity".',
      'the tables of the disease: the model has no observable "JSW".',
      'the tables of the disease: the model has no parameter "old".',
      'the tables of the disease: no covariate "years" holds the age.',
    ]);
  });
});
