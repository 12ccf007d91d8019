// Local parameters of a kinetic law: they hide symbols of the model, in the flat model as before.
// A symbol that is renamed to the name of a local parameter would be hidden by mistake; then the
// local parameter takes another name.

import type { XmlElement } from "../xml-tree.js";
import { one } from "./factor.js";
import type { Instance } from "./instance.js";
import { namesIn, type Scope } from "./math.js";
import { isSuperseded } from "./survivors.js";
import type { Meaning, SymbolTable } from "./symbols.js";
import { idOf, isCoreElement } from "./vocabulary.js";

/** Before a local name while formulas are rewritten; no id begins so. */
const mark = "\u0000";

export class LocalParameters {
  readonly scope: Scope;
  private readonly names: readonly string[];

  constructor(kineticLaw: XmlElement, instance: Instance, symbols: SymbolTable) {
    const scope = new Map<string, Meaning>();
    const names: string[] = [];
    for (const element of localParametersOf(kineticLaw)) {
      const id = idOf(element);
      if (id === undefined || instance.deleted.has(element)) continue;
      const place = { instance, element };
      const replaced = isSuperseded(place) ? symbols.meaningOf(place, element) : undefined;
      scope.set(id, replaced ?? { id: mark + id, factor: one });
      if (!replaced) names.push(id);
    }
    this.scope = scope;
    this.names = names;
  }

  /** The written kinetic law with the final names of its local parameters. */
  settle(kineticLaw: XmlElement): XmlElement {
    if (this.names.length === 0) return kineticLaw;
    const used = namesIn(kineticLaw);
    const taken = new Set([...used, ...this.names]);
    const renamed = new Map<string, string>();
    for (const name of this.names) {
      let free = name;
      for (let number = 1; used.has(free) || (free !== name && taken.has(free)); number += 1)
        free = `${name}_${number}`;
      taken.add(free);
      renamed.set(name, free);
    }
    return rename(kineticLaw, renamed);
  }
}

function localParametersOf(kineticLaw: XmlElement): XmlElement[] {
  const lists = kineticLaw.children.filter((child) => child.name === "listOfLocalParameters");
  const items = lists.flatMap((list) => list.children);
  return items.filter((item) => isCoreElement(item) && item.name === "localParameter");
}

function rename(element: XmlElement, names: ReadonlyMap<string, string>): XmlElement {
  if (element.name === "ci" && element.text.startsWith(mark))
    return { ...element, text: names.get(element.text.slice(mark.length))! };
  const children = element.children.map((child) => rename(child, names));
  if (element.name !== "localParameter") return { ...element, children };
  const attributes = element.attributes.map((a) =>
    a.name === "id" ? { ...a, value: names.get(a.value) ?? a.value } : a,
  );
  return { ...element, attributes, children };
}
