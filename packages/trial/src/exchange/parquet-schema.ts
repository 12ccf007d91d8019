// Columns and descriptions of our tables in the terms of Parquet, for the whole table at once
// (parquet.ts) and for one that comes in row groups (parquet-stream.ts).
// Source of the types: Apache Parquet format, LogicalTypes.md (STRING; INT_32, see below).

import type { ParquetWriter } from "hyparquet-writer";
import type { ColumnHead, TableHead } from "./table.js";

export interface ParquetOptions {
  /** Version of Chondron that wrote the data. */
  readonly version: string;
  /** Further key-value pairs, written after ours in the order of their names. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export type SchemaElement = ParquetWriter["schema"][number];

export function createdBy(options: ParquetOptions): string {
  return `chondron version ${options.version}`;
}

export function schemaOf(table: TableHead): SchemaElement[] {
  return [{ name: "root", num_children: table.columns.length }, ...table.columns.map(element)];
}

function element(column: ColumnHead): SchemaElement {
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

export function keyValues(
  table: TableHead,
  options: ParquetOptions,
): { key: string; value: string }[] {
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
