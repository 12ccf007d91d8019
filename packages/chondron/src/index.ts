// The public API of Chondron: models, runs, trials and reports, re-exported by name from the
// packages that hold them.
//
//   import { loadKnee, readProtocol, renderReport, runTrial } from "chondron";
//   const knee = loadKnee();
//   const { protocol, diagnostics } = readProtocol(text, "my-trial.yaml", knee);
//   if (!protocol) throw new DiagnosticError(diagnostics);
//   const result = await runTrial(protocol, knee);
//   const html = renderReport(result, { created: "2026-01-31T12:00:00Z", version: "0.1.0" });

export {
  type ActionDefinition,
  type CompiledModel,
  type CompileResult,
  compile,
  loadJs,
  type System,
} from "@chondron/compiler";
export { kneeFolder, loadKnee } from "@chondron/knee";
export {
  checkModel,
  type Diagnostic,
  DiagnosticError,
  type Expression,
  formatDiagnostic,
  hasErrors,
  type Model,
  parseAntimony,
  parseFormula,
  printFormula,
  writeSbml,
} from "@chondron/model";
export { readModelFile } from "@chondron/model/node";
export {
  AdjointSensitivities,
  defaultMethod,
  type EnsembleJob,
  type EnsemblePool,
  type EnsembleResult,
  type FailureRow,
  ForwardSensitivities,
  failureRows,
  findInputs,
  integrate,
  type LaneBlock,
  methodNames,
  openPool,
  type Problem,
  ResultCode,
  resultText,
  type Solution,
  SteadyCode,
  type SteadyState,
  StreamEnd,
  type StreamJob,
  type StreamOptions,
  type StreamOutcome,
  steadyState,
  steadyText,
  type Target,
  targets,
} from "@chondron/solver";
export {
  adamTables,
  type Disease,
  overrideProtocol,
  ParquetStream,
  type Protocol,
  protocolSchema,
  readProtocol,
  runTrial,
  type TrialResult,
  type TrialSummary,
  writeDatasetJson,
  writeParquet,
} from "@chondron/trial";
export { type CaseReport, countReports, runCases } from "./conformance/case-report.js";
export { coverageByLevel, coverageByTag, coverageByTarget } from "./conformance/coverage.js";
export type { CaseStatus } from "./conformance/run-case.js";
export { findCases, type SuiteCase, type SuiteOptions } from "./conformance/suite.js";
export type { ReportOrigin } from "./report/manifest-section.js";
export { renderReport } from "./report/page.js";
