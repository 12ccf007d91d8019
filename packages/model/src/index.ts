export type * from "./annotation.js";
export type { ImportedText, ResolveImport } from "./antimony/imports.js";
export {
  type AntimonyOptions,
  type ParsedModel,
  parseAntimony,
} from "./antimony/parse-antimony.js";
export { printAntimony, type Report } from "./antimony/print/print-antimony.js";
export { type PlacedFormula, placedFormulas } from "./check/model-index.js";
export { checkModel } from "./check.js";
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
export { type RenderOptions, renderDiagnostics } from "./diagnostics/render.js";
export { type DiagnosticCode, type DiagnosticEntry, diagnosticTable } from "./diagnostics/table.js";
export type * from "./disease.js";
export { evidenceGrades, parameterStatuses } from "./disease.js";
export type * from "./expression.js";
export { type ParsedFormula, parseFormula } from "./formula/parse.js";
export { printFormula } from "./formula/print.js";
export { distributionOf, drawingFunctions, firstDraw } from "./formula/random-draws.js";
export {
  calledFunctions,
  children,
  equalExpressions,
  freeSymbols,
  rewrite,
  substitute,
  visit,
} from "./formula/walk.js";
export type * from "./model.js";
export { type ModelVerdict, modelVerdicts } from "./model-verdict.js";
export { type AnnotationOptions, withAnnotations } from "./sbml/annotation/read-annotation.js";
export { type ReadSbml, readSbml, type SbmlOptions } from "./sbml/read/read-sbml.js";
export { writeSbml } from "./sbml/write.js";
export type { XmlLimits } from "./sbml/xml/limits.js";
export { type ParsedXml, parseXml, type XmlOptions } from "./sbml/xml/parse-xml.js";
export type { XmlAttribute, XmlElement } from "./sbml/xml-tree.js";
export { sha256Hex } from "./sha256.js";
export { editDistance, nearestName } from "./similar-names.js";
export type { SourceRange } from "./source-range.js";
export type { CalibrationTarget, TargetUse } from "./targets/calibration-target.js";
export { targetUses } from "./targets/calibration-target.js";
export { type DelimitedCells, separatorOf, splitRow } from "./targets/delimited.js";
export { readTargets } from "./targets/read-targets.js";
