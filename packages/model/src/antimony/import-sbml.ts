// An SBML file as modules: read, flattened and written as Antimony, which is then read like any other
// imported text. What Antimony has no words for is said, as when the file is converted.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import { printFormula } from "../formula/print.js";
import type { FunctionDefinition, Model } from "../model.js";
import { readSbml } from "../sbml/read/read-sbml.js";
import type { ImportedText, ResolveImport } from "./imports.js";
import { printAntimony } from "./print/print-antimony.js";
import { renameModel } from "./print/rewrite-model.js";
import type { FunctionSyntax, ImportSyntax } from "./syntax.js";

/**
 * Antimony text of the model, or undefined, with an error, where it cannot be read. `functions` are
 * those defined so far: others of the same name bear the name of their model before it.
 */
export function sbmlAsAntimony(
  source: ImportedText,
  statement: ImportSyntax,
  resolveImport: ResolveImport,
  functions: ReadonlyMap<string, FunctionSyntax>,
  sink: DiagnosticSink,
): string | undefined {
  const { model, diagnostics } = readSbml(source.text, {
    file: source.file,
    resolve: (target, from) => {
      const found = resolveImport(target, from);
      return "cause" in found ? undefined : found;
    },
  });
  if (!model) {
    const cause = diagnostics.find(({ severity }) => severity === "error")?.message ?? "";
    const values = { file: statement.file, cause: cause.replace(/\.$/, "") };
    sink.add("CH1103", values, statement.range);
    return undefined;
  }
  return printAntimony(withOwnFunctions(model, functions), (found) =>
    sink.diagnostics.push({ ...found, range: statement.range }),
  );
}

function withOwnFunctions(model: Model, known: ReadonlyMap<string, FunctionSyntax>): Model {
  const clashing = model.functionDefinitions.filter((item) => {
    const other = known.get(item.id);
    return other && !isSame(item, other);
  });
  if (clashing.length === 0) return model;
  const ids = new Map(clashing.map(({ id }) => [id, `${model.id}_${id}`]));
  return renameModel(model, { id: (id) => ids.get(id) ?? id, unit: (id) => id });
}

function isSame(item: FunctionDefinition, other: FunctionSyntax): boolean {
  const parameters = other.parameters.map(({ path }) => path);
  return (
    item.parameters.join() === parameters.join() &&
    printFormula(item.body) === printFormula(other.body)
  );
}
