// The knee as a disease: its model, tables and evidence, read from the files of this package.

import { existsSync, readFileSync } from "node:fs";
import type { CalibrationTarget, Disease } from "@chondron/model";
import type { Evidence, ExperimentResult } from "./evidence/evidence.js";
import {
  kneeDisease,
  kneeEvidence,
  kneeExperimentsText,
  kneePosterior,
  kneeResults,
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

/** The experiments that ask the knee about claims, as text. */
export function loadExperimentsText(): string {
  return kneeExperimentsText(readText);
}

/** What the knee is fitted to and tested against. Throws DiagnosticError where a table is broken. */
export function loadKneeTargets(): readonly CalibrationTarget[] {
  return kneeTargets(readText);
}

/** The posterior that ships, as texts; undefined where none does. */
export function loadKneePosterior(): ReturnType<typeof kneePosterior> {
  return kneePosterior(readText);
}

function readText(path: string): string | undefined {
  const file = new URL(path, kneeFolder);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
