// The knee as a disease: its model, tables and evidence, read from the files of this package.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import {
  type CalibrationTarget,
  type Diagnostic,
  DiagnosticError,
  type Disease,
  hasErrors,
  readTargets,
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

/** Folder of the knee's files: model/, protocols/, evidence/, tables. Ends with a slash. */
export const kneeFolder = new URL("../", import.meta.url);

/** The knee as shipped. Throws DiagnosticError where its files contradict each other. */
export function loadKnee(): Disease {
  const { disease, diagnostics } = readDisease({ readText, sha256, version: packageVersion() });
  if (!disease) throw new DiagnosticError(diagnostics);
  return disease;
}

/** The evidence as shipped. Throws DiagnosticError where it does not hold together. */
export function loadEvidence(): Evidence {
  const { evidence, diagnostics } = examineEvidence(readText);
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
export function loadResults(): readonly ExperimentResult[] {
  if (!existsSync(new URL(resultsFile, kneeFolder))) return [];
  const diagnostics: Diagnostic[] = [];
  const results = readResults(readText(resultsFile), resultsFile, diagnostics);
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return results;
}

/** What the shipped results were run with; undefined where none ship. */
export function loadResultsOrigin(): ResultsOrigin | undefined {
  const present = existsSync(new URL(resultsFile, kneeFolder));
  return present ? readResultsOrigin(readText(resultsFile)) : undefined;
}

export const experimentsFile = "evidence/experiments.yaml";

/** The experiments that ask the knee about claims, as text. */
export function loadExperimentsText(): string {
  return readText(experimentsFile);
}

/** What the knee is fitted to and tested against. Throws DiagnosticError where a table is broken. */
export function loadKneeTargets(): readonly CalibrationTarget[] {
  const { targets, diagnostics } = readAllTargets(readText);
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return targets;
}

/** Published figures of therapies that are no targets. Throws DiagnosticError where the table is broken. */
export function loadComparators(): readonly CalibrationTarget[] {
  const diagnostics: Diagnostic[] = [];
  const rows = readTargets(readText("comparators.tsv"), "comparators.tsv", diagnostics);
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return rows;
}

/** The frame in which the knee is judged. Throws DiagnosticError where credibility.yaml is not whole. */
export function loadCredibility(): Credibility {
  const diagnostics: Diagnostic[] = [];
  const credibility = readCredibility(
    readText("credibility.yaml"),
    "credibility.yaml",
    diagnostics,
  );
  if (!credibility) throw new DiagnosticError(diagnostics);
  return credibility;
}

/** The posterior that ships, as texts; undefined where none does. */
export function loadKneePosterior():
  | { readonly manifest: string; readonly draws: string }
  | undefined {
  const [manifest, draws] = ["posterior/manifest.json", "posterior/draws.tsv"] as const;
  const present = [manifest, draws].every((path) => existsSync(new URL(path, kneeFolder)));
  return present ? { manifest: readText(manifest), draws: readText(draws) } : undefined;
}

function readText(path: string): string {
  return readFileSync(new URL(path, kneeFolder), "utf8");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function packageVersion(): string {
  const description = JSON.parse(readText("package.json")) as { version: string };
  return description.version;
}
