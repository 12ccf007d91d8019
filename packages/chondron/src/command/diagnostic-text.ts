// Diagnostics on a terminal: the form of `formatDiagnostic`, with the severity in colour where the
// terminal has any.

import { type Diagnostic, formatDiagnostic } from "@chondron/model";
import pc from "picocolors";
import type { Terminal } from "./terminal.js";

const mostDiagnostics = 50;

/** One diagnostic per paragraph, the first 50 of them, with a count of the rest. */
export function noteDiagnostics(terminal: Terminal, diagnostics: readonly Diagnostic[]): void {
  const colors = pc.createColors(terminal.color);
  const paint = { error: colors.red, warning: colors.yellow, notice: colors.cyan };
  for (const diagnostic of diagnostics.slice(0, mostDiagnostics)) {
    const word = ` ${diagnostic.severity}:`;
    const text = formatDiagnostic(diagnostic).replace(
      word,
      ` ${paint[diagnostic.severity](`${diagnostic.severity}:`)}`,
    );
    terminal.note(`${text}\n`);
  }
  const rest = diagnostics.length - mostDiagnostics;
  if (rest > 0) terminal.note(`and ${rest} more\n`);
}
