// A source cell of the disease's tables as a reader of a report can follow it: the sources with the
// identifier under which each is found, remarks left out.

import { type Evidence, ReferenceIndex, type Source, splitReferences } from "@chondron/knee/texts";

/** "EV036; kim-2019 (table 1)" becomes "owen-1994; kim-2019, PMC6956244"; other words stay. */
export function citationWriter(evidence: Evidence): (cell: string) => string {
  const index = new ReferenceIndex(evidence);
  const names = (text: string): string[] => {
    const found = index.resolve(text);
    if (!found) return [text];
    if (found.kind === "source") return [nameOf(found.source)];
    return found.fact.sources.flatMap((id) => index.source(id) ?? []).map(nameOf);
  };
  return (cell) => {
    const all = splitReferences(cell).flatMap(({ text }) => names(text));
    return [...new Set(all)].join("; ");
  };
}

function nameOf({ id, doi, pmid, pmcid, registry }: Source): string {
  const pubmed = pmid === "" ? "" : `PMID ${pmid}`;
  const identifier = [doi, pmcid, pubmed, registry].find((name) => name !== "");
  return identifier === undefined ? id : `${id}, ${identifier}`;
}
