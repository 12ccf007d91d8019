// Tab-separated tables with a heading: text to rows of named cells, cells to numbers and choices.
// What is wrong goes to `found` with file and line; a row that cannot be read is left out.

import { type Diagnostic, diagnose, type SourceRange } from "@chondron/model";

export interface Row {
  readonly cells: Readonly<Record<string, string>>;
  readonly range: SourceRange;
}

/** Rows of a table with exactly these columns. Lines without any cell are skipped. */
export function parseTable(
  text: string,
  file: string,
  columns: readonly string[],
  found: Diagnostic[],
): Row[] {
  return delimitedTable(text, file, columns, "\t", found);
}

/** As `parseTable`, cells apart by any separator; no cell is quoted. */
export function delimitedTable(
  text: string,
  file: string,
  columns: readonly string[],
  separator: string,
  found: Diagnostic[],
): Row[] {
  const [heading = "", ...lines] = text.split(/\r?\n/);
  const present = heading.split(separator);
  const lacking = columns.find((column) => !present.includes(column));
  if (lacking !== undefined) {
    const values = { column: lacking, columns: columns.join(", ") };
    found.push(diagnose("CH5002", values, lineRange(file, 1, heading)));
    return [];
  }
  return lines.flatMap((line, index) => parseRow(line, file, index + 2, present, separator, found));
}

function parseRow(
  line: string,
  file: string,
  number: number,
  columns: readonly string[],
  separator: string,
  found: Diagnostic[],
): Row[] {
  if (line.trim() === "") return [];
  const range = lineRange(file, number, line);
  const cells = line.split(separator);
  if (cells.length !== columns.length) {
    found.push(diagnose("CH5003", { cells: cells.length, columns: columns.length }, range));
    return [];
  }
  return [{ cells: Object.fromEntries(columns.map((c, i) => [c, cells[i]!.trim()])), range }];
}

function lineRange(file: string, line: number, text: string): SourceRange {
  return { file, line, column: 1, endLine: line, endColumn: text.length + 1 };
}

/** The cell as a number; NaN where it says NaN. */
export function numberCell(row: Row, column: string, found: Diagnostic[]): number {
  const text = row.cells[column]!;
  const value = text === "" ? Number.NaN : Number(text);
  if (Number.isNaN(value) && text !== "NaN") {
    found.push(diagnose("CH5004", { column, id: row.cells.id!, text }, row.range));
  }
  return value;
}

/** The cell as one of a few words; the first of them where it is none. */
export function choiceCell<T extends string>(
  row: Row,
  column: string,
  allowed: readonly T[],
  found: Diagnostic[],
): T {
  const text = row.cells[column]!;
  const choice = allowed.find((word) => word === text);
  if (choice !== undefined) return choice;
  const values = { column, id: row.cells.id!, text, allowed: allowed.join(", ") };
  found.push(diagnose("CH5005", values, row.range));
  return allowed[0]!;
}
