// The knee from the texts of its files, wherever they come from: a folder (index.ts) or one file of
// texts by path (browsers). Imports nothing of Node.

import {
  type CalibrationTarget,
  type Diagnostic,
  DiagnosticError,
  type Disease,
  hasErrors,
  readTargets,
  sha256Hex,
} from "@chondron/model";
import type { Credibility } from "./credibility/credibility.js";
import { readCredibility } from "./credibility/read-credibility.js";
import { checkEvidence } from "./evidence/check-evidence.js";
import { checkReferences } from "./evidence/check-references.js";
import type { Evidence, ExperimentResult, ResultsOrigin } from "./evidence/evidence.js";
import { readEvidence } from "./evidence/read-evidence.js";
import { readResults, readResultsOrigin, resultsFile } from "./evidence/read-results.js";
import { readSourcedItems } from "./evidence/sourced-items.js";
import { readDisease } from "./read-disease.js";
import { readAllTargets } from "./targets.js";

export { checkTables } from "./check-tables.js";
export type * from "./credibility/credibility.js";
export { credibilityActivities, modelRisk, riskLevels } from "./credibility/credibility.js";
export { readCredibility } from "./credibility/read-credibility.js";
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
const comparatorsFile = "comparators.tsv";
const credibilityFile = "credibility.yaml";
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

/** What the results were run with; undefined where there are none. */
export function kneeResultsOrigin(texts: KneeTexts): ResultsOrigin | undefined {
  const text = texts(resultsFile);
  return text === undefined ? undefined : readResultsOrigin(text);
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

/** Published figures of therapies that are no targets. Throws DiagnosticError where the table is broken. */
export function kneeComparators(texts: KneeTexts): readonly CalibrationTarget[] {
  const diagnostics: Diagnostic[] = [];
  const rows = readTargets(required(texts)(comparatorsFile), comparatorsFile, diagnostics);
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return rows;
}

/** The frame in which the knee is judged. Throws DiagnosticError where its file is not whole. */
export function kneeCredibility(texts: KneeTexts): Credibility {
  const diagnostics: Diagnostic[] = [];
  const credibility = readCredibility(
    required(texts)(credibilityFile),
    credibilityFile,
    diagnostics,
  );
  if (!credibility) throw new DiagnosticError(diagnostics);
  return credibility;
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
