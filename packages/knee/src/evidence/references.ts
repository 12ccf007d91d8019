// References to evidence in a `source` cell: ids of facts or sources, or a source's DOI, PMID, PMCID
// or registry number, apart by semicolons, each with an optional remark in parentheses:
// `EV112 (-13.4 of 100); 10.1001/jama.2017.5283`. Two words stand for none: "assumed", "definition".

import { nearestName } from "@chondron/model";
import type { Evidence, Fact, Source } from "./evidence.js";

export interface Reference {
  readonly text: string;
  readonly remark: string;
}

/** What a reference leads to: a source, or a fact with the sources it was read in. */
export type Resolved =
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "fact"; readonly fact: Fact };

/** Words in place of a reference where nothing was read. */
export const unsourced: ReadonlySet<string> = new Set(["assumed", "definition"]);

/** The references of a cell; remarks may hold semicolons. */
export function splitReferences(cell: string): Reference[] {
  const parts = cell.match(/(?:[^;(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
  return parts.map((part) => splitRemark(part.trim())).filter(({ text }) => text !== "");
}

/** A remark follows a space, so that the parentheses of a DOI stay with it. */
function splitRemark(part: string): Reference {
  const found = /^(.*?)\s+\((.*)\)$/s.exec(part);
  return found ? { text: found[1]!, remark: found[2]! } : { text: part, remark: "" };
}

export class ReferenceIndex {
  private readonly facts: ReadonlyMap<string, Fact>;
  private readonly sources = new Map<string, Source>();

  constructor(evidence: Evidence) {
    this.facts = new Map(evidence.facts.map((fact) => [fact.id, fact]));
    for (const source of evidence.sources)
      for (const name of namesOf(source)) this.sources.set(name, source);
  }

  resolve(text: string): Resolved | undefined {
    const fact = this.facts.get(text);
    if (fact) return { kind: "fact", fact };
    const source = this.sources.get(plainName(text));
    return source && { kind: "source", source };
  }

  source(id: string): Source | undefined {
    return this.sources.get(plainName(id));
  }

  fact(id: string): Fact | undefined {
    return this.facts.get(id);
  }

  /** "Did you mean ...?" for a reference that leads nowhere, or what would be one. */
  suggestion(text: string): string {
    const near = nearestName(text, [...this.facts.keys(), ...this.sources.keys()]);
    return near === undefined
      ? "Add it to evidence/sources.tsv, or name a source or fact that is there."
      : `Did you mean "${near}"?`;
  }
}

/** Id and identifiers by which a source may be named. */
export function namesOf({ id, doi, pmid, pmcid, registry }: Source): string[] {
  const pubmed = pmid === "" ? [] : [`pmid ${pmid}`];
  return [id, doi, ...pubmed, pmcid, registry]
    .filter((name) => name !== "")
    .map((name) => plainName(name));
}

/** Identifiers are the same in either case; `PMID: 1` and `PMID 1` too. */
function plainName(text: string): string {
  return text.toLowerCase().replace(/^pmid[:\s]\s*/, "pmid ");
}
