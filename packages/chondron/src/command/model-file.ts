// A model from a file, ready to compile, or a CliError with everything found wrong with it.

import { checkModel, type Diagnostic, hasErrors, type Model } from "@chondron/model";
import { readModelFile } from "@chondron/model/node";
import { CliError, ExitCode, usageError } from "./cli-error.js";

export interface LoadedModel {
  readonly model: Model;
  /** Warnings and notices. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Read and check a model. Throws CliError: usage for a file that cannot be read, else failed. */
export function loadModel(file: string): LoadedModel {
  if (isSbml(file))
    throw usageError("CH6001", { file, cause: "reading SBML is not in this version" });
  const { model, diagnostics: found } = readModelFile(file);
  const diagnostics = model ? [...found, ...checkModel(model)] : found;
  if (!model || hasErrors(diagnostics)) throw new CliError(diagnostics, exitCodeOf(diagnostics));
  return { model, diagnostics };
}

export function isSbml(file: string): boolean {
  return /\.(xml|sbml)$/i.test(file);
}

/** A path that cannot be read was mistyped: usage. Everything else failed. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  return diagnostics.some((d) => d.code === "CH6001") ? ExitCode.usage : ExitCode.failed;
}
