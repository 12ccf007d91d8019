// From a reference (SBaseRef, comp 3.7) to the element it means: by port, id, unit or metaid, and
// down through submodels by nested sBaseRef elements.

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import { nearestName } from "../../similar-names.js";
import type { XmlElement } from "../xml-tree.js";
import type { Instance, Place } from "./instance.js";
import type { ModelIndex } from "./model-index.js";
import { compAttribute, compChildren, describe, idOf, isCompElement } from "./vocabulary.js";

const kinds = ["portRef", "idRef", "unitRef", "metaIdRef"] as const;
type ReferenceKind = (typeof kinds)[number];

const nouns = { portRef: "port", idRef: "element", unitRef: "unit", metaIdRef: "metaid" } as const;

function identifiersOf(index: ModelIndex, kind: ReferenceKind): ReadonlyMap<string, XmlElement> {
  if (kind === "portRef") return index.ports;
  if (kind === "unitRef") return index.units;
  return kind === "idRef" ? index.symbols : index.metaIds;
}

/** Ports lead to ports by metaid alone; a ring of them ends here. */
const mostPorts = 20;

export class ReferenceResolver {
  constructor(private readonly sink: DiagnosticSink) {}

  /** The element of `instance`, or below it, that `reference` means; a diagnostic where none is. */
  resolve(reference: XmlElement, instance: Instance, ports = mostPorts): Place | undefined {
    const direct = this.direct(reference, instance);
    const place = direct && this.throughPorts(direct, ports);
    const [nested] = compChildren(reference, "sBaseRef");
    if (!place || !nested) return place;
    const child = place.instance.children.get(place.element);
    if (child) return this.resolve(nested, child, ports);
    this.sink.add("CH1609", { element: describe(place.element) }, nested.range);
    return undefined;
  }

  /** The submodel a replacement speaks of (its submodelRef). */
  submodel(statement: XmlElement, instance: Instance): Instance | undefined {
    const id = compAttribute(statement, "submodelRef");
    if (id === undefined) {
      const values = { element: statement.name, attribute: "submodelRef" };
      this.sink.add("CH1605", values, statement.range);
      return undefined;
    }
    const submodel = instance.index.symbols.get(id);
    const child = submodel && instance.children.get(submodel);
    if (!child) {
      const ids = instance.index.submodels.map((found) => idOf(found) ?? "");
      this.missing("submodel", id, instance.index, statement, ids);
    }
    return child;
  }

  missing(
    kind: string,
    id: string,
    index: ModelIndex,
    reference: XmlElement,
    candidates: Iterable<string>,
  ): undefined {
    const similar = nearestName(id, candidates);
    const hint = similar === undefined ? "Correct the name." : `Is "${similar}" meant?`;
    const model = idOf(index.element) ?? index.file;
    this.sink.add("CH1607", { kind, id, model, hint }, reference.range);
    return undefined;
  }

  private direct(reference: XmlElement, instance: Instance): Place | undefined {
    const given = kinds.filter((kind) => compAttribute(reference, kind) !== undefined);
    const [kind] = given;
    if (kind === undefined || given.length > 1) {
      const found = given.length === 0 ? "none of them" : given.join(" and ");
      this.sink.add("CH1608", { element: reference.name, found }, reference.range);
      return undefined;
    }
    const id = compAttribute(reference, kind)!;
    const identifiers = identifiersOf(instance.index, kind);
    const element = identifiers.get(id);
    if (element) return { instance, element };
    const { index } = instance;
    if (index.foreign) return this.unknown(nouns[kind], id, index, reference);
    return this.missing(nouns[kind], id, instance.index, reference, identifiers.keys());
  }

  /** Packages that Chondron does not read may define what is not found. */
  private unknown(kind: string, id: string, index: ModelIndex, reference: XmlElement): undefined {
    const model = idOf(index.element) ?? index.file;
    this.sink.add("CH1619", { kind, id, model }, reference.range);
    return undefined;
  }

  private throughPorts(place: Place, left: number): Place | undefined {
    if (!isCompElement(place.element) || place.element.name !== "port") return place;
    if (left > 0) return this.resolve(place.element, place.instance, left - 1);
    this.sink.add("CH1613", { element: describe(place.element) }, place.element.range);
    return undefined;
  }
}
