// Every number of the disease against the evidence: its source leads to sources or facts that were
// read, or it is assumed and its note says why.

import { type Diagnostic, diagnose } from "@chondron/model";
import type { Evidence } from "./evidence.js";
import { ReferenceIndex, type Resolved, splitReferences, unsourced } from "./references.js";
import type { SourcedItem } from "./sourced-items.js";

/** Diagnostics about what the tables of the disease refer to. */
export function checkReferences(items: readonly SourcedItem[], evidence: Evidence): Diagnostic[] {
  const index = new ReferenceIndex(evidence);
  return items.flatMap((item) => checkItem(item, index));
}

function checkItem(item: SourcedItem, index: ReferenceIndex): Diagnostic[] {
  const { kind, id, range, note } = item;
  const references = splitReferences(item.source);
  const cited = references.filter(({ text }) => !unsourced.has(text));
  const found = cited.flatMap(({ text }) => checkReference(item, text, index));
  if (references.length === 0) found.push(diagnose("CH5027", { kind, id }, range));
  if (references.some(({ text }) => text === "assumed") && note === "")
    found.push(diagnose("CH5021", { kind, id }, range));
  if (cited.length === 0 && item.status !== undefined && item.status !== "assumed")
    found.push(diagnose("CH5024", { kind, id, state: item.status }, range));
  return found;
}

function checkReference(item: SourcedItem, reference: string, index: ReferenceIndex): Diagnostic[] {
  const { kind, id, range } = item;
  const resolved = index.resolve(reference);
  if (!resolved) {
    const suggestion = index.suggestion(reference);
    return [diagnose("CH5020", { kind, id, reference, suggestion }, range)];
  }
  return wasRead(resolved) ? [] : [diagnose("CH5023", { kind, id, reference }, range)];
}

function wasRead(resolved: Resolved): boolean {
  return resolved.kind === "fact" ? resolved.fact.seen : resolved.source.read !== "none";
}
