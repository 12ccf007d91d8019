// Parquet files written, then read by hyparquet: values, types, metadata; and equal bytes for
// equal tables.

import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { adqs, adsl, adtte } from "./adam.js";
import { adamInput } from "./adam-input.test.support.js";
import { writeParquet } from "./parquet.js";
import { rowCount, type Table } from "./table.js";

const options = { version: "0.1.0", metadata: { seed: "1", protocol: "p" } };
// Physical, converted and logical type. No logical type for integers: readers refuse it (parquet.ts).
const types = {
  string: ["BYTE_ARRAY", "UTF8", "STRING"],
  integer: ["INT32", "INT_32", undefined],
  number: ["DOUBLE", undefined, undefined],
  boolean: ["BOOLEAN", undefined, undefined],
};
const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;

/** Long enough for several pages, with many nulls and one column without values. */
const long: Table = {
  name: "LONG",
  label: "Long",
  columns: [
    {
      name: "ID",
      label: "Id",
      type: "integer",
      values: Array.from({ length: 5000 }, (_, i) => i - 7),
    },
    {
      name: "X",
      label: "X",
      type: "number",
      values: Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? null : Math.sqrt(i) * 1e-7)),
    },
    {
      name: "S",
      label: "S",
      type: "string",
      values: Array.from({ length: 5000 }, (_, i) => `p${i % 900}`),
    },
    {
      name: "B",
      label: "B",
      type: "boolean",
      values: Array.from({ length: 5000 }, (_, i) => i % 2 === 0),
    },
    {
      name: "EMPTY",
      label: "Empty",
      type: "number",
      values: Array.from({ length: 5000 }, () => null),
    },
  ],
};

const tables: [string, Table][] = [
  ["ADSL", adsl(adamInput)],
  ["ADQS", adqs(adamInput)],
  ["ADTTE", adtte(adamInput)],
  ["a long table", long],
  ["an empty table", adtte({ ...adamInput, timesToEvent: [] })],
];

describe.each(tables)("%s", (_, table) => {
  const bytes = writeParquet(table, options);

  test("is read back value for value", async () => {
    const rows = await parquetReadObjects({ file: bufferOf(bytes) });
    expect(rows).toHaveLength(rowCount(table));
    for (const column of table.columns) {
      expect(rows.map((row) => row[column.name] ?? null)).toEqual(column.values);
    }
  });

  test("has the types other readers take, and says that it is simulated", () => {
    const metadata = parquetMetadata(bufferOf(bytes));
    table.columns.forEach((column, i) => {
      const element = metadata.schema[i + 1]!;
      expect(element.name).toBe(column.name);
      expect([element.type, element.converted_type, element.logical_type?.type]).toEqual(
        types[column.type],
      );
    });
    const pairs = metadata.key_value_metadata ?? [];
    expect(pairs.find(({ key }) => key === "chondron.simulated")?.value).toBe("true");
    expect(pairs.slice(-2)).toEqual([
      { key: "protocol", value: "p" },
      { key: "seed", value: "1" },
    ]);
    expect(metadata.created_by).toBe("chondron version 0.1.0");
  });

  test("equal tables give equal bytes, whatever the order of the metadata given", () => {
    const again = writeParquet(structuredClone(table), {
      version: "0.1.0",
      metadata: { protocol: "p", seed: "1" },
    });
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
  });
});
