// Flattens a model of models (SBML L3, package comp: Hierarchical Model Composition) to one model
// without the package: submodels are put in place, deletions and replacements carried out, ids made
// unique by the path of submodels before them ("A__B__x"). After the specification of comp (Smith et
// al., version 1 release 3); names are those of libSBML's flattener. Each step, and where the two
// differ: docs/notes/flattening-of-hierarchical-models.md.

import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.js";
import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { XmlElement } from "../xml-tree.js";
import { DefinitionLibrary, type ResolveExternalModel } from "./definitions.js";
import { ElementWriter } from "./elements.js";
import { type Instance, instantiate } from "./instance.js";
import { joinDocuments, joinModels } from "./join.js";
import { linkInstances } from "./links.js";
import { ReferenceResolver } from "./references.js";
import { checkRings } from "./survivors.js";
import { SymbolTable } from "./symbols.js";
import { UniqueSink } from "./unique-sink.js";

export interface FlattenOptions {
  /** File of the document, the start for relative sources. */
  readonly file: string;
  readonly resolve: ResolveExternalModel;
}

export interface FlattenedModel {
  /** The sbml element with one flat model; absent where a diagnostic is an error. */
  readonly root?: XmlElement;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Flatten the document `root`. The result shares the parts of the input that did not change.
 * Faults of the models are diagnostics; never throws for them.
 */
export function flattenComp(root: XmlElement, options: FlattenOptions): FlattenedModel {
  const sink = new UniqueSink();
  const library = new DefinitionLibrary(root, options.file, options.resolve, sink);
  const { model } = library.main;
  if (!model) {
    sink.add("CH1615", {}, root.range);
    return { diagnostics: sink.diagnostics };
  }
  const main = instantiate(library, model, sink);
  const flat = main && flatten(main, library, sink);
  const { diagnostics } = sink;
  return flat && !hasErrors(diagnostics) ? { root: flat, diagnostics } : { diagnostics };
}

function flatten(
  main: Instance,
  library: DefinitionLibrary,
  sink: DiagnosticSink,
): XmlElement | undefined {
  const references = new ReferenceResolver(sink);
  linkInstances(main, references, sink);
  if (!checkRings(main, sink)) return undefined;
  const symbols = new SymbolTable(references, sink);
  const writer = new ElementWriter(symbols, sink, main.index.element.namespace);
  return joinDocuments(library.loaded, joinModels(main, writer, sink));
}
