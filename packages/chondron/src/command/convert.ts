// chondron convert IN OUT: a model from one language to another: Antimony or SBML of any level to
// SBML L3V2 for now.

import { writeSbml } from "@chondron/model";
import { ExitCode, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { isSbml, loadModel } from "./model-file.js";
import { saveFile } from "./save-file.js";
import type { Terminal } from "./terminal.js";

export async function convert(from: string, to: string, terminal: Terminal): Promise<ExitCode> {
  refuse(from, to);
  const { model, diagnostics } = loadModel(from);
  noteDiagnostics(terminal, diagnostics);
  const sbml = writeSbml(model);
  if (to === "-") await terminal.write(sbml);
  else await saveFile(to, sbml);
  return ExitCode.success;
}

function refuse(from: string, to: string): void {
  if (to !== "-" && !isSbml(to))
    throw usageError("CH6009", { from, to, cause: "the output does not end in .xml or .sbml" });
}
