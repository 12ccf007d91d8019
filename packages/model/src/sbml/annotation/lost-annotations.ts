// What an SBML document says of its elements that a Model has no place for: notices for those who
// convert it. Source of what there is: SBML L3V2 Core sections 3.2 and 6.

import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.js";
import type { XmlElement } from "../xml-tree.js";
import { effectNamed } from "./interactions.js";
import { rdf } from "./vocabulary.js";

/** Elements whose terms, notes and annotations are kept (read-annotation.ts). */
const kept: ReadonlySet<string> = new Set([
  "model",
  "functionDefinition",
  "unitDefinition",
  "compartment",
  "species",
  "parameter",
  "reaction",
  "speciesReference",
  "algebraicRule",
  "constraint",
  "event",
]);

/** One notice for each kind of element that loses what it says, and one for each foreign vocabulary. */
export function lostAnnotations(root: XmlElement): Diagnostic[] {
  const elements = new Map<string, XmlElement[]>();
  const vocabularies = new Map<string, XmlElement[]>();
  const pending = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    if (isLost(element)) note(elements, element.name, element);
    const annotation = element.children.find(({ name }) => name === "annotation");
    for (const { namespace } of annotation?.children ?? [])
      if (kept.has(element.name) && namespace !== rdf) note(vocabularies, namespace, element);
    pending.push(...element.children.filter(({ name }) => !unread.has(name)).reverse());
  }
  return [...lines("CH1523", elements), ...lines("CH1524", vocabularies)];
}

const unread: ReadonlySet<string> = new Set(["annotation", "notes", "math"]);

function isLost(element: XmlElement): boolean {
  const { name, children, attributes } = element;
  if (kept.has(name)) return false;
  const term = attributes.find((one) => one.name === "sboTerm")?.value;
  const known = name === "modifierSpeciesReference" && effectNamed(term);
  return (term !== undefined && !known) || children.some((one) => saying.has(one.name));
}

const saying: ReadonlySet<string> = new Set(["annotation", "notes"]);

function note(found: Map<string, XmlElement[]>, key: string, element: XmlElement): void {
  const known = found.get(key);
  if (known) known.push(element);
  else found.set(key, [element]);
}

function lines(
  code: "CH1523" | "CH1524",
  found: ReadonlyMap<string, readonly XmlElement[]>,
): Diagnostic[] {
  return [...found].map(([what, where]) =>
    diagnose(code, { what, count: where.length }, where[0]!.range),
  );
}
