// What a user did that cannot be done, said once: code, place, cause, next step. Diagnostics are
// values, collected and shown together; a thrown Error means a bug in Chondron.

import type { SourceRange } from "../source-range.js";
import { type DiagnosticCode, diagnosticTable } from "./table.js";

export type Severity = "error" | "warning" | "notice";

export interface DiagnosticNote {
  readonly message: string;
  readonly range?: SourceRange;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** The cause, with the names of this case filled in. */
  readonly message: string;
  /** The next step. */
  readonly help: string;
  readonly range?: SourceRange;
  readonly notes: readonly DiagnosticNote[];
}

/**
 * Build a diagnostic from the table. `{name}` in the table's message and help is replaced by
 * `values.name`; a name the table uses and `values` lacks is a bug and throws.
 */
export function diagnose(
  code: DiagnosticCode,
  values: Readonly<Record<string, string | number>> = {},
  range?: SourceRange,
  notes: readonly DiagnosticNote[] = [],
): Diagnostic {
  const entry = diagnosticTable[code];
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`diagnostic ${code} lacks the value "${name}"`);
      return shorten(String(value));
    });
  const message = fill(entry.message);
  const help = fill(entry.help);
  return { code, severity: entry.severity, message, help, notes, ...(range ? { range } : {}) };
}

/** Longest value shown in a message: a name of ten megabytes must not fill the screen. */
const longestValue = 200;

function shorten(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 3)}...` : text;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === "error");
}

/** One diagnostic as text: `file:line:column CODE cause Next step.`, its notes below, indented. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = diagnostic.range ? `${formatRange(diagnostic.range)} ` : "";
  const head = `${place}${diagnostic.code} ${diagnostic.severity}: ${diagnostic.message} ${diagnostic.help}`;
  const notes = diagnostic.notes.map(
    (note) => `  note: ${note.range ? `${formatRange(note.range)} ` : ""}${note.message}`,
  );
  return [head.trimEnd(), ...notes].join("\n");
}

export function formatRange(range: SourceRange): string {
  return `${range.file}:${range.line}:${range.column}`;
}

/** Thrown at the edge of a function that cannot return a result; carries what was found. */
export class DiagnosticError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.name = "DiagnosticError";
  }
}
