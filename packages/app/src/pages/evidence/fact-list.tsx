// Facts in words, each with the sources it was read in.

import type { BookFact, BookSource } from "chondron/ledger";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { EvidenceLink } from "./links.js";

const text = words.evidence;

interface FactListProps {
  readonly index: BookIndex;
  readonly facts: readonly BookFact[];
}

export function FactList({ index, facts }: FactListProps): preact.JSX.Element {
  if (facts.length === 0) return <p class="soft">{text.noFacts}</p>;
  return (
    <ul class="facts">
      {facts.map((fact) => (
        <li key={fact.id}>
          <span class="entry-id">{fact.id}</span> {fact.words}
          {fact.note === "" ? null : <span class="soft"> {fact.note}</span>}
          {fact.seen ? null : <span class="soft"> ({text.fromMemory})</span>}
          <SourceNames sources={index.sourcesOf(fact.sources)} />
        </li>
      ))}
    </ul>
  );
}

function SourceNames({ sources }: { readonly sources: readonly BookSource[] }): preact.JSX.Element {
  return (
    <span class="fact-sources">
      {sources.map(({ id }) => (
        <EvidenceLink key={id} path={["source", id]}>
          {id}
        </EvidenceLink>
      ))}
    </span>
  );
}

/** Sources with their citation, how much was read, and where they are on the web. */
export function SourceEntries(props: {
  readonly sources: readonly BookSource[];
}): preact.JSX.Element {
  if (props.sources.length === 0) return <p class="soft">{text.noSources}</p>;
  return (
    <ul class="facts">
      {props.sources.map((source) => (
        <li key={source.id}>
          <EvidenceLink path={["source", source.id]}>{source.citation}</EvidenceLink>{" "}
          <span class="soft">{source.readWords}.</span> <WebAddress source={source} />
        </li>
      ))}
    </ul>
  );
}

/** The place on the web: outside this page, opened only when asked for. */
export function WebAddress({ source }: { readonly source: BookSource }): preact.JSX.Element {
  if (source.address === "") return <span class="soft">{text.noAddress}</span>;
  return (
    <a href={source.address} rel="noreferrer" target="_blank">
      {source.address.replace(/^https?:\/\//, "")}
    </a>
  );
}
