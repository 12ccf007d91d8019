// The Antimony pack of independent cases (libAntimony's own tests, BSD-3): texts and the SBML that
// belongs to them, by path inside the pack.

import { dirname, join } from "node:path/posix";
import { type Diagnostic, formatDiagnostic } from "../diagnostics/diagnostic.js";
import { type ComparisonOptions, modelDifferences } from "../equal-models.test.support.js";
import type { Model } from "../model.js";
import { withAnnotations } from "../sbml/annotation/read-annotation.js";
import { filesOfPack } from "../sbml/read/case-pack.test.support.js";
import { readSbml } from "../sbml/read/read-sbml.js";
import { type AntimonyOptions, parseAntimony } from "./parse-antimony.js";

const files = filesOfPack("antimony");

export const present = files.size > 0;

/** Text of a file of the pack; undefined where there is none. */
export function textOf(path: string): string | undefined {
  const bytes = files.get(`antimony/${path}`);
  return bytes && new TextDecoder().decode(bytes);
}

/** Paths of the files in a folder of the pack. */
export function pathsIn(folder: string): string[] {
  const prefix = `antimony/${folder}/`;
  return [...files.keys()]
    .filter((path) => path.startsWith(prefix) && !path.endsWith("/"))
    .map((path) => path.slice("antimony/".length))
    .sort();
}

/** A JSON file of the pack: a list of entries. */
export function entriesOf<T>(path: string): readonly T[] {
  return JSON.parse(textOf(path) ?? "[]") as readonly T[];
}

export type ReadCase = { readonly model: Model } | { readonly refusal: string };

function outcome(model: Model | undefined, diagnostics: readonly Diagnostic[]): ReadCase {
  if (model) return { model };
  const found = diagnostics.find(({ severity }) => severity === "error");
  return { refusal: found ? formatDiagnostic(found) : "" };
}

/** The model of an Antimony text, or of an SBML text with its annotations. */
export function readCase(path: string, options: AntimonyOptions = {}): ReadCase {
  const text = textOf(path)!;
  const beside = (target: string, from: string) => {
    const file = join(dirname(from), target);
    const found = textOf(file);
    return found === undefined ? undefined : { file, text: found };
  };
  if (path.endsWith(".xml")) {
    const given = { file: path, resolve: beside };
    const { model, diagnostics } = readSbml(text, given);
    return outcome(model && withAnnotations(model, text, given), diagnostics);
  }
  const resolveImport = (target: string, from: string) =>
    beside(target, from) ?? { cause: "there is no such file" };
  const { model, diagnostics } = parseAntimony(text, { file: path, resolveImport, ...options });
  return outcome(model, diagnostics);
}

/** Differences of two models, annotations included; the refusal where one was not read. */
export function differencesOf(
  a: ReadCase,
  b: ReadCase,
  options: ComparisonOptions = { annotations: true },
): string[] {
  if ("refusal" in a) return [a.refusal];
  if ("refusal" in b) return [b.refusal];
  return modelDifferences(a.model, b.model, options);
}
