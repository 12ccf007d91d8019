// Packages of SBML Level 3: which are read, which may be ignored, and which the model cannot do
// without. A package says so itself by `required` on the root (SBML L3V2 Core section 4.1.3).

import { isUncertaintyType } from "../annotation/uncertainty.js";
import type { XmlElement } from "../xml-tree.js";
import type { Reading } from "./reading.js";

/**
 * Packages whose whole meaning is read: comp is flattened before, l3v2extendedmath adds operators
 * alone, distrib random draws (math.ts) and what is known of uncertainty (uncertainty.ts).
 */
const supported: ReadonlySet<string> = new Set(["comp", "l3v2extendedmath", "distrib"]);

/** Notes what is ignored, and refuses what is needed and unknown. */
export function checkPackages(root: XmlElement, reading: Reading): void {
  for (const { name, namespace, value } of root.attributes) {
    if (name !== "required" || namespace === "") continue;
    const title = packageName(namespace);
    if (supported.has(title)) continue;
    const needed = value.trim() === "true" || value.trim() === "1";
    if (title === "fbc" && !needed) reading.note(root, "CH1522");
    else reading.note(root, needed ? "CH1503" : "CH1504", { package: title });
  }
  checkDistrib(root, reading);
}

/** Does the root, or a list of the document or the model, belong to package comp? */
export function usesComp(root: XmlElement): boolean {
  const lists = root.children.flatMap((child) => [child, ...child.children]);
  return [...root.attributes, ...lists].some(({ namespace }) => packageName(namespace) === "comp");
}

/** "fbc" of ".../level3/version1/fbc/version2"; other namespaces as they are. */
export function packageName(namespace: string): string {
  return (
    /^http:\/\/www\.sbml\.org\/sbml\/level3\/version\d+\/(\w+)\/version/.exec(namespace)?.[1] ??
    namespace
  );
}

/** What Version 1 of distrib has for uncertainty; drafts before it had distributions of their own. */
const uncertaintyElements: ReadonlySet<string> = new Set([
  "listOfUncertainties",
  "uncertainty",
  "uncertParameter",
  "uncertSpan",
  "listOfUncertParameters",
]);

/** Refuses elements of drafts, which change formulas, and notes what a model cannot keep. */
function checkDistrib(root: XmlElement, reading: Reading): void {
  for (const element of elementsOf(root, "distrib")) {
    const { name, attributes } = element;
    if (!uncertaintyElements.has(name)) reading.note(element, "CH1520", { name });
    const lost = name === "listOfUncertParameters" ? ["parameters"] : [];
    for (const attribute of attributes)
      if (["id", "name"].includes(attribute.name)) lost.push(attribute.name);
    const type = attributes.find((one) => one.name === "type")?.value;
    if (name.startsWith("uncert") && name !== "uncertainty" && !isUncertaintyType(type))
      lost.push(`type "${type ?? ""}"`);
    for (const what of lost) reading.noteOnce(what, element, "CH1521", { what });
  }
}

/** Elements of a package in the order of the document. */
function elementsOf(root: XmlElement, title: string): XmlElement[] {
  const found: XmlElement[] = [];
  const belongs = new Map<string, boolean>();
  const pending = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    const { namespace, children } = element;
    const known = belongs.get(namespace) ?? packageName(namespace) === title;
    belongs.set(namespace, known);
    if (known) found.push(element);
    for (let i = children.length - 1; i >= 0; i--) pending.push(children[i]!);
  }
  return found;
}
