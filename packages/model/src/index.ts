export type {
  Diagnostic,
  DiagnosticNote,
  Severity,
} from "./diagnostics/diagnostic.js";
export {
  DiagnosticError,
  diagnose,
  formatDiagnostic,
  formatRange,
  hasErrors,
} from "./diagnostics/diagnostic.js";
export { type DiagnosticCode, type DiagnosticEntry, diagnosticTable } from "./diagnostics/table.js";
export type * from "./expression.js";
export type * from "./model.js";
export type { SourceRange } from "./source-range.js";
