// The knee as a disease: its model and tables, read from the files of this package.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type CalibrationTarget, DiagnosticError, type Disease, hasErrors } from "@chondron/model";
import { readDisease } from "./read-disease.js";
import { readAllTargets } from "./targets.js";

export { checkTables } from "./check-tables.js";
export { type DiseaseFiles, type ReadDisease, readDisease } from "./read-disease.js";

/** Folder of the knee's files: model/, protocols/, tables. Ends with a slash. */
export const kneeFolder = new URL("../", import.meta.url);

/** The knee as shipped. Throws DiagnosticError where its files contradict each other. */
export function loadKnee(): Disease {
  const { disease, diagnostics } = readDisease({ readText, sha256, version: packageVersion() });
  if (!disease) throw new DiagnosticError(diagnostics);
  return disease;
}

/** What the knee is fitted to and tested against. Throws DiagnosticError where a table is broken. */
export function loadKneeTargets(): readonly CalibrationTarget[] {
  const { targets, diagnostics } = readAllTargets(readText);
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return targets;
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
