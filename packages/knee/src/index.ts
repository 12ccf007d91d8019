// The knee as a disease: its model, tables and evidence, read from the files of this package.

import { existsSync, readFileSync } from "node:fs";
import type { CalibrationTarget, Disease } from "@chondron/model";
import type { Credibility } from "./credibility/credibility.js";
import type { Evidence, ExperimentResult, ResultsOrigin } from "./evidence/evidence.js";
import {
  kneeComparators,
  kneeCredibility,
  kneeDisease,
  kneeEvidence,
  kneeExperimentsText,
  kneePosterior,
  kneeResults,
  kneeResultsOrigin,
  kneeTargets,
} from "./texts.js";

export * from "./texts.js";

/** Folder of the knee's files: model/, protocols/, evidence/, tables. Ends with a slash. */
export const kneeFolder = new URL("../", import.meta.url);

/** The knee as shipped. Throws DiagnosticError where its files contradict each other. */
export function loadKnee(): Disease {
  return kneeDisease(readText);
}

/** The evidence as shipped. Throws DiagnosticError where it does not hold together. */
export function loadEvidence(): Evidence {
  return kneeEvidence(readText);
}

/** What experiments said, where they have been run; throws DiagnosticError for a damaged file. */
export function loadResults(): readonly ExperimentResult[] {
  return kneeResults(readText);
}

/** What the shipped results were run with; undefined where none ship. */
export function loadResultsOrigin(): ResultsOrigin | undefined {
  return kneeResultsOrigin(readText);
}

/** The experiments that ask the knee about claims, as text. */
export function loadExperimentsText(): string {
  return kneeExperimentsText(readText);
}

/** What the knee is fitted to and tested against. Throws DiagnosticError where a table is broken. */
export function loadKneeTargets(): readonly CalibrationTarget[] {
  return kneeTargets(readText);
}

/** Published figures of therapies that are no targets. Throws DiagnosticError where the table is broken. */
export function loadComparators(): readonly CalibrationTarget[] {
  return kneeComparators(readText);
}

/** The frame in which the knee is judged. Throws DiagnosticError where credibility.yaml is not whole. */
export function loadCredibility(): Credibility {
  return kneeCredibility(readText);
}

/** The posterior that ships, as texts; undefined where none does. */
export function loadKneePosterior(): ReturnType<typeof kneePosterior> {
  return kneePosterior(readText);
}

function readText(path: string): string | undefined {
  const file = new URL(path, kneeFolder);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
