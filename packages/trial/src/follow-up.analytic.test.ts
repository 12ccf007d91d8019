import type { Disease } from "@chondron/model";
import { beforeAll, describe, expect, test } from "vitest";
import type { TrialResult } from "./result.js";
import { runTrial } from "./run.js";
import { toyDisease } from "./toy-disease.test.support.js";
import { readToy } from "./toy-trial.test.support.js";

/** The toy disease with its hazard as an outcome, read without error. */
function withHazard(): Disease {
  const disease = toyDisease();
  const hazard = { ...disease.outcomes[0]!, id: "hazard", label: "Hazard", observable: "HAZ" };
  const read = { high: 100, measurementSd: 0, resolution: 0, paramcd: "HAZARD" };
  return { ...disease, outcomes: [...disease.outcomes, { ...hazard, ...read }] };
}

let result: TrialResult;
beforeAll(async () => {
  const protocol = readToy(
    ["size: 60", "size: 400"],
    ["duration: 1 year", "duration: 10 years"],
    ["at: 1 year }", "at: 10 years }"],
    ["annualHazard: 0.1", "annualHazard: 0"],
  );
  result = await runTrial(protocol, withHazard(), { workers: 0 });
});

describe("replacement as an event of the hazard", () => {
  test("comes as often as the hazard that was run through says", () => {
    // Events less cumulative hazard is a martingale with variance equal to the mean hazard.
    for (const { size, underlying, outcomeIds, visitDays, eventHappened } of result.replicates) {
      const column = outcomeIds.indexOf("hazard");
      const at = (row: number, visit: number) =>
        underlying[(row * visitDays.length + visit) * outcomeIds.length + column]!;
      let hazard = 0;
      for (let row = 0; row < size; row++) hazard += at(row, visitDays.length - 1) - at(row, 0);
      const events = eventHappened.reduce((sum, happened) => sum + happened, 0);
      expect(events).toBeGreaterThan(50);
      expect(Math.abs(events - hazard)).toBeLessThan(4 * Math.sqrt(hazard));
    }
  });

  test("stops the hazard on the day of the event", () => {
    const { size, eventDay, eventHappened, arm } = result.replicates[0]!;
    const { days, outcomeIds, values } = result.curves;
    const column = outcomeIds.indexOf("hazard");
    const last = days.length - 1;
    for (let row = 0; row < size; row++) {
      if (eventHappened[row] !== 1) continue;
      const after = days.findIndex((day) => day >= eventDay[row]!);
      const at = (day: number) => values[(row * days.length + day) * outcomeIds.length + column]!;
      expect(at(last)).toBeCloseTo(at(after), 9);
    }
    expect(arm).toEqual(result.curves.arm);
  });

  test("is in the Kaplan-Meier curve once per subject", () => {
    const { size, eventHappened, arm } = result.replicates[0]!;
    const { survival } = result.summary;
    for (const [index, row] of survival.entries()) {
      let events = 0;
      let n = 0;
      for (let subject = 0; subject < size; subject++) {
        if (arm[subject] !== index) continue;
        n += 1;
        events += eventHappened[subject]!;
      }
      expect(row).toMatchObject({ n, events });
      // Without censoring the curve ends at the share without event.
      expect(row.steps.survival.at(-1)).toBeCloseTo(1 - events / n, 12);
      expect(row.atRisk.n[0]).toBe(n);
    }
  });
});

describe("the summary", () => {
  test("has the means of the subjects' own values", () => {
    const { observed, arm, outcomeIds, visitDays, size } = result.replicates[0]!;
    for (const { arm: id, outcome, visit, value, change } of result.summary.measures) {
      const a = result.protocol.arms.findIndex((row) => row.id === id);
      const v = result.protocol.visits.findIndex((row) => row.id === visit);
      const o = outcomeIds.indexOf(outcome);
      const at = (row: number, k: number) =>
        observed[(row * visitDays.length + k) * outcomeIds.length + o]!;
      const rows = Array.from({ length: size }, (_, row) => row).filter((row) => arm[row] === a);
      const mean = (of: (row: number) => number) =>
        rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
      expect(value.mean).toBeCloseTo(
        mean((row) => at(row, v)),
        9,
      );
      expect(change.mean).toBeCloseTo(
        mean((row) => at(row, v) - at(row, 0)),
        9,
      );
    }
  });

  test("has the course through the underlying means at the visits", () => {
    const { underlying, arm, outcomeIds, visitDays, size } = result.replicates[0]!;
    const course = result.summary.courses.find(
      (row) => row.arm === "drug" && row.outcome === "pain",
    )!;
    const rows = Array.from({ length: size }, (_, row) => row).filter((row) => arm[row] === 0);
    visitDays.forEach((day, visit) => {
      const values = rows.map(
        (row) => underlying[(row * visitDays.length + visit) * outcomeIds.length]!,
      );
      const middle = course.subjects.q50[course.days.indexOf(day)]!;
      expect(values.filter((value) => value <= middle).length).toBeCloseTo(rows.length / 2, -1);
    });
  });

  test("compares responders by their shares", () => {
    const effect = result.summary.effects.find((row) => row.kind === "risk difference")!;
    const share = (arm: string) => result.summary.responders.find((row) => row.arm === arm)!.share!;
    expect(effect.estimate).toBeCloseTo(100 * (share("drug") - share("dummy")), 10);
  });

  test("moves the mean towards the population's after entry, in the arm without active treatment", () => {
    // Entry at 20 or more as measured keeps high errors in: the recorded mean exceeds the true one.
    const { observed, underlying, size, outcomeIds, visitDays } = result.replicates[0]!;
    let surplus = 0;
    for (let row = 0; row < size; row++) {
      const at = row * visitDays.length * outcomeIds.length;
      surplus += (observed[at]! - underlying[at]!) / size;
    }
    expect(surplus).toBeGreaterThan(0.1);
    expect(surplus).toBeLessThan(5);
  });
});
