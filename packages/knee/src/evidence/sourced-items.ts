// Everything in the disease's tables that has a source: parameters, covariates, outcomes, therapies,
// populations, and published figures to fit and compare, each with the place where it stands. Read apart
// from the tables' own readers, which keep no places.

import type { Diagnostic, SourceRange } from "@chondron/model";
import { child, type Field, items, rangeOf, readDocument, textOf } from "../document.js";
import { parseTable } from "../table.js";

export interface SourcedItem {
  readonly kind:
    | "parameter"
    | "covariate"
    | "outcome"
    | "therapy"
    | "population"
    | "target"
    | "comparator";
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
    ...documentItems("therapy", readDocument(readText("therapies.yaml"), "therapies.yaml", found)),
    ...populationItems("populations.yaml", readText, found),
    ...table("target", "targets.tsv"),
    ...table("comparator", "comparators.tsv"),
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

/** The populations, and what each says of covariates. */
function populationItems(
  file: string,
  readText: (path: string) => string,
  found: Diagnostic[],
): SourcedItem[] {
  const populations = readDocument(readText(file), file, found);
  return [
    ...documentItems("population", populations),
    ...items(populations).flatMap((field) =>
      documentItems("population", child(field, "covariates"), `${textOf(child(field, "id"))}: `),
    ),
  ];
}

function documentItems(kind: SourcedItem["kind"], list: Field, prefix = ""): SourcedItem[] {
  return items(list).map((field) => {
    const source = child(field, "source");
    return {
      kind,
      id: prefix + textOf(child(field, "id")),
      source: textOf(source),
      note: textOf(child(field, "note")),
      range: rangeOf(source),
    };
  });
}
