// Reads a model and its imports from disk. The only file of this package that needs Node.

import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { ImportedText } from "../antimony/imports.js";
import { parseAntimony } from "../antimony/parse-antimony.js";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import type { Model } from "../model.js";

export interface ReadModel {
  /** Absent where a diagnostic is an error. */
  readonly model?: Model;
  readonly diagnostics: readonly Diagnostic[];
  /** Every text read, by the file name that diagnostics use. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Read an Antimony file from disk with everything it imports; a relative import is relative to
 * the importing file. File names in diagnostics are as given, joined with `/`. Never throws for
 * what is on the disk: a file that cannot be read is a diagnostic.
 */
export function readModelFile(path: string, options: { modelId?: string } = {}): ReadModel {
  const sources = new Map<string, string>();
  const root = load(path);
  if ("cause" in root)
    return { diagnostics: [diagnose("CH6001", { file: path, cause: root.cause })], sources };
  sources.set(root.file, root.text);
  const resolveImport = (target: string, importer: string): ImportedText | { cause: string } => {
    const found = load(resolveBeside(importer, target));
    if (!("cause" in found)) sources.set(found.file, found.text);
    return found;
  };
  return { ...parseAntimony(root.text, { file: root.file, resolveImport, ...options }), sources };
}

function resolveBeside(importer: string, target: string): string {
  return isAbsolute(target) ? target : join(dirname(importer), target);
}

function load(path: string): ImportedText | { readonly cause: string } {
  try {
    return { file: path, text: readFileSync(path, "utf8") };
  } catch (error) {
    return { cause: reason(error) };
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
