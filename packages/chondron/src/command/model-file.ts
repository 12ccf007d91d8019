// A model from a file, ready to compile, or a CliError with everything found wrong with it.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkModel, type Diagnostic, hasErrors, type Model, readSbml } from "@chondron/model";
import { readModelFile } from "@chondron/model/node";
import { CliError, ExitCode, systemCause, usageError } from "./cli-error.js";

export interface LoadedModel {
  readonly model: Model;
  /** Warnings and notices. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Read and check a model. Throws CliError: usage for a file that cannot be read, else failed. */
export function loadModel(file: string): LoadedModel {
  const { model, diagnostics: found } = isSbml(file) ? readSbmlFile(file) : readModelFile(file);
  const diagnostics = model ? [...found, ...checkModel(model)] : found;
  if (!model || hasErrors(diagnostics)) throw new CliError(diagnostics, exitCodeOf(diagnostics));
  return { model, diagnostics };
}

/** Read SBML with the files that it refers to, each beside the one that does. */
function readSbmlFile(file: string): ReturnType<typeof readSbml> {
  const resolve = (source: string, from: string): { file: string; text: string } | undefined => {
    const path = join(dirname(from), source);
    try {
      return { file: path, text: readFileSync(path, "utf8") };
    } catch {
      return undefined;
    }
  };
  return readSbml(readBytes(file), { file, resolve });
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw usageError("CH6001", { file, cause: systemCause(error) });
  }
}

export function isSbml(file: string): boolean {
  return /\.(xml|sbml)$/i.test(file);
}

/** A path that cannot be read was mistyped: usage. Everything else failed. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  return diagnostics.some((d) => d.code === "CH6001") ? ExitCode.usage : ExitCode.failed;
}
