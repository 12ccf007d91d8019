// Kaplan-Meier and log-rank against R's survfit and survdiff on data with ties and censoring.

import { describe, expect, test } from "vitest";
import {
  numberOf,
  type Row,
  readRows,
  reference,
  relativeError,
} from "./reference-table.test.support.js";
import {
  kaplanMeier,
  logRank,
  medianTime,
  numbersAtRisk,
  type SurvivalTime,
  survivalAt,
} from "./survival.js";

const trial = readRows("trial.tsv");
const small = readRows("small.tsv");
const steps = readRows("survival.tsv");
const expected = reference("results.tsv");
const TOLERANCE = 1e-12;

const subjects = (rows: readonly Row[]): SurvivalTime[] =>
  rows.map((row) => ({ time: numberOf(row.time!), event: row.event === "1" }));
const inArm = (arm: string): Row[] => trial.filter((row) => row.arm === arm);

describe.each([
  ["saline", inArm("saline"), 0.95],
  ["msc", inArm("msc"), 0.95],
  ["ev", inArm("ev"), 0.95],
  ["all", trial, 0.9],
  ["flat at half", small, 0.95],
])("survival of %s against survfit", (name, rows, level) => {
  const curve = kaplanMeier(subjects(rows), level);

  test("every step: counts, survival, standard error, limits", () => {
    const own = steps.filter((row) => row.case === name);
    expect(curve.steps.length).toBe(own.length);
    curve.steps.forEach((step, i) => {
      for (const [quantity, value] of Object.entries(step)) {
        const error = relativeError(value, numberOf(own[i]![quantity]!));
        expect(error, `${quantity} at ${step.time}`).toBeLessThan(TOLERANCE);
      }
    });
  });

  test("median and its limits", () => {
    for (const [quantity, value] of Object.entries(medianTime(curve))) {
      const inR = expected(`survival ${name}`, "median", quantity);
      expect(value, quantity).toBe(Number.isNaN(inR) ? Infinity : inR);
    }
  });

  test("survival and numbers at risk at given times", () => {
    const times = [0, 90, 182.5, 365, 730];
    const atRisk = numbersAtRisk(curve, times);
    survivalAt(curve, times).forEach(({ time, survival }, i) => {
      const value = expected(`survival ${name}`, `at ${time}`, "survival");
      expect(relativeError(survival, value)).toBeLessThan(TOLERANCE);
      expect(atRisk[i]).toBe(expected(`survival ${name}`, `at ${time}`, "atRisk"));
    });
  });
});

test.each([
  ["log-rank 3 arms", trial],
  ["log-rank 2 arms", trial.filter((row) => row.arm !== "msc")],
])("%s against survdiff", (name, rows) => {
  const result = logRank(
    subjects(rows),
    rows.map((row) => row.arm!),
  );
  for (const quantity of ["chiSquare", "df", "p"] as const) {
    const error = relativeError(result[quantity], expected(name, "test", quantity));
    expect(error, quantity).toBeLessThan(TOLERANCE);
  }
  for (const group of result.groups) {
    expect(group.observed).toBe(expected(name, group.group, "observed"));
    const error = relativeError(group.expected, expected(name, group.group, "expected"));
    expect(error).toBeLessThan(TOLERANCE);
  }
});
