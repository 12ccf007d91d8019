// chondron convert IN OUT: a model from one language to another. Antimony to SBML L3V2 for now.

import { writeFile } from "node:fs/promises";
import { writeSbml } from "@chondron/model";
import { ExitCode, failure, systemCause, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { isSbml, loadModel } from "./model-file.js";
import type { Terminal } from "./terminal.js";

export async function convert(from: string, to: string, terminal: Terminal): Promise<ExitCode> {
  refuse(from, to);
  const { model, diagnostics } = loadModel(from);
  noteDiagnostics(terminal, diagnostics);
  const sbml = writeSbml(model);
  if (to === "-") await terminal.write(sbml);
  else await save(to, sbml);
  return ExitCode.success;
}

function refuse(from: string, to: string): void {
  if (isSbml(from))
    throw usageError("CH6009", { from, to, cause: "reading SBML is not in this version" });
  if (to !== "-" && !isSbml(to))
    throw usageError("CH6009", { from, to, cause: "the output does not end in .xml or .sbml" });
}

export async function save(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw failure("CH6002", { file, cause: systemCause(error) });
  }
}
