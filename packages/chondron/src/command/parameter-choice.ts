// --parameters: where the uncertain parameters of a run come from, with the knee's own posterior behind
// it. Warnings are noted, errors end the command.

import { loadKneePosterior } from "@chondron/knee";
import { type Disease, hasErrors } from "@chondron/model";
import { type ChosenSource, chooseParameters, type ParameterSource } from "@chondron/trial";
import { CliError, ExitCode } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import type { Terminal } from "./terminal.js";

export function chooseKneeParameters(
  disease: Disease,
  asked: ParameterSource | undefined,
  terminal: Terminal,
): ChosenSource {
  const chosen = chooseParameters(disease, loadKneePosterior(), asked);
  if (hasErrors(chosen.diagnostics)) throw new CliError(chosen.diagnostics, ExitCode.failed);
  noteDiagnostics(terminal, chosen.diagnostics);
  return chosen;
}
