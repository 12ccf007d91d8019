// Writer of Apache Parquet files through hyparquet-writer. Equal tables give equal bytes: no time
// of writing, a fixed `created_by`, key-value metadata in a fixed order. Missing values are nulls.
// Source of the types: Apache Parquet format, LogicalTypes.md (STRING; INT_32, see below).

import { parquetWriteBuffer } from "hyparquet-writer";
import { assertTable, type Column, type Table } from "./table.js";

export interface ParquetOptions {
  /** Version of Chondron that wrote the data. */
  readonly version: string;
  /** Further key-value pairs, written after ours in the order of their names. */
  readonly metadata?: Readonly<Record<string, string>>;
}

type WriteOptions = Parameters<typeof parquetWriteBuffer>[0];
type SchemaElement = NonNullable<WriteOptions["schema"]>[number];

/** The table as the bytes of a Parquet file with one row group. */
export function writeParquet(table: Table, options: ParquetOptions): Uint8Array {
  assertTable(table);
  const buffer = parquetWriteBuffer({
    columnData: table.columns.map(({ name, values }) => ({ name, data: [...values] })),
    schema: schema(table),
    kvMetadata: keyValues(table, options),
    createdBy: `chondron version ${options.version}`,
    rowGroupSize: Number.MAX_SAFE_INTEGER,
  });
  return new Uint8Array(buffer);
}

function schema(table: Table): SchemaElement[] {
  return [{ name: "root", num_children: table.columns.length }, ...table.columns.map(element)];
}

function element(column: Column): SchemaElement {
  const { name } = column;
  const repetition_type = "OPTIONAL";
  switch (column.type) {
    case "string":
      return {
        name,
        repetition_type,
        type: "BYTE_ARRAY",
        converted_type: "UTF8",
        logical_type: { type: "STRING" },
      };
    case "integer":
      // By its converted type alone, which readers take as INTEGER(32, signed): hyparquet-writer
      // 0.17.0 writes the bit width of that logical type as an i32 where the format has an i8, and
      // Arrow and DuckDB then refuse the whole file ("TProtocolException: Invalid data").
      return { name, repetition_type, type: "INT32", converted_type: "INT_32" };
    case "number":
      return { name, repetition_type, type: "DOUBLE" };
    case "boolean":
      return { name, repetition_type, type: "BOOLEAN" };
  }
}

function keyValues(table: Table, options: ParquetOptions): { key: string; value: string }[] {
  const labels = Object.fromEntries(table.columns.map((c) => [c.name, c.label]));
  const own = [
    { key: "chondron.simulated", value: "true" },
    { key: "chondron.version", value: options.version },
    { key: "chondron.table", value: table.name },
    { key: "chondron.label", value: `${table.label} (SIMULATED)` },
    { key: "chondron.columnLabels", value: JSON.stringify(labels) },
  ];
  const further = Object.entries(options.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...own, ...further.map(([key, value]) => ({ key, value }))];
}
