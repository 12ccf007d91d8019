// One parameter of the model with everything it rests on and every place where it is used.

import { type Fact, type Source, splitReferences } from "@chondron/knee";
import {
  type Disease,
  freeSymbols,
  type ParameterRow,
  parseFormula,
  placedFormulas,
  printFormula,
} from "@chondron/model";
import type { Knowledge } from "./knowledge.js";

export interface ParameterUse {
  /** `model/vesicles.ant:31`, or the table of therapies. */
  readonly place: string;
  /** `the rate of reaction "ev_lymph"` */
  readonly where: string;
  readonly formula: string;
}

export interface ParameterEntry {
  readonly row: ParameterRow;
  /** The model's own name for it. */
  readonly label: string;
  readonly facts: readonly Fact[];
  readonly sources: readonly Source[];
  readonly uses: readonly ParameterUse[];
}

export function parameterEntry(row: ParameterRow, knowledge: Knowledge): ParameterEntry {
  const { disease } = knowledge;
  return {
    row,
    label: parameterLabel(row.id, disease),
    ...cited(row.source, knowledge),
    uses: [...modelUses(row.id, disease), ...therapyUses(row.id, disease)],
  };
}

export function parameterLabel(id: string, { model }: Disease): string {
  const elements = [...model.parameters, ...model.compartments];
  return elements.find((element) => element.id === id)?.name ?? id;
}

/** Facts that a source cell names, and sources: its own and those of its facts. */
export function cited(
  cell: string,
  { index }: Knowledge,
): Pick<ParameterEntry, "facts" | "sources"> {
  const resolved = splitReferences(cell).flatMap(({ text }) => index.resolve(text) ?? []);
  const facts = resolved.flatMap((found) => (found.kind === "fact" ? [found.fact] : []));
  const sources = resolved.flatMap((found) =>
    found.kind === "source"
      ? [found.source]
      : found.fact.sources.flatMap((id) => index.source(id) ?? []),
  );
  return { facts, sources: [...new Set(sources)] };
}

function modelUses(id: string, { model }: Disease): ParameterUse[] {
  return placedFormulas(model)
    .filter(({ expression, local }) => !local.has(id) && freeSymbols(expression).has(id))
    .map(({ expression, where, range }) => ({
      place: range ? `${range.file}:${range.line}` : "model",
      where,
      formula: printFormula(expression),
    }));
}

function therapyUses(id: string, { therapies }: Disease): ParameterUse[] {
  return therapies.flatMap((therapy) =>
    therapy.routes.flatMap((route) =>
      [...route.give, ...(route.stop ?? [])]
        .filter(({ formula }) => mentions(formula, id))
        .map(({ variable, formula }) => ({
          place: "therapies.yaml",
          where: `${therapy.label}, ${route.label}: ${variable}`,
          formula,
        })),
    ),
  );
}

function mentions(formula: string, id: string): boolean {
  const { expression } = parseFormula(formula);
  return expression !== undefined && freeSymbols(expression).has(id);
}
