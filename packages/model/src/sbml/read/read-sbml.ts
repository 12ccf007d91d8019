// SBML text to a Model: parse the XML, settle level, version and packages, flatten a hierarchy,
// read. What the model means, whether its names exist and its values are given, is checkModel's.

import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../../diagnostics/sink.js";
import type { Model } from "../../model.js";
import type { ResolveExternalModel } from "../comp/definitions.js";
import { flattenComp } from "../comp/flatten-comp.js";
import { parseSbmlXml } from "../xml/parse-sbml-xml.js";
import type { XmlElement } from "../xml-tree.js";
import { editionOf, statedEdition } from "./edition.js";
import { readModel } from "./model.js";
import { checkPackages, usesComp } from "./packages.js";
import { rateOfStandIn, withRateOf } from "./rate-of.js";
import { Reading } from "./reading.js";

export interface SbmlOptions {
  /** Names the text in diagnostics. */
  readonly file: string;
  /** Finds the files that a hierarchical model refers to (package comp). */
  readonly resolve?: ResolveExternalModel;
}

export interface ReadSbml {
  /** Absent where a diagnostic is an error. */
  readonly model?: Model;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Read an SBML document of Level 1 Version 1 to Level 3 Version 2, given as text or as bytes in
 * UTF-8. Time and memory are linear in its length; never throws for what it holds.
 */
export function readSbml(source: string | Uint8Array, options: SbmlOptions): ReadSbml {
  const { root, diagnostics } = parseSbmlXml(source, options.file);
  if (!root) return { diagnostics };
  const sink = new DiagnosticSink();
  const flat = usesComp(root) ? flatten(root, options, sink) : root;
  const model = flat && readDocument(flat, sink);
  const failed = sink.diagnostics.some((found) => found.severity === "error");
  return { ...(model && !failed ? { model } : {}), diagnostics: sink.diagnostics };
}

function flatten(
  root: XmlElement,
  options: SbmlOptions,
  sink: DiagnosticSink,
): XmlElement | undefined {
  const { file, resolve } = options;
  const flat = flattenComp(root, { file, resolve: resolve ?? (() => undefined) });
  sink.diagnostics.push(...flat.diagnostics);
  return flat.root;
}

function readDocument(root: XmlElement, sink: DiagnosticSink): Model | undefined {
  const stated = statedEdition(root);
  const edition = editionOf(stated);
  if (root.name !== "sbml") {
    sink.add("CH1501", { cause: `its root is <${root.name}>` }, root.range);
    return undefined;
  }
  if (!edition) {
    sink.add("CH1502", { ...stated }, root.range);
    return undefined;
  }
  const reading = new Reading(root, edition, sink);
  checkPackages(root, reading);
  const [model] = reading.children(root, "model");
  if (!model) sink.add("CH1501", { cause: "it holds no <model>" }, root.range);
  return model && plain(readModel(model, reading), sink);
}

/** With the operator where an old model has a function that stands for it. */
function plain(model: Model, sink: DiagnosticSink): Model {
  const standIn = rateOfStandIn(model);
  if (!standIn) return model;
  sink.add("CH1519", { id: standIn.id }, standIn.range);
  return withRateOf(model, standIn);
}
