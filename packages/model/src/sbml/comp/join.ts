// Puts the elements of all instances together: list by list, the main model's first, then those of
// its submodels in their order, each with its own submodels behind it.

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { XmlAttribute, XmlElement } from "../xml-tree.js";
import { type CompDocument, isRequirement } from "./definitions.js";
import type { ConvertedParameter, ElementWriter } from "./elements.js";
import { type Instance, instancesOf } from "./instance.js";
import { isGone } from "./survivors.js";
import { compNamespace, isCompElement, isCoreElement, mathNamespace } from "./vocabulary.js";

/** Lists of the core in the order of the specification. */
const listNames = [
  "listOfFunctionDefinitions",
  "listOfUnitDefinitions",
  "listOfCompartments",
  "listOfSpecies",
  "listOfParameters",
  "listOfInitialAssignments",
  "listOfRules",
  "listOfConstraints",
  "listOfReactions",
  "listOfEvents",
] as const;

/** The flat model. */
export function joinModels(
  main: Instance,
  writer: ElementWriter,
  sink: DiagnosticSink,
): XmlElement {
  const lists = new Map<string, { list: XmlElement; items: XmlElement[] }>();
  const append = (list: XmlElement, items: readonly XmlElement[]): void => {
    const known = lists.get(list.name);
    if (!known) lists.set(list.name, { list, items: [...items] });
    else for (const item of items) known.items.push(item);
  };
  for (const instance of instancesOf(main)) {
    if (sink.full) break;
    if (instance.owner && isGone(instance.owner)) continue;
    for (const child of instance.index.element.children) {
      const written = instance.owner || isList(child) ? writer.write(child, instance) : undefined;
      if (written && isList(written))
        append(instance.owner ? bare(written) : written, itemsOf(written));
    }
  }
  const model = writer.writeModel(main);
  for (const parameter of writer.converted.values())
    for (const list of convertedLists(parameter, model)) append(list, list.children);
  const joined = listNames.flatMap((name) => {
    const found = lists.get(name);
    return found ? [{ ...found.list, children: found.items }] : [];
  });
  const others = model.children.filter((child) => !isList(child));
  return { ...model, children: [...others, ...joined] };
}

function isList(element: XmlElement): boolean {
  return isCoreElement(element) && (listNames as readonly string[]).includes(element.name);
}

/** A list without what a submodel says of it as a whole. */
function bare(list: XmlElement): XmlElement {
  return { ...list, attributes: [] };
}

function itemsOf(list: XmlElement): XmlElement[] {
  return list.children.filter(({ name }) => name !== "notes" && name !== "annotation");
}

/** A parameter and the initial assignment that gives its value, each in its list. */
function convertedLists({ id, formula }: ConvertedParameter, model: XmlElement): XmlElement[] {
  const create = (
    name: string,
    attributes: Readonly<Record<string, string>>,
    children: readonly XmlElement[],
  ): XmlElement => ({
    name,
    namespace: model.namespace,
    attributes: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    children,
    text: "",
    range: formula.range,
  });
  const math = { ...create("math", {}, [formula]), namespace: mathNamespace };
  return [
    create("listOfParameters", {}, [create("parameter", { id, constant: "true" }, [])]),
    create("listOfInitialAssignments", {}, [create("initialAssignment", { symbol: id }, [math])]),
  ];
}

function attribute(name: string, value: string): XmlAttribute {
  return { name, namespace: "", value };
}

/**
 * The main document with the flat model. Packages that any document requires are required of the
 * flat one too, so that a reader that lacks them says so.
 */
export function joinDocuments(documents: readonly CompDocument[], model: XmlElement): XmlElement {
  const { root } = documents[0]!;
  const attributes = root.attributes.filter((a) => a.namespace !== compNamespace);
  for (const document of documents.slice(1))
    for (const found of document.root.attributes)
      if (isRequirement(found) && !attributes.some((a) => a.namespace === found.namespace))
        attributes.push(found);
  const children = root.children.filter((child) => !isCompElement(child));
  return {
    ...root,
    attributes,
    children: children.map((child) => (isMainModel(child) ? model : child)),
  };
}

function isMainModel(element: XmlElement): boolean {
  return element.name === "model" && isCoreElement(element);
}
