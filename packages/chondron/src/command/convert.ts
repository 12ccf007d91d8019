// chondron convert IN OUT: a model from one language to another: Antimony or SBML of any level to
// Antimony or SBML L3V2. What the model means is not judged here: `check` does that.

import { type Diagnostic, type Model, printAntimony, writeSbml } from "@chondron/model";
import { readModelFile } from "@chondron/model/node";
import { CliError, ExitCode, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { exitCodeOf, isSbml } from "./model-file.js";
import { saveFile } from "./save-file.js";
import type { Terminal } from "./terminal.js";

type Language = "antimony" | "sbml";

export async function convert(from: string, to: string, terminal: Terminal): Promise<ExitCode> {
  const language = languageOf(from, to);
  const { model, diagnostics } = readModelFile(from, { annotations: true });
  if (!model) throw new CliError(diagnostics, exitCodeOf(diagnostics));
  const found: Diagnostic[] = [...diagnostics];
  const text = textOf(model, language, found);
  noteDiagnostics(terminal, found);
  if (to === "-") await terminal.write(text);
  else await saveFile(to, text);
  return ExitCode.success;
}

function textOf(model: Model, language: Language, found: Diagnostic[]): string {
  if (language === "sbml") return writeSbml(model);
  return printAntimony(model, (one) => found.push(one));
}

/** By the name of the output; standard output takes the language that the input is not. */
function languageOf(from: string, to: string): Language {
  if (to === "-") return isSbml(from) ? "antimony" : "sbml";
  if (isSbml(to)) return "sbml";
  if (/\.(ant|txt)$/i.test(to)) return "antimony";
  const cause = "the output ends neither in .xml or .sbml nor in .ant or .txt";
  throw usageError("CH6009", { from, to, cause });
}
