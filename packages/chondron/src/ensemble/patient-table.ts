// The table of patients: a header of ids, then one row of numbers per patient; a column "id", where
// there is one, names the patients. Read twice, first to check and count, then to run, and never held
// in memory but for the ids while they are checked.

import type { CompiledModel } from "@chondron/compiler";
import { type Diagnostic, diagnose, hasErrors, type SourceRange } from "@chondron/model";
import { parseNumber } from "../command/option-value.js";
import { findTarget, isTarget, type Target } from "../command/target.js";
import { type DelimitedRow, delimitedRows } from "./delimited-rows.js";

/** The bytes of the table from their beginning, as often as asked. */
export type OpenTable = () => AsyncIterable<Uint8Array>;

export type PatientId = number | string;

export interface PatientTable {
  /** What each column but "id" sets, in order. */
  readonly targets: readonly Target[];
  readonly patients: number;
  /** "integer" also where there is no column "id" and patients are numbered from 1. */
  readonly idType: "integer" | "string";
  rows(): AsyncGenerator<PatientRow>;
}

export interface PatientRow {
  readonly id: PatientId;
  /** In the order of `targets`. */
  readonly values: Float64Array;
}

/** Complaints after which the rest of a table is not looked at. */
const mostComplaints = 100;
const largestInteger = 2 ** 31 - 1;

/** Check a whole table. `file`: its name in diagnostics. */
export async function readPatientTable(
  open: OpenTable,
  file: string,
  compiled: CompiledModel,
): Promise<{ readonly table?: PatientTable; readonly diagnostics: readonly Diagnostic[] }> {
  const check = new TableCheck(file, compiled);
  try {
    for await (const row of delimitedRows(open())) if (!check.take(row)) break;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    check.refuse("lines longer than any row of numbers");
  }
  const diagnostics = check.finish();
  if (hasErrors(diagnostics)) return { diagnostics };
  const { header, patients, idType } = check;
  const table = { targets: header!.targets, patients, idType };
  return { table: { ...table, rows: () => patientRows(open, header!, idType) }, diagnostics };
}

interface Header {
  readonly cells: readonly string[];
  /** Place of the column "id"; -1 where there is none. */
  readonly idColumn: number;
  readonly targets: readonly Target[];
}

async function* patientRows(
  open: OpenTable,
  { idColumn }: Header,
  idType: PatientTable["idType"],
): AsyncGenerator<PatientRow> {
  let number = 0;
  for await (const { cells } of delimitedRows(open())) {
    // The header is the first row.
    if (number++ === 0) continue;
    const text = cells[idColumn];
    const id = text === undefined ? number - 1 : idType === "integer" ? Number(text) : text;
    const numbers = cells.filter((_, i) => i !== idColumn);
    yield { id, values: Float64Array.from(numbers, parseNumber) };
  }
}

/** A table while it is checked, row by row. */
class TableCheck {
  header: Header | undefined;
  patients = 0;
  idType: PatientTable["idType"] = "integer";
  readonly #found: Diagnostic[] = [];
  /** Line of each id. */
  readonly #lines = new Map<string, number>();

  constructor(
    readonly file: string,
    readonly compiled: CompiledModel,
  ) {}

  /** False when nothing further is worth reading. */
  take(row: DelimitedRow): boolean {
    if (!this.header) {
      this.header = this.#readHeader(row);
      return this.#found.length === 0;
    }
    this.patients++;
    this.#checkRow(row, this.header);
    return this.#found.length < mostComplaints;
  }

  refuse(cause: string): void {
    this.#found.push(diagnose("CH6030", { file: this.file, cause }));
  }

  finish(): readonly Diagnostic[] {
    if (this.#found.length > 0) return this.#found;
    if (!this.header) this.refuse("nothing in it");
    else if (this.patients === 0) this.refuse("a header and no patients");
    else if (this.patients > largestInteger) this.refuse("more patients than can be numbered");
    return this.#found;
  }

  #readHeader(row: DelimitedRow): Header {
    const { cells } = row;
    const targets: Target[] = [];
    cells.forEach((id, i) => {
      const range = this.#range(row, i);
      const first = cells.indexOf(id);
      if (id === "") this.#found.push(diagnose("CH6031", { cause: "has no name" }, range));
      else if (first < i)
        this.#found.push(diagnose("CH6031", { cause: `"${id}" is there twice` }, range));
      else if (id !== "id") {
        const target = findTarget(this.compiled, id);
        if (isTarget(target)) targets.push(target);
        else this.#found.push({ ...target, range });
      }
    });
    return { cells, idColumn: cells.indexOf("id"), targets };
  }

  #checkRow(row: DelimitedRow, { cells: names, idColumn }: Header): void {
    if (row.cells.length !== names.length) {
      const values = { found: row.cells.length, expected: names.length };
      this.#found.push(diagnose("CH6034", values, this.#range(row, 0)));
      return;
    }
    row.cells.forEach((cell, i) => {
      const values = { column: names[i]!, value: cell };
      if (cell === "") this.#found.push(diagnose("CH6033", values, this.#range(row, i)));
      else if (i === idColumn) this.#checkId(cell, row);
      else if (!Number.isFinite(parseNumber(cell)))
        this.#found.push(diagnose("CH6032", values, this.#range(row, i)));
    });
  }

  #checkId(id: string, row: DelimitedRow): void {
    const line = this.#lines.get(id);
    const range = this.#range(row, this.header!.idColumn);
    if (line !== undefined) this.#found.push(diagnose("CH6035", { id, line }, range));
    else this.#lines.set(id, row.line);
    if (!isPlainInteger(id)) this.idType = "string";
  }

  #range({ line, columns, cells }: DelimitedRow, cell: number): SourceRange {
    const column = columns[cell] ?? 1;
    const endColumn = column + (cells[cell]?.length ?? 0);
    return { file: this.file, line, column, endLine: line, endColumn };
  }
}

/** Integers that are written in one way alone: "07" and "7" are two patients. */
function isPlainInteger(text: string): boolean {
  return /^(0|-?[1-9]\d*)$/.test(text) && Math.abs(Number(text)) <= largestInteger;
}
