// The ledger in counts: claims by verdict, parameters by what they rest on, sources by what was read.

import { type Claim, splitReferences, verdicts } from "@chondron/knee";
import { evidenceGrades, type ParameterRow, parameterStatuses } from "@chondron/model";
import type { Knowledge } from "./knowledge.js";

export type Counts = Readonly<Record<string, number>>;

export interface Overview {
  readonly claims: {
    readonly total: number;
    readonly byVerdict: Counts;
    readonly byKind: Counts;
    readonly testable: number;
    /** Claims whose experiment has been run. */
    readonly answered: number;
  };
  readonly parameters: {
    readonly total: number;
    readonly byGrade: Counts;
    readonly byStatus: Counts;
    readonly byBasis: Counts;
  };
  readonly facts: { readonly total: number; readonly read: number };
  readonly sources: { readonly total: number; readonly byReading: Counts };
}

/** What a parameter's number stands on. */
export type Basis = "source" | "definition" | "reason alone";

export function overview({ disease, evidence, results }: Knowledge): Overview {
  const { claims, facts, sources } = evidence;
  const { parameters } = disease;
  const run = new Set(results.map(({ id }) => id));
  return {
    claims: {
      total: claims.length,
      byVerdict: tally(claims, (claim) => claim.verdict, verdicts),
      byKind: tally(claims, (claim) => claim.kind),
      testable: claims.filter(({ testable }) => testable).length,
      answered: claims.filter(({ experiment }) => run.has(experiment)).length,
    },
    parameters: {
      total: parameters.length,
      byGrade: tally(parameters, (row) => row.grade, evidenceGrades),
      byStatus: tally(parameters, (row) => row.status, parameterStatuses),
      byBasis: tally(parameters, basisOf, ["source", "definition", "reason alone"]),
    },
    facts: { total: facts.length, read: facts.filter(({ seen }) => seen).length },
    sources: { total: sources.length, byReading: tally(sources, (source) => source.read) },
  };
}

export function basisOf({ source }: ParameterRow): Basis {
  const references = splitReferences(source).map(({ text }) => text);
  if (references.includes("definition")) return "definition";
  return references.every((text) => text === "assumed") ? "reason alone" : "source";
}

/** How many items have each name; names in the order given, others in the order met. */
export function tally<T>(
  items: readonly T[],
  name: (item: T) => string,
  order: readonly string[] = [],
): Counts {
  const counts = new Map(order.map((word) => [word, 0]));
  for (const item of items) counts.set(name(item), (counts.get(name(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}

export function claimsByPlace(claims: readonly Claim[]): Map<string, Claim[]> {
  const places = new Map<string, Claim[]>();
  for (const claim of claims) {
    const place = claim.place.split(", paragraph")[0]!.replace(/, (opening|list|closing)$/, "");
    places.set(place, [...(places.get(place) ?? []), claim]);
  }
  return places;
}
