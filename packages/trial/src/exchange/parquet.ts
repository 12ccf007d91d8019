// Writer of Apache Parquet files through hyparquet-writer. Equal tables give equal bytes: no time
// of writing, a fixed `created_by`, key-value metadata in a fixed order. Missing values are nulls.

import { parquetWriteBuffer } from "hyparquet-writer";
import { createdBy, keyValues, type ParquetOptions, schemaOf } from "./parquet-schema.js";
import { assertTable, type Table } from "./table.js";

/** The table as the bytes of a Parquet file with one row group. */
export function writeParquet(table: Table, options: ParquetOptions): Uint8Array {
  assertTable(table);
  const buffer = parquetWriteBuffer({
    columnData: table.columns.map(({ name, values }) => ({ name, data: [...values] })),
    schema: schemaOf(table),
    kvMetadata: keyValues(table, options),
    createdBy: createdBy(options),
    rowGroupSize: Number.MAX_SAFE_INTEGER,
  });
  return new Uint8Array(buffer);
}
