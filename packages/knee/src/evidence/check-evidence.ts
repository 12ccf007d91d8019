// The evidence tables by themselves: ids once, every fact has sources that were read, every claim
// rests on something or says why not, numbers lie in their ranges.

import { type Diagnostic, diagnose, type SourceRange } from "@chondron/model";
import type { Claim, Evidence, Fact, Source } from "./evidence.js";
import { namesOf, ReferenceIndex } from "./references.js";

/** Diagnostics about the three tables; none means that they hold together. */
export function checkEvidence(evidence: Evidence): Diagnostic[] {
  const index = new ReferenceIndex(evidence);
  return [
    ...duplicates(evidence.sources),
    ...duplicates(evidence.facts),
    ...duplicates(evidence.claims),
    ...sharedNames(evidence.sources),
    ...evidence.facts.flatMap((fact) => checkFact(fact, index)),
    ...evidence.claims.flatMap((claim) => checkClaim(claim, index)),
  ];
}

function duplicates(rows: readonly { id: string; range: SourceRange }[]): Diagnostic[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id, range }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [diagnose("CH5006", { id }, range)];
  });
}

/** Two rows for one paper: an identifier that names both. */
function sharedNames(sources: readonly Source[]): Diagnostic[] {
  const owner = new Map<string, string>();
  return sources.flatMap((source) =>
    namesOf(source).flatMap((name) => {
      const other = owner.get(name);
      owner.set(name, source.id);
      if (other === undefined || other === source.id) return [];
      return [diagnose("CH5026", { identifier: name, id: source.id, other }, source.range)];
    }),
  );
}

function checkFact(fact: Fact, index: ReferenceIndex): Diagnostic[] {
  const { id, range, value, low, high, finding, seen, sources } = fact;
  const found = sources.flatMap((source) => checkSource("fact", id, source, range, index));
  if (seen && sources.length === 0)
    found.push(diagnose("CH5024", { kind: "fact", id, state: "read" }, range));
  if (seen && sources.length > 0 && sources.every((s) => index.source(s)?.read === "none"))
    found.push(diagnose("CH5023", { kind: "fact", id, reference: sources[0]! }, range));
  if ([value, low, high].every((number) => number === undefined) && finding === "")
    found.push(diagnose("CH5025", { id }, range));
  const bottom = low ?? Number.NEGATIVE_INFINITY;
  const top = high ?? Number.POSITIVE_INFINITY;
  const middle = value ?? bottom;
  if (!(bottom <= middle && middle <= top && bottom <= top))
    found.push(diagnose("CH5010", { id, value: middle, low: bottom, high: top }, range));
  return found;
}

function checkSource(
  kind: string,
  id: string,
  reference: string,
  range: SourceRange,
  index: ReferenceIndex,
): Diagnostic[] {
  if (index.source(reference)) return [];
  const suggestion = index.suggestion(reference);
  return [diagnose("CH5020", { kind, id, reference, suggestion }, range)];
}

function checkClaim(claim: Claim, index: ReferenceIndex): Diagnostic[] {
  const { id, range, sources, facts } = claim;
  return [
    ...sources.flatMap((source) => checkSource("claim", id, source, range, index)),
    ...facts.flatMap((fact) => checkClaimFact(claim, fact, index)),
    ...sources
      .filter((source) => index.source(source)?.read === "none")
      .map((reference) => diagnose("CH5023", { kind: "claim", id, reference }, range)),
    ...missingWords(claim),
  ];
}

/** A claim may rest only on facts that were read. */
function checkClaimFact(claim: Claim, reference: string, index: ReferenceIndex): Diagnostic[] {
  const { id, range } = claim;
  const fact = index.fact(reference);
  if (fact?.seen) return [];
  if (fact) return [diagnose("CH5023", { kind: "claim", id, reference }, range)];
  const suggestion = index.suggestion(reference);
  return [diagnose("CH5020", { kind: "claim", id, reference, suggestion }, range)];
}

function missingWords(claim: Claim): Diagnostic[] {
  const { id, range, verdict, sources, reasoning, testable, whyNot } = claim;
  const found: Diagnostic[] = [];
  const open = verdict === "unsupported" || verdict === "not testable";
  if (reasoning === "") found.push(diagnose("CH5021", { kind: "claim", id }, range));
  if (sources.length === 0 && !open)
    found.push(diagnose("CH5024", { kind: "claim", id, state: verdict }, range));
  if (testable === (whyNot !== "")) found.push(diagnose("CH5022", { id }, range));
  return found;
}
