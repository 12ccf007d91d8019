import { describe, expect, test } from "vitest";
import { adqs, adsl, adtte, studyDay } from "./adam.js";
import { adamInput } from "./adam-input.test.support.js";
import { assertTable, columnOf, type Table } from "./table.js";

const tables: Record<string, Table> = {
  ADSL: adsl(adamInput),
  ADQS: adqs(adamInput),
  ADTTE: adtte(adamInput),
};
const values = (table: Table, name: string): readonly unknown[] => columnOf(table, name).values;

describe.each(Object.entries(tables))("%s", (name, table) => {
  test("is a sound table, named, and says in every row that it is simulated", () => {
    assertTable(table);
    expect(table.name).toBe(name);
    expect(new Set(values(table, "STUDYID"))).toEqual(new Set(["SIM-EVKNEE"]));
    expect(new Set(values(table, "SIMFL"))).toEqual(new Set(["Y"]));
  });

  test("names have at most 8 characters, labels at most 40 (SAS transport limits)", () => {
    for (const column of table.columns) {
      expect(column.name).toMatch(/^[A-Z][A-Z0-9]{0,7}$/);
      expect(column.label.length, column.name).toBeLessThanOrEqual(40);
    }
  });

  test("its key columns tell every row apart", () => {
    const keys = table.columns.filter((c) => c.keySequence);
    expect(keys.map((c) => c.keySequence)).toEqual(keys.map((_, i) => i + 1));
    const rows = table.columns[0]!.values.map((_, i) => keys.map((c) => c.values[i]).join("|"));
    expect(new Set(rows).size).toBe(rows.length);
  });
});

test("study days: 1 is the day of randomisation, -1 the day before", () => {
  expect([-7, -1, -0.5, 0, 0.9, 1, 84].map(studyDay)).toEqual([-7, -1, -1, 1, 1, 2, 85]);
});

test("ADSL: strata, flags, disposition, baseline variables", () => {
  const table = tables.ADSL!;
  expect(values(table, "STRATAR")[0]).toBe("KL 3, >= 30 kg/m2");
  expect(values(table, "STRAT2D")[0]).toBe("Body mass index");
  expect(values(table, "STRAT1R")[0]).toBe("KL 3");
  expect(values(table, "SAFFL")).toEqual(["Y", "N"]);
  expect(values(table, "TRT01A")).toEqual(["Saline", null]);
  expect(values(table, "TRTSDY")).toEqual([1, null]);
  expect(values(table, "EOSDY")).toEqual([731, 201]);
  expect(values(table, "DCSREAS")).toEqual([null, "WITHDRAWAL BY SUBJECT"]);
  expect(values(table, "BMIBL")).toEqual([28.4, null]);
});

test("ADQS joins subject and parameter; missing values carry their reason", () => {
  const table = tables.ADQS!;
  expect(values(table, "TRTP")).toEqual(["Saline", "Saline", "EV 3 x weekly", "EV 3 x weekly"]);
  expect(values(table, "PARAMN")).toEqual([1, 1, 2, 1]);
  expect(values(table, "AVAL")).toEqual([52, 38.25, null, 38.25]);
  expect(values(table, "ABLFL")).toEqual(["Y", null, null, null]);
  expect(values(table, "ANL01FL")).toEqual(["Y", "Y", null, "Y"]);
  expect(values(table, "QSREASND")).toEqual([null, null, "DISCONTINUED", null]);
  expect(values(table, "ADY")).toEqual([1, 85, null, -7]);
});

test("ADTTE: days from randomisation, CNSR 0 for events and 1 for censoring", () => {
  const table = tables.ADTTE!;
  expect(values(table, "AVAL")).toEqual([511.25, 200.5]);
  expect(values(table, "CNSR")).toEqual([0, 1]);
});

test("records of unknown subjects or parameters are bugs", () => {
  const lost = { ...adamInput.timesToEvent[0]!, usubjid: "nobody" };
  expect(() => adtte({ ...adamInput, timesToEvent: [lost] })).toThrow("nobody");
  expect(() => adqs({ ...adamInput, measurementParameters: [] })).toThrow("WOMACP");
});

describe("a table is refused", () => {
  const column = { name: "A", label: "A", type: "number", values: [1, 2] } as const;
  const refused = (columns: Table["columns"]): (() => void) => {
    return () => assertTable({ name: "T", label: "T", columns });
  };

  test.each([
    ["with NaN", [{ ...column, values: [1, Number.NaN] }], "row 1"],
    ["with an infinity", [{ ...column, values: [1, Infinity] }], "Infinity"],
    ["with a fraction among integers", [{ ...column, type: "integer", values: [1.5] }], "1.5"],
    ["beyond 32 bits", [{ ...column, type: "integer", values: [2 ** 31] }], "2147483648"],
    ["with text among numbers", [{ ...column, values: ["x", 1] }], "row 0"],
    [
      "with text longer than stated",
      [{ ...column, type: "string", length: 2, values: ["abc"] }],
      "abc",
    ],
    ["with columns of two lengths", [column, { ...column, name: "B", values: [1] }], "column B"],
    ["with one name twice", [column, column], "occurs twice"],
  ] as [string, Table["columns"], string][])("%s", (_, columns, message) => {
    expect(refused(columns)).toThrow(message);
  });
});
