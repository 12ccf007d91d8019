// What readers of experiments share: the disease and its symbols to check names against, and a place
// for every complaint.

import type { CompiledModel } from "@chondron/compiler";
import { type Diagnostic, type Disease, diagnose } from "@chondron/model";
import type { Path, ProtocolDocument } from "../protocol/document.js";
import { suggest } from "../protocol/suggestion.js";

export interface ExperimentReading {
  readonly disease: Disease;
  readonly document: ProtocolDocument;
  readonly symbols: Symbols;
  readonly found: Diagnostic[];
}

export interface Symbols {
  readonly parameters: readonly string[];
  readonly states: readonly string[];
  readonly observables: readonly string[];
  readonly covariates: readonly string[];
  readonly outcomes: readonly string[];
  readonly events: readonly string[];
  readonly therapies: readonly string[];
}

export function symbolsOf(disease: Disease, compiled: CompiledModel): Symbols {
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
  return {
    parameters: ids(compiled.parameters),
    states: ids(compiled.states),
    observables: [...compiled.observables],
    covariates: ids(disease.covariates),
    outcomes: ids(disease.outcomes),
    events: ids(disease.naturalHistory.hazardEvents),
    therapies: ids(disease.therapies),
  };
}

/** CH4203 where `name` is not among `known`. */
export function requireName(
  { document, found }: ExperimentReading,
  where: string,
  kind: string,
  name: string,
  known: readonly string[],
  path: Path,
): boolean {
  if (known.includes(name)) return true;
  const suggestion = suggest(name, known, kind);
  found.push(diagnose("CH4203", { where, kind, name, suggestion }, document.rangeOf(path)));
  return false;
}

/** CH4201: a text that cannot be used. */
export function refuse(
  { document, found }: ExperimentReading,
  id: string,
  text: string,
  cause: string,
  suggestion: string,
  path: Path,
): void {
  found.push(diagnose("CH4201", { id, text, cause, suggestion }, document.rangeOf(path)));
}
