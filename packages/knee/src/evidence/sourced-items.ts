// Everything in the disease's tables that has a source: parameters, covariates, outcomes, therapies,
// each with the place where it stands. Read apart from the tables' own readers, which keep no places.

import type { Diagnostic, SourceRange } from "@chondron/model";
import { child, items, readDocument, textOf } from "../document.js";
import { parseTable } from "../table.js";

export interface SourcedItem {
  readonly kind: "parameter" | "covariate" | "outcome" | "therapy";
  readonly id: string;
  /** References to evidence, as references.ts reads them. */
  readonly source: string;
  /** Of parameters: measured, fitted or assumed. */
  readonly status?: string;
  readonly note: string;
  readonly range: SourceRange;
}

/** All of them; what cannot be read goes to `found`. */
export function readSourcedItems(
  readText: (path: string) => string,
  found: Diagnostic[],
): SourcedItem[] {
  const table = (kind: SourcedItem["kind"], file: string) =>
    tableItems(kind, file, readText, found);
  return [
    ...table("parameter", "parameters.tsv"),
    ...table("covariate", "covariates.tsv"),
    ...table("outcome", "outcomes.tsv"),
    ...therapyItems("therapies.yaml", readText, found),
  ];
}

function tableItems(
  kind: SourcedItem["kind"],
  file: string,
  readText: (path: string) => string,
  found: Diagnostic[],
): SourcedItem[] {
  return parseTable(readText(file), file, ["id", "source", "note"], found).map(
    ({ cells, range }) => ({
      kind,
      id: cells.id!,
      source: cells.source!,
      note: cells.note!,
      range,
      ...(cells.status === undefined ? {} : { status: cells.status }),
    }),
  );
}

function therapyItems(
  file: string,
  readText: (path: string) => string,
  found: Diagnostic[],
): SourcedItem[] {
  return items(readDocument(readText(file), file, found)).map((field) => {
    const source = child(field, "source");
    return {
      kind: "therapy",
      id: textOf(child(field, "id")),
      source: textOf(source),
      note: textOf(child(field, "note")),
      range: source.source.range(source.source.keys),
    };
  });
}
