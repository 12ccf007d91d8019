// Collects the diagnostics of one reading and says when there are too many to go on, so that ten
// megabytes of noise end after a screenful of messages.

import type { SourceRange } from "../source-range.js";
import { type Diagnostic, type DiagnosticNote, diagnose } from "./diagnostic.js";
import type { DiagnosticCode } from "./table.js";

export const errorLimit = 20;

export class DiagnosticSink {
  readonly diagnostics: Diagnostic[] = [];
  private errors = 0;

  /** True once the limit is reached; readers then stop. */
  get full(): boolean {
    return this.errors >= errorLimit;
  }

  /** Is the latest error on this line? Another one there mostly follows from it. */
  hasErrorOnLine(range: SourceRange): boolean {
    const last = this.diagnostics.at(-1);
    const same = last?.range?.line === range.line && last.range.file === range.file;
    return same && last.severity === "error";
  }

  add(
    code: DiagnosticCode,
    values: Readonly<Record<string, string | number>>,
    range?: SourceRange,
    notes: readonly DiagnosticNote[] = [],
  ): void {
    if (this.full) return;
    const found = diagnose(code, values, range, notes);
    this.diagnostics.push(found);
    if (found.severity !== "error") return;
    this.errors += 1;
    if (this.full) this.diagnostics.push(diagnose("CH1009", { limit: errorLimit }, range));
  }
}
