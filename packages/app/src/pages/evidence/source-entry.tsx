// One source: what it is, how much of it was read, and all that rests on it.

import type { BookSource } from "chondron/ledger";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { EntryFrame, Part } from "./entry-frame.js";
import { FactList, WebAddress } from "./fact-list.js";
import { EvidenceLink } from "./links.js";

const text = words.evidence;

interface SourceEntryProps {
  readonly index: BookIndex;
  readonly source: BookSource;
}

export function SourceEntry({ index, source }: SourceEntryProps): preact.JSX.Element {
  const claims = index.claimsFrom(source.id);
  const parameters = index.parametersFrom(source.id);
  return (
    <EntryFrame
      kicker={`${source.kind} · ${source.readWords}`}
      title={source.citation}
      path={["source", source.id]}
      back={{ path: ["sources"], words: text.back.sources }}
    >
      <p>
        <WebAddress source={source} />
        {source.registry === "" ? null : ` · ${source.registry}`}
      </p>
      <Part title={text.factsPart}>
        <FactList index={index} facts={index.factsFrom(source.id)} />
      </Part>
      {claims.length === 0 ? null : (
        <Part title={text.claimsPart}>
          <ul class="facts">
            {claims.map(({ id, claim }) => (
              <li key={id}>
                <EvidenceLink path={[id]}>{`${id} ${claim}`}</EvidenceLink>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {parameters.length === 0 ? null : (
        <Part title={text.parametersPart}>
          <ul class="facts">
            {parameters.map(({ id, label }) => (
              <li key={id}>
                <EvidenceLink path={["parameter", id]}>{label}</EvidenceLink>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </EntryFrame>
  );
}
