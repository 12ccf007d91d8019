// Tables of targets, comma- or tab-separated with a heading: text to rows. Here cells become words
// and numbers; whether a disease knows the regimen, endpoint and population is the trial's to say.
// docs/predict.md has the columns.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import { nearestName } from "../similar-names.js";
import type { SourceRange } from "../source-range.js";
import { type CalibrationTarget, type TargetUse, targetUses } from "./calibration-target.js";
import { type DelimitedCells, separatorOf, splitRow } from "./delimited.js";

const requiredColumns = ["regimen", "endpoint", "week"] as const;
const textColumns = [
  ...["id", "set", "study", "arm", "regimen", "versus", "population", "endpoint", "measure"],
  ...["use", "source", "note"],
] as const;
const numberColumns = ["week", "baseline", "value", "se", "n"] as const;
const knownColumns: readonly string[] = [...textColumns, ...numberColumns];

/** Complaints after which the rest of a table is not looked at. */
const mostComplaints = 100;

/** Rows of a table of targets; rows that cannot be read are left out and said in `found`. */
export function readTargets(text: string, file: string, found: Diagnostic[]): CalibrationTarget[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) {
    found.push(diagnose("CH4101", { cause: "nothing in it" }, { ...startOf(file) }));
    return [];
  }
  const separator = separatorOf(lines[first]!);
  const heading: Line = { file, number: first + 1, ...splitRow(lines[first]!, separator) };
  const before = found.length;
  checkHeading(heading, found);
  if (found.length > before) return [];
  const rows: CalibrationTarget[] = [];
  for (let i = first + 1; i < lines.length && found.length - before < mostComplaints; i++) {
    if (lines[i]!.trim() === "") continue;
    const line: Line = { file, number: i + 1, ...splitRow(lines[i]!, separator) };
    const row = readRow(line, heading.cells, found);
    if (row) rows.push(row);
  }
  refuseRepeats(rows, found);
  if (rows.length === 0 && found.length === before)
    found.push(diagnose("CH4101", { cause: "a heading and no rows" }, rangeOf(heading, 0)));
  return rows;
}

interface Line extends DelimitedCells {
  readonly file: string;
  readonly number: number;
}

function startOf(file: string): SourceRange {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function rangeOf({ file, number, cells, columns }: Line, cell: number): SourceRange {
  const column = columns[cell] ?? 1;
  const endColumn = column + (cells[cell]?.length ?? 0);
  return { file, line: number, column, endLine: number, endColumn };
}

function checkHeading(heading: Line, found: Diagnostic[]): void {
  heading.cells.forEach((name, i) => {
    if (heading.cells.indexOf(name) < i)
      found.push(
        diagnose(
          "CH4103",
          { name, cause: "stands twice", suggestion: "Keep one." },
          rangeOf(heading, i),
        ),
      );
    else if (!knownColumns.includes(name)) {
      const near = nearestName(name, knownColumns);
      const suggestion = near
        ? `Did you mean "${near}"?`
        : `The columns are ${knownColumns.join(", ")}.`;
      found.push(
        diagnose("CH4103", { name, cause: "is not known", suggestion }, rangeOf(heading, i)),
      );
    }
  });
  for (const column of requiredColumns) {
    if (!heading.cells.includes(column))
      found.push(diagnose("CH4102", { column }, rangeOf(heading, 0)));
  }
}

function readRow(
  line: Line,
  names: readonly string[],
  found: Diagnostic[],
): CalibrationTarget | undefined {
  if (line.cells.length !== names.length) {
    const values = { cells: line.cells.length, columns: names.length };
    found.push(diagnose("CH4104", values, rangeOf(line, 0)));
    return undefined;
  }
  const before = found.length;
  const words = new Map(names.map((name, i) => [name, line.cells[i]!]));
  const word = (name: (typeof textColumns)[number]): string => words.get(name) ?? "";
  const number = (name: (typeof numberColumns)[number]): number =>
    numberCell(words.get(name) ?? "", name, line, names, found);
  const row: CalibrationTarget = {
    id: word("id") || `row ${line.number}`,
    ...{ set: word("set"), study: word("study"), arm: word("arm") },
    ...{ regimen: word("regimen"), versus: word("versus"), population: word("population") },
    ...{ endpoint: word("endpoint"), measure: word("measure") || "change" },
    ...{ week: number("week"), baseline: number("baseline"), value: number("value") },
    ...{ se: number("se"), n: number("n") },
    use: useCell(word("use"), line, names, found),
    ...{ source: word("source"), note: word("note") },
    range: rangeOf(line, 0),
  };
  for (const column of requiredColumns) {
    if (words.get(column) === "")
      found.push(
        diagnose(
          "CH4105",
          { column, text: "", expected: "filled in" },
          cellRange(line, names, column),
        ),
      );
  }
  checkNumbers(row, line, names, found);
  return found.length > before ? undefined : row;
}

function cellRange(line: Line, names: readonly string[], column: string): SourceRange {
  return rangeOf(line, names.indexOf(column));
}

/** NaN for an empty cell, "NA" and "NaN": not known. */
function numberCell(
  text: string,
  column: string,
  line: Line,
  names: readonly string[],
  found: Diagnostic[],
): number {
  if (text === "" || text === "NA" || text === "NaN") return Number.NaN;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) {
    const values = { column, text, expected: "a number" };
    found.push(diagnose("CH4105", values, cellRange(line, names, column)));
  }
  return value;
}

function checkNumbers(
  { week, se, n }: CalibrationTarget,
  line: Line,
  names: readonly string[],
  found: Diagnostic[],
): void {
  const refuse = (column: string, value: number, expected: string): void => {
    const values = { column, text: `${value}`, expected };
    found.push(diagnose("CH4105", values, cellRange(line, names, column)));
  };
  if (week < 0 || week > 5200) refuse("week", week, "between 0 and 5200");
  if (se < 0) refuse("se", se, "0 or more");
  if (n < 1) refuse("n", n, "1 or more");
}

function useCell(
  text: string,
  line: Line,
  names: readonly string[],
  found: Diagnostic[],
): TargetUse {
  const use = targetUses.find((word) => word === text);
  if (use !== undefined) return use;
  if (text !== "") {
    const values = { column: "use", text, expected: `one of ${targetUses.join(", ")}` };
    found.push(diagnose("CH4105", values, cellRange(line, names, "use")));
  }
  return "calibrate";
}

function refuseRepeats(rows: readonly CalibrationTarget[], found: Diagnostic[]): void {
  const seen = new Set<string>();
  for (const { id, range } of rows) {
    if (seen.has(id)) found.push(diagnose("CH4106", { id }, range));
    seen.add(id);
  }
}
