// chondron check MODEL: read a model and say what is wrong with it, up to its equations.

import { compile } from "@chondron/compiler";
import { type Diagnostic, hasErrors } from "@chondron/model";
import { CliError, ExitCode } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { exitCodeOf, loadModel } from "./model-file.js";
import type { Terminal } from "./terminal.js";

export interface CheckOptions {
  readonly json?: boolean;
}

export async function check(
  file: string,
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const found = examine(file);
  if (options.json) await terminal.write(`${JSON.stringify({ file, ...found }, null, 2)}\n`);
  else {
    noteDiagnostics(terminal, found.diagnostics);
    await terminal.write(`${file}: ${summaryWords(found)}\n`);
  }
  return found.ok ? ExitCode.success : exitCodeOf(found.diagnostics);
}

interface Examination {
  readonly ok: boolean;
  readonly model: string | null;
  readonly states: number;
  readonly parameters: number;
  readonly events: number;
  readonly diagnostics: readonly Diagnostic[];
}

function examine(file: string): Examination {
  try {
    const { model, diagnostics } = loadModel(file);
    const { compiled, diagnostics: more } = compile(model);
    const all = [...diagnostics, ...more];
    return {
      ok: compiled !== undefined && !hasErrors(all),
      model: model.id,
      states: compiled?.states.length ?? 0,
      parameters: compiled?.parameters.length ?? 0,
      events: compiled?.events.length ?? 0,
      diagnostics: all,
    };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const none = { ok: false, model: null, states: 0, parameters: 0, events: 0 };
    return { ...none, diagnostics: error.diagnostics };
  }
}

function summaryWords(found: Examination): string {
  const count = (severity: Diagnostic["severity"]): number =>
    found.diagnostics.filter((d) => d.severity === severity).length;
  const troubles = `${words(count("error"), "error")}, ${words(count("warning"), "warning")}`;
  if (!found.ok) return troubles;
  const size = `${words(found.states, "state")}, ${words(found.parameters, "parameter")}, ${words(found.events, "event")}`;
  return `model "${found.model}" is sound: ${size}; ${troubles}`;
}

function words(n: number, name: string): string {
  return `${n} ${name}${n === 1 ? "" : "s"}`;
}
