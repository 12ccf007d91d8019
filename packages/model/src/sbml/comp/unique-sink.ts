// Collects diagnostics of models that are used many times: each place says a thing once.

import type { DiagnosticNote } from "../../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../../diagnostics/sink.js";
import type { DiagnosticCode } from "../../diagnostics/table.js";
import type { SourceRange } from "../../source-range.js";

export class UniqueSink extends DiagnosticSink {
  private readonly said = new Set<string>();

  override add(
    code: DiagnosticCode,
    values: Readonly<Record<string, string | number>>,
    range?: SourceRange,
    notes: readonly DiagnosticNote[] = [],
  ): void {
    const key = JSON.stringify([code, values, range]);
    if (this.said.has(key)) return;
    this.said.add(key);
    super.add(code, values, range, notes);
  }
}
