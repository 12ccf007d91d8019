// Everything that was read, with how much of it.

import { useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { fits, matcher } from "./filter.js";
import { FilterBar } from "./filter-bar.js";
import { EvidenceLink } from "./links.js";

const text = words.evidence;

export function SourceList({ index }: { readonly index: BookIndex }): preact.JSX.Element {
  const [query] = useQuery();
  const { sources } = index.book;
  const matches = matcher(query.q ?? "");
  const shown = sources.filter(
    (one) =>
      fits(query.kind, one.kind) &&
      fits(query.read, one.readWords) &&
      matches(one.id, one.citation, one.address, one.registry),
  );
  const names = (values: readonly string[]): string[] => [...new Set(values)].sort();
  return (
    <>
      <FilterBar
        choices={[
          { name: "kind", label: text.kind, values: names(sources.map(({ kind }) => kind)) },
          { name: "read", label: text.read, values: names(sources.map((one) => one.readWords)) },
        ]}
        shown={shown.length}
        total={sources.length}
        what={text.sources.toLowerCase()}
      />
      {shown.length === 0 ? <p>{text.nothing}</p> : null}
      <ul class="claims">
        {shown.map((source) => (
          <li key={source.id} class="entry">
            <EvidenceLink path={["source", source.id]}>{source.citation}</EvidenceLink>
            <span class="verdicts">{`${source.kind} · ${source.readWords}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
