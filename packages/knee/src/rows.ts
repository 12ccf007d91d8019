// The three tables of the knee: parameters, covariates, outcomes.

import {
  type Covariate,
  type Diagnostic,
  evidenceGrades,
  type Outcome,
  type ParameterRow,
  parameterStatuses,
} from "@chondron/model";
import { choiceCell, numberCell, parseTable, type Row } from "./table.js";

/** Rows of parameters.tsv. */
export function readParameters(text: string, file: string, found: Diagnostic[]): ParameterRow[] {
  const columns = "id value unit low high grade source status variability prior note".split(" ");
  return parseTable(text, file, columns, found).map((row) => {
    const number = (column: string) => numberCell(row, column, found);
    return {
      ...texts(row, ["id", "unit", "source", "prior", "note"]),
      value: number("value"),
      low: number("low"),
      high: number("high"),
      variability: number("variability"),
      grade: choiceCell(row, "grade", evidenceGrades, found),
      status: choiceCell(row, "status", parameterStatuses, found),
    };
  });
}

/** Rows of covariates.tsv, in the order of drawing. */
export function readCovariates(text: string, file: string, found: Diagnostic[]): Covariate[] {
  const columns = "id label unit parameter distribution low high scope source note".split(" ");
  return parseTable(text, file, columns, found).map((row) => ({
    ...texts(row, ["id", "label", "unit", "parameter", "distribution", "source", "note"]),
    low: numberCell(row, "low", found),
    high: numberCell(row, "high", found),
    scope: choiceCell(row, "scope", ["person", "side"] as const, found),
  }));
}

/** Rows of outcomes.tsv. */
export function readOutcomes(text: string, file: string, found: Diagnostic[]): Outcome[] {
  const columns = [
    ...["id", "label", "unit", "observable", "low", "high", "better", "scoredFrom"],
    ...["measurementSd", "resolution", "importantDifference", "paramcd", "source", "note"],
  ];
  return parseTable(text, file, columns, found).map((row) => ({
    ...texts(row, ["id", "label", "unit", "observable", "scoredFrom", "paramcd", "source", "note"]),
    low: numberCell(row, "low", found),
    high: numberCell(row, "high", found),
    better: choiceCell(row, "better", ["lower", "higher"] as const, found),
    measurementSd: numberCell(row, "measurementSd", found),
    resolution: numberCell(row, "resolution", found),
    importantDifference: numberCell(row, "importantDifference", found),
  }));
}

/** Cells of these columns by name. */
export function texts<K extends string>(row: Row, names: readonly K[]): Record<K, string> {
  return Object.fromEntries(names.map((name) => [name, row.cells[name]!])) as Record<K, string>;
}
