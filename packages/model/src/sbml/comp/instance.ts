// The tree of model instances: each submodel is a copy of a definition (comp 3.4). A definition is
// read once and shared; an instance holds only what is its own: what was deleted from it and what
// replaced what. Copies in copies grow exponentially, so depth, number and size are bounded.

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { XmlElement } from "../xml-tree.js";
import type { CompDocument, DefinitionLibrary } from "./definitions.js";
import type { ModelIndex } from "./model-index.js";
import { idOf } from "./vocabulary.js";

export const instanceLimits = { depth: 100, instances: 20_000, elements: 1_500_000 } as const;

/** An element of one instance. */
export interface Place {
  readonly instance: Instance;
  readonly element: XmlElement;
}

/** What replaces an element, and by which factor the replaced one's value is its own. */
export interface Replacement {
  readonly by: Place;
  /** Id, in the model of `by`, of the parameter that converts; absent for 1. */
  readonly conversionFactor: string | undefined;
  readonly statement: XmlElement;
}

export interface Instance {
  readonly index: ModelIndex;
  /** Before every id of the instance; "" for the main model. */
  readonly prefix: string;
  /** The submodel it fills; absent for the main model. */
  readonly owner: Place | undefined;
  readonly children: Map<XmlElement, Instance>;
  /** Elements deleted, with the deletion. */
  readonly deleted: Map<XmlElement, XmlElement>;
  /** Elements that an element further up replaces. */
  readonly replaced: Map<XmlElement, Replacement>;
  /** Elements that give way to one further down (replacedBy). */
  readonly yields: Map<XmlElement, Place>;
  /** Elements that stand for one further up, the other end of `yields`. */
  readonly standsFor: Map<XmlElement, Place[]>;
}

/** The main model and all its submodels; nothing where a definition is missing or endless. */
export function instantiate(
  library: DefinitionLibrary,
  model: XmlElement,
  sink: DiagnosticSink,
): Instance | undefined {
  const { main } = library;
  return new Instantiation(library, sink).create(library.index(model, main.file), undefined, "");
}

class Instantiation {
  private readonly open: ModelIndex[] = [];
  private instances = 0;
  private elements = 0;

  constructor(
    private readonly library: DefinitionLibrary,
    private readonly sink: DiagnosticSink,
  ) {}

  create(index: ModelIndex, owner: Place | undefined, prefix: string): Instance | undefined {
    if (!this.fits(index, owner)) return undefined;
    const instance: Instance = {
      index,
      prefix,
      owner,
      children: new Map(),
      deleted: new Map(),
      replaced: new Map(),
      yields: new Map(),
      standsFor: new Map(),
    };
    this.open.push(index);
    const complete = this.fill(instance);
    this.open.pop();
    return complete ? instance : undefined;
  }

  /** Put instances in all submodels. Goes on after a missing one, to name all that are missing. */
  private fill(instance: Instance): boolean {
    const document = this.library.documentOf(instance.index);
    let complete = this.haveOwnIds(instance.index.submodels);
    for (const submodel of instance.index.submodels) {
      if (this.sink.full || this.exhausted) return false;
      const child = this.createChild(instance, submodel, document);
      if (child) instance.children.set(submodel, child);
      else complete = false;
    }
    return complete;
  }

  private haveOwnIds(submodels: readonly XmlElement[]): boolean {
    const first = new Map<string | undefined, XmlElement>();
    let unique = true;
    for (const submodel of submodels) {
      const id = idOf(submodel);
      const other = first.get(id);
      first.set(id, other ?? submodel);
      if (!other || id === undefined) continue;
      const notes = [{ message: "it is defined here first.", range: other.range }];
      this.sink.add("CH1606", { element: "submodel", id }, submodel.range, notes);
      unique = false;
    }
    return unique;
  }

  private createChild(
    instance: Instance,
    submodel: XmlElement,
    document: CompDocument,
  ): Instance | undefined {
    if (idOf(submodel) === undefined) {
      this.sink.add("CH1605", { element: "submodel", attribute: "id" }, submodel.range);
      return undefined;
    }
    const index = this.library.find(submodel, document);
    if (!index) return undefined;
    const start = this.open.indexOf(index);
    if (start >= 0) return this.ring([...this.open.slice(start), index], submodel);
    const prefix = instance.prefix + instance.index.prefixes.get(submodel)!;
    return this.create(index, { instance, element: submodel }, prefix);
  }

  private get exhausted(): boolean {
    const { instances, elements } = instanceLimits;
    return this.instances > instances || this.elements > elements;
  }

  private fits(index: ModelIndex, owner: Place | undefined): boolean {
    this.instances += 1;
    this.elements += index.size;
    const { depth, instances, elements } = instanceLimits;
    if (this.open.length > depth)
      return this.tooMuch(`${depth} submodels inside each other`, owner);
    if (this.instances > instances) return this.tooMuch(`${instances} submodels`, owner);
    if (this.elements > elements)
      return this.tooMuch(`${elements} elements in all submodels together`, owner);
    return true;
  }

  private tooMuch(what: string, owner: Place | undefined): false {
    this.sink.add("CH1604", { what }, owner?.element.range);
    return false;
  }

  private ring(path: readonly ModelIndex[], submodel: XmlElement): undefined {
    const severalFiles = path.some(({ file }) => file !== path[0]!.file);
    const name = ({ element, file }: ModelIndex) =>
      (idOf(element) ?? "model") + (severalFiles ? ` (${file})` : "");
    this.sink.add("CH1603", { cycle: path.map(name).join(" -> ") }, submodel.range);
    return undefined;
  }
}

/** The instance and all below it, each before its own. */
export function* instancesOf(instance: Instance): Generator<Instance> {
  yield instance;
  for (const child of instance.children.values()) yield* instancesOf(child);
}

/** The deletion that took an element away, itself or with what it is part of. */
export function deletionOf(place: Place): XmlElement | undefined {
  for (let at: Place | undefined = place; at; at = at.instance.owner) {
    let element: XmlElement | undefined = at.element;
    for (; element; element = at.instance.index.parents.get(element)) {
      const deletion = at.instance.deleted.get(element);
      if (deletion) return deletion;
    }
  }
  return undefined;
}
