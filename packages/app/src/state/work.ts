// What a person has made and may share: the values in the address of every page, and texts that are
// too long for an address (a protocol, a model). Immutable; the store holds its history.

import { type PageId, pageIds, type Query, type Route } from "./route.js";

export interface Work {
  /** Where the last change was made: undo leads there. */
  readonly place: Pick<Route, "page" | "path">;
  readonly queries: Readonly<Record<PageId, Query>>;
  /** Texts by name: `protocol`, `model`. */
  readonly documents: Readonly<Record<string, string>>;
}

export function emptyWork(): Work {
  const queries = Object.fromEntries(pageIds.map((id) => [id, {}])) as Record<PageId, Query>;
  return { place: { page: "home", path: [] }, queries, documents: {} };
}

export function withQuery(work: Work, { page, path, query }: Route): Work {
  return { ...work, place: { page, path }, queries: { ...work.queries, [page]: query } };
}

/** An undefined text takes the document away. */
export function withDocument(work: Work, name: string, text: string | undefined): Work {
  const { [name]: _old, ...others } = work.documents;
  return { ...work, documents: text === undefined ? others : { ...others, [name]: text } };
}
