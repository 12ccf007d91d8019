// The one store of the page: where it is (the address) and what has been made (with undo). Changes of
// values replace the entry in the browser's history, so that Back leads between pages and undo
// between values.

import { useEffect, useState } from "preact/hooks";
import { type PageId, parseRoute, printRoute, type Query, type Route } from "./route.js";
import { recordChange, redo, startHistory, type UndoHistory, undo } from "./undo-history.js";
import { emptyWork, type Work, withDocument, withQuery } from "./work.js";

export interface Place {
  /** Undefined where the address names no page. */
  readonly route: Route | undefined;
  readonly history: UndoHistory<Work>;
}

const listeners = new Set<() => void>();
let place: Place = openPlace(location.hash, startHistory(emptyWork()));

addEventListener("hashchange", () => setPlace(openPlace(location.hash, place.history)));

/** The place that an address leads to: its values become those of its page, without a step of undo. */
function openPlace(hash: string, history: UndoHistory<Work>): Place {
  const route = parseRoute(hash);
  if (!route) return { route, history };
  return { route, history: { ...history, present: withQuery(history.present, route) } };
}

function setPlace(next: Place): void {
  place = next;
  for (const listener of listeners) listener();
}

/** The place, rendering again when it changes. */
export function usePlace(): Place {
  const [seen, setSeen] = useState(place);
  useEffect(() => {
    const listener = (): void => setSeen(place);
    listeners.add(listener);
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return seen;
}

/** Address of a page as it was left, for links of the navigation. */
export function addressOf(page: PageId, { history }: Place): string {
  return printRoute({ page, query: history.present.queries[page] });
}

/** Go to a route; a new entry in the browser's history. */
export function navigate(route: Pick<Route, "page"> & Partial<Route>): void {
  location.hash = printRoute(route);
}

/**
 * Values of the page that is open, and a way to change them: an undefined value is taken out of the
 * address. Changes of one gesture in quick succession are one step of undo.
 */
export function useQuery(): readonly [Query, (changes: Changes, gesture?: string) => void] {
  const { route } = usePlace();
  return [route?.query ?? {}, changeQuery];
}

export type Changes = Readonly<Record<string, string | undefined>>;

export function changeQuery(changes: Changes, gesture = ""): void {
  const { route, history } = place;
  if (!route) return;
  const query = { ...route.query, ...changes };
  const kept = Object.entries(query).filter((pair): pair is [string, string] => {
    return pair[1] !== undefined;
  });
  const next = { ...route, query: Object.fromEntries(kept) };
  replaceAddress(next);
  const work = withQuery(history.present, next);
  setPlace({ route: next, history: recordChange(history, work, gesture, Date.now()) });
}

/** A text of the work by name, undefined where there is none, and a way to change it. */
export function useDocument(
  name: string,
): readonly [string | undefined, (text: string | undefined, gesture?: string) => void] {
  const { history } = usePlace();
  const change = (text: string | undefined, gesture = name): void => {
    const work = withDocument(place.history.present, name, text);
    const placed = place.route ? { ...work, place: place.route } : work;
    const changed = recordChange(place.history, placed, gesture, Date.now());
    setPlace({ ...place, history: changed });
  };
  return [history.present.documents[name], change];
}

export function undoChange(): void {
  travel(undo(place.history), place.history.present);
}

export function redoChange(): void {
  const history = redo(place.history);
  travel(history, history.present);
}

/** Put other work in place of this one, as one step of undo. */
export function openWork(work: Work): void {
  const present = { ...work, place: place.route ?? work.place };
  travel(recordChange(place.history, present, "", Date.now()), present);
}

/** Show a history, at the place where the change between was made. */
function travel(history: UndoHistory<Work>, changed: Work): void {
  if (history === place.history) return;
  const { page, path } = changed.place;
  const here = place.route?.page === page ? place.route.path : path;
  const route = { page, path: here, query: history.present.queries[page] };
  replaceAddress(route);
  setPlace({ route, history });
}

function replaceAddress(route: Route): void {
  window.history.replaceState(null, "", printRoute(route));
}
