// Names and attributes of SBML Level 3 core and of the package comp (Hierarchical Model Composition,
// version 1 release 3), as an XmlElement holds them. Attributes of comp carry its namespace; files
// that leave the prefix out are read alike.

import type { XmlElement } from "../xml-tree.js";

export const compNamespace = "http://www.sbml.org/sbml/level3/version1/comp/version1";
export const mathNamespace = "http://www.w3.org/1998/Math/MathML";

const coreNamespaces = /^http:\/\/www\.sbml\.org\/sbml\/level3\/version\d+\/core$/;

export function isCoreNamespace(namespace: string): boolean {
  return coreNamespaces.test(namespace);
}

export function isCoreElement(element: XmlElement): boolean {
  return isCoreNamespace(element.namespace);
}

export function isCompElement(element: XmlElement): boolean {
  return element.namespace === compNamespace;
}

export function coreAttribute(element: XmlElement, name: string): string | undefined {
  const isCore = (namespace: string) => namespace === "" || isCoreNamespace(namespace);
  return element.attributes.find((a) => a.name === name && isCore(a.namespace))?.value;
}

export function compAttribute(element: XmlElement, name: string): string | undefined {
  const isComp = (namespace: string) => namespace === "" || namespace === compNamespace;
  return element.attributes.find((a) => a.name === name && isComp(a.namespace))?.value;
}

/** The id of any SBML object, whichever namespace its element is in. */
export function idOf(element: XmlElement): string | undefined {
  const isOwn = (namespace: string) =>
    namespace === "" || namespace === element.namespace || isCoreNamespace(namespace);
  return element.attributes.find((a) => a.name === "id" && isOwn(a.namespace))?.value;
}

export function metaIdOf(element: XmlElement): string | undefined {
  return coreAttribute(element, "metaid");
}

export function compChildren(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => isCompElement(child) && child.name === name);
}

/** Items of a list of the package, such as the submodels in a listOfSubmodels. */
export function compItems(element: XmlElement, list: string, item: string): XmlElement[] {
  return compChildren(element, list).flatMap((found) => compChildren(found, item));
}

/** An element as messages name it: `parameter "k"`, or its name alone. */
export function describe(element: XmlElement): string {
  const id = idOf(element) ?? metaIdOf(element);
  return id === undefined ? element.name : `${element.name} "${id}"`;
}
