// Prefixes that make the ids of all submodels unique: the submodel's id and two underscores, as
// libSBML's flattener writes them. A number goes between where an id of the model itself begins
// alike, or where another submodel's prefix does ("A__" and "A___": "A" + "_x" and "A_" + "x").

import type { XmlElement } from "../xml-tree.js";
import { idOf } from "./vocabulary.js";

const separator = "__";

/** Beginnings looked at in one id; none that people write has as many. */
const mostBeginnings = 100;

/** `identifiers` are all ids and metaids of the model that holds the submodels. */
export function submodelPrefixes(
  submodels: readonly XmlElement[],
  identifiers: readonly string[],
): ReadonlyMap<XmlElement, string> {
  if (submodels.length === 0) return new Map();
  const taken = new Set(identifiers.flatMap(beginnings));
  const chosen = new Set<string>();
  const next = new Map<string, number>();
  const choose = (submodel: XmlElement): string => {
    const id = idOf(submodel) ?? "";
    let prefix = id + separator;
    const clashes = () => taken.has(prefix) || beginnings(prefix).some((part) => chosen.has(part));
    let number = next.get(id) ?? 1;
    for (; clashes(); number += 1) prefix = id + number + separator;
    next.set(id, number);
    chosen.add(prefix);
    for (const part of beginnings(prefix)) taken.add(part);
    return prefix;
  };
  return new Map(submodels.map((submodel) => [submodel, choose(submodel)]));
}

/** The parts of an id, from its start, that end in two underscores: "a__b__c" has "a__", "a__b__". */
function beginnings(id: string): string[] {
  const found: string[] = [];
  let at = id.indexOf(separator);
  while (at >= 0 && found.length < mostBeginnings) {
    found.push(id.slice(0, at + separator.length));
    at = id.indexOf(separator, at + 1);
  }
  return found;
}
