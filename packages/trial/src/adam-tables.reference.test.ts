import { beforeAll, describe, expect, test } from "vitest";
import { type AdamTables, adamTables } from "./adam-tables.js";
import { assertTable, columnOf, rowCount, type Table } from "./exchange/table.js";
import type { TrialResult } from "./result.js";
import { runTrial } from "./run.js";
import { toyDisease } from "./toy-disease.test.support.js";
import { readToy } from "./toy-trial.test.support.js";

const disease = toyDisease();
let result: TrialResult;
let tables: AdamTables;
beforeAll(async () => {
  result = await runTrial(readToy(["annualHazard: 0.1", "annualHazard: 1"]), disease, {
    workers: 0,
  });
  tables = adamTables(result, disease);
});

function rowsOf(table: Table): Record<string, unknown>[] {
  return Array.from({ length: rowCount(table) }, (_, row) =>
    Object.fromEntries(table.columns.map(({ name, values }) => [name, values[row]])),
  );
}

describe("subject-level tables of a trial", () => {
  test("are well formed and say that they are simulated", () => {
    for (const table of Object.values(tables) as Table[]) {
      assertTable(table);
      expect(new Set(columnOf(table, "SIMFL").values)).toEqual(new Set(["Y"]));
      expect(columnOf(table, "STUDYID").values[0]).toBe("SIM-TOY-TRIAL");
    }
  });

  test("have one row per subject, per outcome and visit, per event", () => {
    expect(rowCount(tables.adsl)).toBe(60);
    expect(rowCount(tables.adqs)).toBe(60 * disease.outcomes.length * 4);
    expect(rowCount(tables.adtte)).toBe(60);
    expect(new Set(columnOf(tables.adsl, "USUBJID").values).size).toBe(60);
  });

  test("give the arm counts and means of the summary", () => {
    const arms = columnOf(tables.adsl, "TRT01P").values;
    for (const arm of result.summary.flow.arms) {
      const { label } = result.summary.design.arms.find(({ id }) => id === arm.arm)!;
      expect(arms.filter((value) => value === label)).toHaveLength(arm.allocated);
    }
    const rows = rowsOf(tables.adqs);
    for (const { arm, outcome, visit, value, change } of result.summary.measures) {
      const { label } = result.summary.design.arms.find(({ id }) => id === arm)!;
      const { paramcd } = disease.outcomes.find(({ id }) => id === outcome)!;
      const day = result.summary.design.visits.find(({ id }) => id === visit)!.label;
      const own = rows.filter(
        (row) => row.TRTP === label && row.PARAMCD === paramcd && row.AVISIT === day,
      );
      const values = own.flatMap(({ AVAL }) => (AVAL === null ? [] : [AVAL as number]));
      expect(values).toHaveLength(value.n);
      expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(value.mean!, 9);
      const changes = own.flatMap(({ CHG }) => (CHG === null ? [] : [CHG as number]));
      if (visit === "entry") expect(changes).toEqual([]);
      else expect(changes.reduce((a, b) => a + b, 0) / changes.length).toBeCloseTo(change.mean!, 9);
    }
  });

  test("give a reason for every missing value, and none for the others", () => {
    const rows = rowsOf(tables.adqs);
    for (const row of rows) {
      expect(row.QSREASND).toBe(row.AVAL === null ? "DROPPED OUT" : null);
    }
    expect(rows.filter((row) => row.AVAL === null).length).toBeGreaterThan(50);
    const left = result.summary.flow.arms.reduce((sum, arm) => sum + arm.discontinued[0]!.count, 0);
    const reasons = columnOf(tables.adsl, "DCSREAS").values;
    expect(reasons.filter((reason) => reason === "DROPPED OUT")).toHaveLength(left);
  });

  test("date events as the summary counts them", () => {
    const events = rowsOf(tables.adtte).filter((row) => row.CNSR === 0);
    const counted = result.summary.survival.reduce((sum, row) => sum + row.events, 0);
    expect(events).toHaveLength(counted);
  });

  test("hold several replicates under different subject ids", () => {
    const both = adamTables(result, disease, [1, 2]);
    expect(new Set(columnOf(both.adsl, "USUBJID").values).size).toBe(120);
    expect(columnOf(both.adsl, "REPLIC").values.slice(59, 61)).toEqual([1, 2]);
  });

  test("name covariates within the limits of ADaM, each once", () => {
    const names = tables.adsl.columns.map(({ name }) => name);
    expect(names).toContain("AGEBL");
    expect(names.filter((name) => !/^[A-Z][A-Z0-9]{0,7}$/.test(name))).toEqual([]);
  });
});
