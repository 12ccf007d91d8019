// What a model definition holds, found once and shared by all its instances: identifiers by
// namespace, parents, submodels and replacements. SBML keeps symbols (SId), units (UnitSId), ports
// (PortSId) and metaids apart; local parameters are known inside their kinetic law alone.

import type { XmlElement } from "../xml-tree.js";
import { submodelPrefixes } from "./prefixes.js";
import {
  compItems,
  compNamespace,
  idOf,
  isCompElement,
  isCoreElement,
  mathNamespace,
  metaIdOf,
} from "./vocabulary.js";

export interface ModelIndex {
  readonly element: XmlElement;
  /** File that holds the definition. */
  readonly file: string;
  readonly symbols: ReadonlyMap<string, XmlElement>;
  readonly units: ReadonlyMap<string, XmlElement>;
  readonly ports: ReadonlyMap<string, XmlElement>;
  readonly metaIds: ReadonlyMap<string, XmlElement>;
  readonly parents: ReadonlyMap<XmlElement, XmlElement>;
  readonly submodels: readonly XmlElement[];
  /** Prefix of the ids of each submodel's elements, such as "A__". */
  readonly prefixes: ReadonlyMap<XmlElement, string>;
  /** replacedElement and replacedBy elements in the order of the file. */
  readonly replacements: readonly XmlElement[];
  /** Does the document use other packages, whose objects are not known here? */
  readonly foreign: boolean;
  /** Elements of XML in the definition. */
  readonly size: number;
}

/** Elements that hold no SBML objects. */
const opaque: ReadonlySet<string> = new Set(["annotation", "notes", "message"]);

export function indexModel(model: XmlElement, file: string, foreign: boolean): ModelIndex {
  const indexer = new ModelIndexer();
  indexer.visitChildren(model);
  const submodels = compItems(model, "listOfSubmodels", "submodel");
  return {
    element: model,
    file,
    symbols: indexer.symbols,
    units: indexer.units,
    ports: indexer.ports,
    metaIds: indexer.metaIds,
    parents: indexer.parents,
    submodels,
    prefixes: submodelPrefixes(submodels, indexer.identifiers),
    replacements: indexer.replacements,
    foreign,
    size: indexer.size,
  };
}

class ModelIndexer {
  readonly symbols = new Map<string, XmlElement>();
  readonly units = new Map<string, XmlElement>();
  readonly ports = new Map<string, XmlElement>();
  readonly metaIds = new Map<string, XmlElement>();
  readonly parents = new Map<XmlElement, XmlElement>();
  readonly replacements: XmlElement[] = [];
  readonly identifiers: string[] = [];
  size = 1;

  visitChildren(parent: XmlElement): void {
    for (const child of parent.children) {
      this.size += 1;
      if (child.namespace === mathNamespace || opaque.has(child.name)) this.countInside(child);
      else this.visit(child, parent);
    }
  }

  private visit(element: XmlElement, parent: XmlElement): void {
    this.parents.set(element, parent);
    this.addIdentifiers(element);
    if (isCompElement(element) && /^replaced(Element|By)$/.test(element.name))
      this.replacements.push(element);
    this.visitChildren(element);
  }

  private countInside(element: XmlElement): void {
    for (const child of element.children) {
      this.size += 1;
      this.countInside(child);
    }
  }

  private addIdentifiers(element: XmlElement): void {
    const id = idOf(element);
    const metaId = metaIdOf(element);
    if (metaId !== undefined) {
      this.identifiers.push(metaId);
      if (!this.metaIds.has(metaId)) this.metaIds.set(metaId, element);
    }
    if (id === undefined) return;
    this.identifiers.push(id);
    const space = this.namespaceOf(element);
    if (space && !space.has(id)) space.set(id, element);
  }

  private namespaceOf(element: XmlElement): Map<string, XmlElement> | undefined {
    if (isCoreElement(element) && element.name === "localParameter") return undefined;
    if (isCoreElement(element) && element.name === "unitDefinition") return this.units;
    if (element.namespace === compNamespace && element.name === "port") return this.ports;
    return this.symbols;
  }
}
