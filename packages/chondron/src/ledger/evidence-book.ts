// The ledger as one JSON value for a page that shows it: claims, facts in words, sources with an
// address, parameters with their uses, and what experiments said. Everything refers by id. Same
// knowledge, same value.

import type { Claim, Fact, Reading, Source, SourceKind } from "@chondron/knee";
import type { EvidenceGrade, ParameterRow, ParameterStatus } from "@chondron/model";
import type { ExperimentRecord } from "../claims/claims-results.js";
import { factWords, gradeOf, readWords, sourceAddress } from "./evidence-words.js";
import type { Knowledge } from "./knowledge.js";
import { type Overview, overview } from "./overview.js";
import { type ParameterUse, parameterEntry } from "./parameter-entry.js";

export type BookClaim = Omit<Claim, "range">;

export interface BookFact {
  readonly id: string;
  readonly words: string;
  readonly note: string;
  readonly seen: boolean;
  /** Ids of sources. */
  readonly sources: readonly string[];
}

export interface BookSource {
  readonly id: string;
  readonly kind: SourceKind;
  readonly citation: string;
  /** Where it can be found on the web, "" where nowhere. */
  readonly address: string;
  readonly registry: string;
  readonly read: Reading;
  readonly readWords: string;
}

export interface BookParameter {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly grade: EvidenceGrade;
  readonly gradeWords: string;
  readonly status: ParameterStatus;
  readonly variability: number;
  readonly prior: string;
  readonly note: string;
  /** The cell of the table, with remarks. */
  readonly source: string;
  readonly facts: readonly string[];
  readonly sources: readonly string[];
  readonly uses: readonly ParameterUse[];
}

/** A record as `chondron claims` writes it; parts beside the answer may be absent in older files. */
export type BookResult = Pick<ExperimentRecord, "id" | "says" | "verdict"> &
  Partial<Omit<ExperimentRecord, "id" | "says" | "verdict">>;

export interface EvidenceBook {
  readonly overview: Overview;
  readonly claims: readonly BookClaim[];
  readonly facts: readonly BookFact[];
  readonly sources: readonly BookSource[];
  readonly parameters: readonly BookParameter[];
  readonly results: readonly BookResult[];
}

export function evidenceBook(knowledge: Knowledge): EvidenceBook {
  const { disease, evidence, results } = knowledge;
  return {
    overview: overview(knowledge),
    claims: evidence.claims.map(({ range: _range, ...claim }) => claim),
    facts: evidence.facts.map(bookFact),
    sources: evidence.sources.map(bookSource),
    parameters: disease.parameters.map((row) => bookParameter(row, knowledge)),
    results,
  };
}

function bookFact(fact: Fact): BookFact {
  const { id, note, seen, sources } = fact;
  return { id, words: factWords(fact), note, seen, sources };
}

function bookSource(source: Source): BookSource {
  const { id, kind, citation, registry, read } = source;
  return {
    ...{ id, kind, citation, registry, read },
    address: sourceAddress(source),
    readWords: readWords(source),
  };
}

function bookParameter(row: ParameterRow, knowledge: Knowledge): BookParameter {
  const { label, facts, sources, uses } = parameterEntry(row, knowledge);
  return {
    ...row,
    label,
    gradeWords: gradeOf(row),
    facts: facts.map(({ id }) => id),
    sources: sources.map(({ id }) => id),
    uses,
  };
}
