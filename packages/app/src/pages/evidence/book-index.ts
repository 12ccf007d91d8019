// The evidence by id, and what refers to what, both ways.

import type {
  BookClaim,
  BookFact,
  BookParameter,
  BookResult,
  BookSource,
  EvidenceBook,
} from "chondron/ledger";

export class BookIndex {
  readonly claims: ReadonlyMap<string, BookClaim>;
  readonly facts: ReadonlyMap<string, BookFact>;
  readonly sources: ReadonlyMap<string, BookSource>;
  readonly parameters: ReadonlyMap<string, BookParameter>;
  readonly results: ReadonlyMap<string, BookResult>;

  constructor(readonly book: EvidenceBook) {
    this.claims = byId(book.claims);
    this.facts = byId(book.facts);
    this.sources = byId(book.sources);
    this.parameters = byId(book.parameters);
    this.results = byId(book.results);
  }

  /** The claim of an id in either case and without leading zeros: `C07`, `c7`. */
  claim(id: string): BookClaim | undefined {
    const number = /^c0*(\d+)$/i.exec(id)?.[1];
    return this.claims.get(number === undefined ? id : `C${number.padStart(2, "0")}`);
  }

  resultOf({ experiment }: BookClaim): BookResult | undefined {
    return this.results.get(experiment);
  }

  factsOf(ids: readonly string[]): BookFact[] {
    return ids.flatMap((id) => this.facts.get(id) ?? []);
  }

  sourcesOf(ids: readonly string[]): BookSource[] {
    return ids.flatMap((id) => this.sources.get(id) ?? []);
  }

  factsFrom(source: string): BookFact[] {
    return this.book.facts.filter(({ sources }) => sources.includes(source));
  }

  claimsFrom(source: string): BookClaim[] {
    return this.book.claims.filter(({ sources }) => sources.includes(source));
  }

  parametersFrom(source: string): BookParameter[] {
    return this.book.parameters.filter(({ sources }) => sources.includes(source));
  }

  /** Claims whose experiment walks along a parameter to find where they would hold. */
  claimsAlong(parameter: string): BookClaim[] {
    return this.book.claims.filter((claim) =>
      this.resultOf(claim)?.scans?.some(({ of, id }) => of === "parameter" && id === parameter),
    );
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
