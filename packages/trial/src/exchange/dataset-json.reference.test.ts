// Dataset-JSON against the official schema of CDISC (packs clinical-standards) and, where that is
// absent, against the attribute order and the row layout of the specification alone.

import { Ajv2019 } from "ajv/dist/2019.js";
import { describe, expect, test } from "vitest";
import { adqs, adsl, adtte } from "./adam.js";
import { adamInput } from "./adam-input.test.support.js";
import { readCase } from "./conformance-case.test.support.js";
import { writeDatasetJson } from "./dataset-json.js";
import { rowCount, type Table } from "./table.js";

const options = { studyId: "EVKNEE", created: "2026-01-31T12:00:00Z", version: "0.1.0" };
const tables: [string, Table][] = [
  ["ADSL", adsl(adamInput)],
  ["ADQS", adqs(adamInput)],
  ["ADTTE", adtte(adamInput)],
  ["an empty table", adtte({ ...adamInput, timesToEvent: [] })],
];

const FOLDER = "clinical-standards/DataExchange-DatasetJson";
const schemaText = readCase("clinical-standards.tar.gz", `${FOLDER}/schema/dataset.schema.json`);

describe.skipIf(!schemaText)("the official schema", () => {
  // Not strict: the schema carries keywords of its generator.
  const validate = new Ajv2019({ strict: false }).compile(JSON.parse(schemaText ?? "{}"));

  test.each(tables)("accepts %s", (_, table) => {
    const valid = validate(JSON.parse(writeDatasetJson(table, options)));
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test("accepts CDISC's own example and refuses ours without its columns", () => {
    const example = readCase("clinical-standards.tar.gz", `${FOLDER}/examples/adam/adtte.json`)!;
    expect(validate(JSON.parse(example))).toBe(true);
    const { columns: _, ...broken } = JSON.parse(writeDatasetJson(tables[0]![1], options));
    expect(validate(broken)).toBe(false);
    expect(validate({ ...broken, columns: [], created: "" })).toBe(false);
  });
});

describe.each(tables)("%s", (_, table) => {
  const text = writeDatasetJson(table, options);
  const data = JSON.parse(text);

  test("attributes stand in the specified order", () => {
    expect(Object.keys(data)).toEqual([
      "datasetJSONCreationDateTime",
      "datasetJSONVersion",
      "fileOID",
      "originator",
      "sourceSystem",
      "studyOID",
      "metaDataVersionOID",
      "itemGroupOID",
      "records",
      "name",
      "label",
      "columns",
      "rows",
    ]);
    const order = ["itemOID", "name", "label", "dataType", "length", "keySequence"];
    for (const column of data.columns) {
      const places = Object.keys(column).map((key) => order.indexOf(key));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places).not.toContain(-1);
    }
  });

  test("rows give the table back, nulls included", () => {
    expect(data.records).toBe(rowCount(table));
    expect(data.rows).toHaveLength(rowCount(table));
    table.columns.forEach((column, i) => {
      expect(data.rows.map((row: unknown[]) => row[i])).toEqual(column.values);
    });
  });

  test("says that it is simulated, and is the same text every time", () => {
    expect(data.studyOID).toBe("SIM-EVKNEE");
    expect(data.originator).toContain("SIMULATED");
    expect(data.label).toContain("SIMULATED");
    expect(writeDatasetJson(table, options)).toBe(text);
  });
});
