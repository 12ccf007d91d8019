// A plain columnar table: what every writer of this folder takes, and nothing of trials or files.
// Missing values are null in every type; NaN and infinities are refused, since neither JSON nor
// a statistician's reader can tell them from a mistake.

export type ColumnType = "string" | "integer" | "number" | "boolean";

export type Cell = string | number | boolean | null;

/** A column without its values. */
export interface ColumnHead {
  /** Variable name, as it stands in the file. */
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
}

/** A table without its rows. */
export interface TableHead {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly ColumnHead[];
}

export interface Column extends ColumnHead {
  /** One value per row; null where missing. */
  readonly values: readonly Cell[];
  /** Place of this column in the table's key, from 1; absent where it is no key. */
  readonly keySequence?: number;
  /** Planned length in characters, for strings. */
  readonly length?: number;
}

export interface Table extends TableHead {
  readonly columns: readonly Column[];
}

/** Number of rows. */
export function rowCount(table: Table): number {
  return table.columns[0]?.values.length ?? 0;
}

/** The column of that name; throws where there is none. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((c) => c.name === name);
  if (!column) throw new Error(`table ${table.name} has no column ${name}`);
  return column;
}

/** Throws unless columns are of one length, named once, and every value fits its column's type. */
export function assertTable(table: Table): void {
  const rows = rowCount(table);
  const seen = new Set<string>();
  for (const column of table.columns) {
    const place = `table ${table.name}, column ${column.name}`;
    if (seen.has(column.name)) throw new Error(`${place}: the name occurs twice`);
    seen.add(column.name);
    if (column.values.length !== rows) {
      throw new Error(`${place}: ${column.values.length} values, the first column has ${rows}`);
    }
    column.values.forEach((value, row) => {
      if (!fits(value, column))
        throw new Error(`${place}, row ${row}: ${String(value)} does not fit`);
    });
  }
}

const INT32_LIMIT = 2 ** 31;

function fits(value: Cell, column: Column): boolean {
  if (value === null) return true;
  switch (column.type) {
    case "string":
      return typeof value === "string" && value.length <= (column.length ?? Infinity);
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "integer":
      // 32 bits, as Parquet stores it.
      return Number.isInteger(value) && Math.abs(value as number) < INT32_LIMIT;
  }
}
