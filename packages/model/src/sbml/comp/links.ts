// Deletions and replacements of all instances, from the top down: a deletion from above comes
// before what the deleted statement would have done (comp 3.5.3, 3.6).

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { XmlElement } from "../xml-tree.js";
import { deletionOf, type Instance, instancesOf, type Place } from "./instance.js";
import type { ReferenceResolver } from "./references.js";
import {
  compAttribute,
  compItems,
  describe,
  idOf,
  isCompElement,
  isCoreElement,
} from "./vocabulary.js";

export function linkInstances(
  main: Instance,
  references: ReferenceResolver,
  sink: DiagnosticSink,
): void {
  const linker = new Linker(references, sink);
  for (const instance of instancesOf(main)) linker.deleteFrom(instance);
  for (const instance of instancesOf(main)) linker.replaceFrom(instance);
}

class Linker {
  constructor(
    private readonly references: ReferenceResolver,
    private readonly sink: DiagnosticSink,
  ) {}

  deleteFrom(instance: Instance): void {
    for (const [submodel, child] of instance.children)
      for (const deletion of compItems(submodel, "listOfDeletions", "deletion")) {
        if (this.sink.full) return;
        if (!deletionOf({ instance, element: deletion })) this.delete(deletion, child);
      }
  }

  private delete(deletion: XmlElement, child: Instance): void {
    const target = this.references.resolve(deletion, child);
    if (target) target.instance.deleted.set(target.element, deletion);
  }

  replaceFrom(instance: Instance): void {
    for (const statement of instance.index.replacements) {
      if (this.sink.full) return;
      if (!this.isUndone({ instance, element: statement })) this.replace(statement, instance);
    }
  }

  /** A deletion that means the statement itself, its list or a submodel undoes it. */
  private isUndone({ instance, element }: Place): boolean {
    const list = instance.index.parents.get(element);
    const own = instance.deleted.has(element);
    const withList = list?.name === "listOfReplacedElements" && instance.deleted.has(list);
    return own || withList || (instance.owner !== undefined && !!deletionOf(instance.owner));
  }

  private replace(statement: XmlElement, instance: Instance): void {
    const owner = ownerOf(statement, instance);
    if (!owner) {
      this.sink.add("CH1620", { element: statement.name }, statement.range);
      return;
    }
    const child = this.references.submodel(statement, instance);
    if (!child) return;
    if (compAttribute(statement, "deletion") === undefined)
      this.link(statement, { instance, element: owner }, this.references.resolve(statement, child));
    else this.checkDeletion(statement, instance);
  }

  private link(statement: XmlElement, owner: Place, target: Place | undefined): void {
    if (!target) return;
    if (statement.name === "replacedBy") this.yieldTo(target, owner, statement);
    else this.supersede(target, owner, statement);
  }

  private yieldTo(target: Place, owner: Place, statement: XmlElement): void {
    if (!this.sameKind(target.element, owner.element, statement)) return;
    owner.instance.yields.set(owner.element, target);
    const others = target.instance.standsFor.get(target.element);
    if (others) others.push(owner);
    else target.instance.standsFor.set(target.element, [owner]);
  }

  private supersede(target: Place, by: Place, statement: XmlElement): void {
    if (!this.sameKind(by.element, target.element, statement)) return;
    const first = target.instance.replaced.get(target.element);
    const conversionFactor = compAttribute(statement, "conversionFactor");
    if (first) this.twice(target, statement, first.statement);
    else target.instance.replaced.set(target.element, { by, conversionFactor, statement });
  }

  private twice(target: Place, statement: XmlElement, first: XmlElement): void {
    const notes = [{ message: "it is replaced here first.", range: first.range }];
    this.sink.add("CH1610", { element: describe(target.element) }, statement.range, notes);
  }

  /** The element that stays must mean what the one that goes meant (comp 3.6.5). */
  private sameKind(stays: XmlElement, goes: XmlElement, statement: XmlElement): boolean {
    // Another package's element: it goes with the package, whatever replaces it.
    if (!isCoreElement(goes) && !isCompElement(goes)) return true;
    if (stays.name === goes.name && isCoreElement(stays) === isCoreElement(goes)) return true;
    if (goes.name === "parameter" && valued.has(stays.name)) return true;
    if (goes.name === "localParameter" && stays.name === "parameter") return true;
    const values = { stays: describe(stays), goes: describe(goes) };
    this.sink.add("CH1611", values, statement.range);
    return false;
  }

  /** `deletion` only says that something was deleted; it must exist all the same. */
  private checkDeletion(statement: XmlElement, instance: Instance): void {
    const id = compAttribute(statement, "deletion")!;
    const submodel = instance.index.symbols.get(compAttribute(statement, "submodelRef")!)!;
    const ids = compItems(submodel, "listOfDeletions", "deletion").map(
      (found) => idOf(found) ?? "",
    );
    if (!ids.includes(id)) this.references.missing("deletion", id, instance.index, statement, ids);
  }
}

/** The element that a statement stands in, which replaces or gives way; the model itself cannot. */
function ownerOf(statement: XmlElement, instance: Instance): XmlElement | undefined {
  const { parents, element: model } = instance.index;
  const parent = parents.get(statement)!;
  const isListed = parent.name === "listOfReplacedElements";
  const inElement = statement.name === "replacedBy";
  const owner = isListed && !inElement ? parents.get(parent) : parent;
  return (isListed || inElement) && owner !== model ? owner : undefined;
}

/** What has a value, and so may stand in for a parameter. */
const valued: ReadonlySet<string> = new Set([
  "compartment",
  "species",
  "speciesReference",
  "reaction",
]);
