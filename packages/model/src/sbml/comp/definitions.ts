// The models a document defines and those it takes from other files: its own model, its
// listOfModelDefinitions and its listOfExternalModelDefinitions (comp 3.3). Files are read when
// a submodel first asks for them; md5 sums are not checked, as the specification leaves them to tools.

import { hasErrors } from "../../diagnostics/diagnostic.js";
import type { DiagnosticSink } from "../../diagnostics/sink.js";
import { nearestName } from "../../similar-names.js";
import { parseSbmlXml } from "../xml/parse-sbml-xml.js";
import type { XmlAttribute, XmlElement } from "../xml-tree.js";
import { indexModel, type ModelIndex } from "./model-index.js";
import {
  compAttribute,
  compItems,
  compNamespace,
  coreAttribute,
  idOf,
  isCompElement,
  isCoreElement,
  isCoreNamespace,
} from "./vocabulary.js";

/**
 * Finds the file that an external model definition names. `source` is the text of its attribute,
 * `fromFile` the file that holds it. Two ways to one file must give the same `file`.
 */
export type ResolveExternalModel = (source: string, fromFile: string) => ExternalText | undefined;

export interface ExternalText {
  readonly file: string;
  readonly text: string;
}

export interface CompDocument {
  readonly file: string;
  readonly root: XmlElement;
  readonly model: XmlElement | undefined;
  /** Models, model definitions and external model definitions by id. */
  readonly definitions: ReadonlyMap<string, XmlElement>;
}

/** Models of one document that are in use, and where they came from. */
export class DefinitionLibrary {
  private readonly documents = new Map<string, CompDocument | undefined>();
  private readonly resolved = new Map<string, ExternalText | undefined>();
  private readonly indexes = new Map<XmlElement, ModelIndex>();
  readonly main: CompDocument;

  constructor(
    root: XmlElement,
    file: string,
    private readonly resolve: ResolveExternalModel,
    private readonly sink: DiagnosticSink,
  ) {
    this.main = this.readDocument(root, file);
    this.documents.set(file, this.main);
  }

  /** Documents read so far, the main one first. */
  get loaded(): CompDocument[] {
    return [...this.documents.values()].filter((document) => document !== undefined);
  }

  documentOf(index: ModelIndex): CompDocument {
    return this.documents.get(index.file)!;
  }

  index(model: XmlElement, file: string): ModelIndex {
    const known = this.indexes.get(model);
    if (known) return known;
    const root = this.documents.get(file)!.root;
    const index = indexModel(model, file, root.attributes.some(isRequirement));
    this.indexes.set(model, index);
    return index;
  }

  /** The model a submodel instantiates; nothing, and a diagnostic, where it cannot be had. */
  find(submodel: XmlElement, document: CompDocument): ModelIndex | undefined {
    const modelRef = compAttribute(submodel, "modelRef");
    if (modelRef === undefined) return this.lacks(submodel, "modelRef");
    const definition = document.definitions.get(modelRef);
    if (!definition) return this.noModel(submodel, modelRef, document);
    return this.follow(definition, document, []);
  }

  /** From a definition to the model behind it, through external definitions. */
  private follow(
    definition: XmlElement,
    document: CompDocument,
    path: readonly XmlElement[],
  ): ModelIndex | undefined {
    if (definition.name !== "externalModelDefinition") return this.index(definition, document.file);
    if (path.includes(definition)) return this.ring([...path, definition]);
    const external = this.open(definition, document);
    if (!external) return undefined;
    const modelRef = compAttribute(definition, "modelRef");
    if (modelRef === undefined) {
      if (external.model) return this.index(external.model, external.file);
      return this.unreadable(definition, "the file holds no model");
    }
    const next = external.definitions.get(modelRef);
    if (!next) return this.noModel(definition, modelRef, external);
    return this.follow(next, external, [...path, definition]);
  }

  private open(definition: XmlElement, document: CompDocument): CompDocument | undefined {
    const source = compAttribute(definition, "source");
    if (source === undefined) return this.lacks(definition, "source");
    const found = this.resolveOnce(source, document.file);
    if (!found) return this.unreadable(definition, "it is not there or cannot be read");
    if (!this.documents.has(found.file))
      this.documents.set(found.file, this.parse(found.file, found.text, definition));
    return this.documents.get(found.file);
  }

  private resolveOnce(source: string, file: string): ExternalText | undefined {
    const key = JSON.stringify([source, file]);
    if (!this.resolved.has(key)) this.resolved.set(key, this.resolve(source, file));
    return this.resolved.get(key);
  }

  private parse(file: string, text: string, definition: XmlElement): CompDocument | undefined {
    const { root, diagnostics } = parseSbmlXml(text, file);
    this.sink.diagnostics.push(...diagnostics);
    if (!root || hasErrors(diagnostics)) return undefined;
    if (root.name !== "sbml" || !isCoreElement(root)) {
      const level = coreAttribute(root, "level");
      const found = level === undefined ? "not SBML" : `SBML Level ${level}`;
      return this.unreadable(definition, `it is ${found}, and only Level 3 models can be composed`);
    }
    return this.readDocument(root, file);
  }

  private readDocument(root: XmlElement, file: string): CompDocument {
    const model = root.children.find((child) => child.name === "model" && isCoreElement(child));
    const definitions = new Map<string, XmlElement>();
    for (const definition of [
      ...(model ? [model] : []),
      ...compItems(root, "listOfModelDefinitions", "modelDefinition"),
      ...compItems(root, "listOfExternalModelDefinitions", "externalModelDefinition"),
    ])
      this.define(definition, definitions);
    return { file, root, model, definitions };
  }

  private define(definition: XmlElement, definitions: Map<string, XmlElement>): void {
    const id = idOf(definition);
    if (id === undefined) {
      if (isCompElement(definition)) this.lacks(definition, "id");
      return;
    }
    const first = definitions.get(id);
    if (!first) definitions.set(id, definition);
    else
      this.sink.add("CH1606", { element: "model", id }, definition.range, [
        { message: "it is defined here first.", range: first.range },
      ]);
  }

  private lacks(element: XmlElement, attribute: string): undefined {
    this.sink.add("CH1605", { element: element.name, attribute }, element.range);
    return undefined;
  }

  private noModel(element: XmlElement, model: string, document: CompDocument): undefined {
    const similar = nearestName(model, document.definitions.keys());
    const hint =
      similar === undefined ? "Define it, or correct the name." : `Is "${similar}" meant?`;
    const { file } = document;
    this.sink.add(
      "CH1601",
      { element: element.name, id: idOf(element) ?? "", model, file, hint },
      element.range,
    );
    return undefined;
  }

  private unreadable(definition: XmlElement, cause: string): undefined {
    const source = compAttribute(definition, "source") ?? "";
    this.sink.add("CH1602", { source, cause }, definition.range);
    return undefined;
  }

  private ring(path: readonly XmlElement[]): undefined {
    const cycle = path.map((definition) => idOf(definition) ?? "").join(" -> ");
    this.sink.add("CH1603", { cycle }, path[0]!.range);
    return undefined;
  }
}

/** Does the attribute of an sbml element name a package other than comp, required or not? */
export function isRequirement({ name, namespace }: XmlAttribute): boolean {
  const isPackage = namespace !== "" && namespace !== compNamespace && !isCoreNamespace(namespace);
  return name === "required" && isPackage;
}
