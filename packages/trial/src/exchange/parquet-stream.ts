// A Parquet file of any length in bounded memory: row groups leave as they are full. Row groups have
// the same number of rows however the rows came, so equal rows give equal bytes.

import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { createdBy, keyValues, type ParquetOptions, schemaOf } from "./parquet-schema.js";
import type { Cell, TableHead } from "./table.js";

/** Where bytes go, in order; resolves when there is room for more. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

/** Rows of one column. In a Float64Array what is not finite is missing. */
export type ColumnValues = readonly Cell[] | Float64Array;

export interface ParquetStreamOptions extends ParquetOptions {
  /** Rows of each row group but the last. Absent: about a million values in a group. */
  readonly rowsPerGroup?: number;
}

const valuesPerGroup = 1 << 20;
const mostRowsPerGroup = 1 << 17;

export class ParquetStream {
  readonly #writer: ParquetWriter;
  readonly #bytes: SinkWriter;
  /** [column] Rows not yet written; numbers as they are in Parquet, else cells. */
  readonly #columns: (Float64Array | Cell[])[];
  readonly #capacity: number;
  #filled = 0;

  constructor(
    readonly table: TableHead,
    sink: ByteSink,
    options: ParquetStreamOptions,
  ) {
    const { columns } = table;
    const fitting = Math.ceil(valuesPerGroup / Math.max(1, columns.length));
    this.#capacity = options.rowsPerGroup ?? Math.min(mostRowsPerGroup, fitting);
    this.#bytes = new SinkWriter(sink);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaOf(table),
      kvMetadata: keyValues(table, options),
      createdBy: createdBy(options),
    });
    this.#columns = columns.map(({ type }) =>
      type === "number" ? new Float64Array(this.#capacity) : new Array<Cell>(this.#capacity),
    );
  }

  /**
   * Add rows: one array per column of the table, in its order and all of one length. Resolves when
   * the row groups that they completed are written.
   */
  async append(columns: readonly ColumnValues[]): Promise<void> {
    const rows = columns[0]?.length ?? 0;
    if (columns.length !== this.#columns.length || columns.some((c) => c.length !== rows))
      throw new Error(`table ${this.table.name}: columns do not fit`);
    for (let from = 0; from < rows; ) {
      const count = Math.min(rows - from, this.#capacity - this.#filled);
      columns.forEach((values, c) => {
        copyRows(values, from, count, this.#columns[c]!, this.#filled);
      });
      from += count;
      this.#filled += count;
      if (this.#filled === this.#capacity) await this.#writeGroup();
    }
  }

  /** Write what is left and the footer. The stream takes nothing more. */
  async finish(): Promise<void> {
    if (this.#filled > 0) await this.#writeGroup();
    await this.#writer.finish();
    await this.#bytes.flush();
  }

  async #writeGroup(): Promise<void> {
    const rows = this.#filled;
    const columnData = this.table.columns.map(({ name }, c) => ({
      name,
      data: groupData(this.#columns[c]!, rows),
    }));
    await this.#writer.write({ columnData, rowGroupSize: rows });
    this.#filled = 0;
  }
}

function copyRows(
  values: ColumnValues,
  from: number,
  count: number,
  column: Float64Array | Cell[],
  to: number,
): void {
  if (column instanceof Float64Array)
    for (let i = 0; i < count; i++) column[to + i] = numberOf(values[from + i]!);
  else for (let i = 0; i < count; i++) column[to + i] = values[from + i]!;
}

function numberOf(value: Cell): number {
  return typeof value === "number" ? value : Number.NaN;
}

function groupData(column: Float64Array | Cell[], rows: number): Cell[] | Float64Array {
  if (!(column instanceof Float64Array)) return column.slice(0, rows);
  const values = column.subarray(0, rows);
  return values.every(Number.isFinite)
    ? values
    : Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

/** The bytes of one row group at a time, handed to a sink. */
class SinkWriter extends ByteWriter {
  constructor(readonly sink: ByteSink) {
    super();
  }

  async flush(): Promise<void> {
    const bytes = new Uint8Array(this.buffer.slice(0, this.index));
    this.index = 0;
    await this.sink.write(bytes);
  }
}
