// Packages of SBML Level 3: which are read, which may be ignored, and which the model cannot do
// without. A package says so itself by `required` on the root (SBML L3V2 Core section 4.1.3).

import type { XmlElement } from "../xml-tree.js";
import type { Reading } from "./reading.js";

/** Packages whose whole meaning is read; comp is flattened before, the other adds operators alone. */
const supported: ReadonlySet<string> = new Set(["comp", "l3v2extendedmath"]);

/** Notes what is ignored, and refuses what is needed and unknown. */
export function checkPackages(root: XmlElement, reading: Reading): void {
  for (const { name, namespace, value } of root.attributes) {
    if (name !== "required" || namespace === "") continue;
    const title = packageName(namespace);
    if (supported.has(title)) continue;
    const needed = value.trim() === "true" || value.trim() === "1";
    reading.note(root, needed ? "CH1503" : "CH1504", { package: title });
  }
  if (isFluxBalance(root)) reading.note(root, "CH1505");
}

/** Does the root, or a list of the document or the model, belong to package comp? */
export function usesComp(root: XmlElement): boolean {
  const lists = root.children.flatMap((child) => [child, ...child.children]);
  return [...root.attributes, ...lists].some(({ namespace }) => packageName(namespace) === "comp");
}

/** "fbc" of ".../level3/version1/fbc/version2"; other namespaces as they are. */
function packageName(namespace: string): string {
  return (
    /^http:\/\/www\.sbml\.org\/sbml\/level3\/version\d+\/(\w+)\/version/.exec(namespace)?.[1] ??
    namespace
  );
}

/** A model with flux objectives and no rate at all has nothing to simulate. */
function isFluxBalance(root: XmlElement): boolean {
  return hasElement(root, "objective", isFbc) && !hasElement(root, "kineticLaw", () => true);
}

function isFbc(namespace: string): boolean {
  return packageName(namespace) === "fbc";
}

function hasElement(
  root: XmlElement,
  name: string,
  accepts: (namespace: string) => boolean,
): boolean {
  const pending = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    if (element.name === name && accepts(element.namespace)) return true;
    for (const child of element.children) pending.push(child);
  }
  return false;
}
