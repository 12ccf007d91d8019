// Members of DNA strands. The name of a submodel stands for its one strand that is open on the side
// where it is attached.

import type { Draft } from "./draft.js";
import { isVague, withArticle } from "./element-table.js";
import type { Name } from "./syntax.js";

/** Path of the member, or nothing, with an error. `first` tells on which side it is attached. */
export function memberOf(
  draft: Draft,
  member: Name,
  first: boolean,
  strand: string,
  scope: string,
): string[] {
  const element = draft.names.define(member, scope);
  if (!element) return [];
  if (element.kind === "submodel") return openStrand(draft, element.path, first, strand, member);
  if (element.kind === "strand") return [element.path];
  if (element.kind !== "reaction" && !isVague(element)) {
    const values = { id: element.path, first: withArticle(element.kind), second: "a DNA element" };
    draft.sink.add("CH1108", values, member.range);
    return [];
  }
  if (element.kind === "symbol") element.kind = "formula";
  element.dna = true;
  return [element.path];
}

function openStrand(
  draft: Draft,
  submodel: string,
  first: boolean,
  strand: string,
  { range }: Name,
): string[] {
  const side = first ? "downstream" : "upstream";
  const open = draft.elements
    .within(`${submodel}.`)
    .filter(({ scope: owner }) => owner === `${submodel}.`)
    .filter(({ strand: content }) => content?.[first ? "downstreamOpen" : "upstreamOpen"]);
  const [only, more] = open;
  if (only && !more) return [only.path];
  const count = more ? "more than one strand" : "no strand";
  const cause = `"${submodel}" has ${count} open ${side}`;
  draft.sink.add("CH1120", { id: strand, cause }, range);
  return [];
}
