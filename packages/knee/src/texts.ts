// The knee from the texts of its files, wherever they come from: a folder (index.ts) or one file of
// texts by path (browsers). Imports nothing of Node.

import {
  type CalibrationTarget,
  type Diagnostic,
  DiagnosticError,
  type Disease,
  hasErrors,
  sha256Hex,
} from "@chondron/model";
import { checkEvidence } from "./evidence/check-evidence.js";
import { checkReferences } from "./evidence/check-references.js";
import type { Evidence, ExperimentResult } from "./evidence/evidence.js";
import { readEvidence } from "./evidence/read-evidence.js";
import { readResults, resultsFile } from "./evidence/read-results.js";
import { readSourcedItems } from "./evidence/sourced-items.js";
import { readDisease } from "./read-disease.js";
import { readAllTargets } from "./targets.js";

export { checkTables } from "./check-tables.js";
export type * from "./evidence/evidence.js";
export { evidenceLevels, verdicts } from "./evidence/evidence.js";
export {
  type Reference,
  ReferenceIndex,
  type Resolved,
  splitReferences,
  unsourced,
} from "./evidence/references.js";
export { type DiseaseFiles, type ReadDisease, readDisease } from "./read-disease.js";

/** Text of a file by its path within the package, e.g. `model/knee.ant`; undefined where it has none. */
export type KneeTexts = (path: string) => string | undefined;

export const experimentsFile = "evidence/experiments.yaml";
const posteriorFiles = ["posterior/manifest.json", "posterior/draws.tsv"] as const;

/** Texts by path as one object, as scripts/pack-texts.mjs packs them. */
export function packedTexts(files: Readonly<Record<string, string>>): KneeTexts {
  return (path) => (Object.hasOwn(files, path) ? files[path] : undefined);
}

/** The disease. Throws DiagnosticError where its files contradict each other. */
export function kneeDisease(texts: KneeTexts): Disease {
  const readText = required(texts);
  const { version } = JSON.parse(readText("package.json")) as { version: string };
  const { disease, diagnostics } = readDisease({ readText, sha256: sha256Hex, version });
  if (!disease) throw new DiagnosticError(diagnostics);
  return disease;
}

/** The evidence. Throws DiagnosticError where it does not hold together. */
export function kneeEvidence(texts: KneeTexts): Evidence {
  const { evidence, diagnostics } = examineEvidence(required(texts));
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return evidence;
}

/**
 * Read the evidence and check it, and check that every number of the disease leads to it or says why
 * it is assumed. `read` yields the text of a file by its path within the package.
 */
export function examineEvidence(read: (path: string) => string): {
  readonly evidence: Evidence;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const evidence = readEvidence(read, diagnostics);
  const items = readSourcedItems(read, diagnostics);
  if (!hasErrors(diagnostics))
    diagnostics.push(...checkEvidence(evidence), ...checkReferences(items, evidence));
  return { evidence, diagnostics };
}

/** What experiments said, where they have been run; throws DiagnosticError for a damaged file. */
export function kneeResults(texts: KneeTexts): readonly ExperimentResult[] {
  const text = texts(resultsFile);
  if (text === undefined) return [];
  const diagnostics: Diagnostic[] = [];
  const results = readResults(text, resultsFile, diagnostics);
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return results;
}

/** The experiments that ask the knee about claims, as text. */
export function kneeExperimentsText(texts: KneeTexts): string {
  return required(texts)(experimentsFile);
}

/** What the knee is fitted to and tested against. Throws DiagnosticError where a table is broken. */
export function kneeTargets(texts: KneeTexts): readonly CalibrationTarget[] {
  const { targets, diagnostics } = readAllTargets(required(texts));
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return targets;
}

/** The posterior that ships, as texts; undefined where none does. */
export function kneePosterior(
  texts: KneeTexts,
): { readonly manifest: string; readonly draws: string } | undefined {
  const [manifest, draws] = posteriorFiles.map(texts);
  return manifest === undefined || draws === undefined ? undefined : { manifest, draws };
}

function required(texts: KneeTexts): (path: string) => string {
  return (path) => {
    const text = texts(path);
    if (text === undefined) throw new Error(`the knee has no file "${path}"`);
    return text;
  };
}
