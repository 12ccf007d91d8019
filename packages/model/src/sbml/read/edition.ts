// Level, version and namespace of an SBML document, and whether they belong together.

import type { XmlElement } from "../xml-tree.js";

export interface Edition {
  readonly level: number;
  readonly version: number;
  /** Namespace of the core elements. */
  readonly namespace: string;
}

const base = "http://www.sbml.org/sbml/level";

/** Namespaces of every edition, by "level.version". */
const namespaces: Readonly<Record<string, string>> = {
  "1.1": `${base}1`,
  "1.2": `${base}1`,
  "2.1": `${base}2`,
  "2.2": `${base}2/version2`,
  "2.3": `${base}2/version3`,
  "2.4": `${base}2/version4`,
  "2.5": `${base}2/version5`,
  "3.1": `${base}3/version1/core`,
  "3.2": `${base}3/version2/core`,
};

export interface StatedEdition {
  readonly level: string;
  readonly version: string;
  readonly namespace: string;
}

/** What the root element says about itself. */
export function statedEdition(root: XmlElement): StatedEdition {
  const value = (name: string): string =>
    root.attributes.find((item) => item.name === name && item.namespace === "")?.value ?? "?";
  return { level: value("level"), version: value("version"), namespace: root.namespace };
}

/** The edition, or undefined where it is unknown or contradicts itself. */
export function editionOf(stated: StatedEdition): Edition | undefined {
  const { level, version, namespace } = stated;
  const key = `${level}.${version}`;
  if (!Object.hasOwn(namespaces, key) || namespaces[key] !== namespace) return undefined;
  return { level: Number(level), version: Number(version), namespace };
}
