// The evidence, fetched once when it is first asked for.

import type { EvidenceBook } from "chondron/ledger";
import { useEffect, useState } from "preact/hooks";
import address from "../../../generated/evidence.json?url";
import { BookIndex } from "./book-index.js";

export type Loading =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly cause: string }
  | { readonly state: "ready"; readonly index: BookIndex };

let loaded: BookIndex | undefined;

export function useBook(): Loading {
  const [loading, setLoading] = useState<Loading>(() =>
    loaded ? { state: "ready", index: loaded } : { state: "loading" },
  );
  useEffect(() => {
    if (loaded) return;
    loadBook().then(
      (index) => setLoading({ state: "ready", index }),
      (error: unknown) => setLoading({ state: "failed", cause: causeOf(error) }),
    );
  }, []);
  return loading;
}

async function loadBook(): Promise<BookIndex> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  // The file is part of this build, written by evidenceBook.
  loaded = new BookIndex((await response.json()) as EvidenceBook);
  return loaded;
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
