// Reads the Parquet files of a run as rows, with a reader that is not the one that wrote them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";

export type Row = Readonly<Record<string, string | number | bigint | null>>;

/** All rows of one table of a run folder. */
export async function readTable(folder: string, table: "adsl" | "adqs" | "adtte"): Promise<Row[]> {
  const bytes = readFileSync(join(folder, `${table}.parquet`));
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return (await parquetReadObjects({ file: file as ArrayBuffer })) as Row[];
}
