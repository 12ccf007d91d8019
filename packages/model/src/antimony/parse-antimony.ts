// Antimony text to a Model: the one entrance to this folder.

import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../diagnostics/sink.js";
import type { Model } from "../model.js";
import { assemble } from "./assembler.js";
import { buildModel } from "./build.js";
import { type ResolveImport, readItems } from "./imports.js";
import { mainModel, sortItems } from "./program.js";

export interface AntimonyOptions {
  /** Name of the text in diagnostics, and what its imports are relative to. */
  readonly file?: string;
  /** Finds imported text; without it every import is refused. */
  readonly resolveImport?: ResolveImport;
  /** Id for the main model instead of its own; bare declarations are otherwise `__main`. */
  readonly modelId?: string;
  /** Joins the id of a submodel to those of its elements. */
  readonly separator?: "__" | "_";
}

export interface ParsedModel {
  /** Absent where a diagnostic is an error. */
  readonly model?: Model;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Read Antimony text, join its modules and flatten them to one model. What the model then means
 * is not judged: `checkModel` does that. Submodel elements have ids joined by `__`, as libSBML
 * joins them; libAntimony by itself joins by `_`.
 */
export function parseAntimony(text: string, options: AntimonyOptions = {}): ParsedModel {
  const { file = "model", resolveImport = refuseImports } = options;
  const sink = new DiagnosticSink();
  const model = read({ file, text }, resolveImport, options, sink);
  const { diagnostics } = sink;
  return model && !hasErrors(diagnostics) ? { model, diagnostics } : { diagnostics };
}

function read(
  root: { readonly file: string; readonly text: string },
  resolveImport: ResolveImport,
  { modelId, separator = "__" }: AntimonyOptions,
  sink: DiagnosticSink,
): Model | undefined {
  const program = sortItems(readItems(root, resolveImport, sink), sink);
  const main = mainModel(program, root.file);
  if (!main) {
    const start = { file: root.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    if (!hasErrors(sink.diagnostics)) sink.add("CH1011", {}, start);
    return undefined;
  }
  // A statement that could not be read would look like missing names: errors of its own come first.
  if (hasErrors(sink.diagnostics)) return undefined;
  const assembly = assemble(program, main, separator, sink);
  if (hasErrors(sink.diagnostics)) return undefined;
  return buildModel(assembly, program, main, modelId ?? main.id, sink);
}

function refuseImports(): { cause: string } {
  return { cause: "files cannot be read here" };
}
