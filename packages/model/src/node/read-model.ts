// Reads a model and the files it refers to from disk. The only file of this package that needs Node.

import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { ImportedText, ResolveImport } from "../antimony/imports.js";
import { parseAntimony } from "../antimony/parse-antimony.js";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import type { Model } from "../model.js";
import { withAnnotations } from "../sbml/annotation/read-annotation.js";
import { readSbml } from "../sbml/read/read-sbml.js";

export interface ReadModel {
  /** Absent where a diagnostic is an error. */
  readonly model?: Model;
  readonly diagnostics: readonly Diagnostic[];
  /** Every text read, by the file name that diagnostics use. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface ReadModelOptions {
  /** Id for the model of an Antimony file instead of its own. */
  readonly modelId?: string;
  /** Read what SBML says of its elements besides what they mean; Antimony's is always read. */
  readonly annotations?: boolean;
}

/**
 * Read an Antimony or SBML file from disk with everything it imports or refers to; a relative path
 * is relative to the file that has it. What the file is, its first character says: XML begins with
 * `<`, Antimony never does. File names in diagnostics are as given, joined with `/`. Never throws
 * for what is on the disk: a file that cannot be read is a diagnostic.
 */
export function readModelFile(path: string, options: ReadModelOptions = {}): ReadModel {
  const sources = new Map<string, string>();
  const root = load(path);
  if ("cause" in root)
    return { diagnostics: [diagnose("CH6001", { file: path, cause: root.cause })], sources };
  const text = new TextDecoder().decode(root.bytes);
  sources.set(path, text);
  const beside = (target: string, importer: string): ImportedText | { cause: string } => {
    const file = resolveBeside(importer, target);
    const found = load(file);
    if ("cause" in found) return found;
    const imported = { file, text: new TextDecoder().decode(found.bytes) };
    sources.set(file, imported.text);
    return imported;
  };
  if (!isXml(path, text)) {
    const { modelId } = options;
    const given = { file: path, resolveImport: beside, ...(modelId ? { modelId } : {}) };
    return { ...parseAntimony(text, given), sources };
  }
  const resolve = quiet(beside);
  const { model, diagnostics } = readSbml(root.bytes, { file: path, resolve });
  if (!model) return { diagnostics, sources };
  if (!options.annotations) return { model, diagnostics, sources };
  const found = [...diagnostics];
  const report = (one: Diagnostic) => found.push(one);
  const full = withAnnotations(model, text, { file: path, resolve, report });
  return { model: full, diagnostics: found, sources };
}

/** A search that says nothing of why it found nothing. */
function quiet(search: ResolveImport): (target: string, from: string) => ImportedText | undefined {
  return (target, from) => {
    const found = search(target, from);
    return "cause" in found ? undefined : found;
  };
}

/** By the first character, or by the name where the file is empty. */
function isXml(path: string, text: string): boolean {
  const first = /\S/.exec(text)?.[0];
  return first === undefined ? /\.(xml|sbml)$/i.test(path) : first === "<" || hasNul(text);
}

/** UTF-16 text, which the reader of XML refuses by name. */
function hasNul(text: string): boolean {
  return text.slice(0, 8).includes("\0");
}

function resolveBeside(importer: string, target: string): string {
  return isAbsolute(target) ? target : join(dirname(importer), target);
}

function load(path: string): { readonly bytes: Uint8Array } | { readonly cause: string } {
  try {
    return { bytes: readFileSync(path) };
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
