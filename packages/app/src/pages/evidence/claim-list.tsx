// The claims in the order of the article, each with both verdicts.

import type { BookClaim } from "chondron/ledger";
import type { Query } from "../../state/route.js";
import { useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { fits, matcher } from "./filter.js";
import { type Choice, FilterBar } from "./filter-bar.js";
import { EvidenceLink } from "./links.js";
import { askedVerdict, Verdicts } from "./verdict.js";

const text = words.evidence;

export function ClaimList({ index }: { readonly index: BookIndex }): preact.JSX.Element {
  const [query] = useQuery();
  const { claims } = index.book;
  const shown = claimsThatFit(index, query);
  const what = text.claims.toLowerCase();
  return (
    <>
      <FilterBar
        choices={choicesOf(claims)}
        shown={shown.length}
        total={claims.length}
        what={what}
      />
      {shown.length === 0 ? <p>{text.nothing}</p> : null}
      <ol class="claims">
        {shown.map((claim) => (
          <li key={claim.id} class="entry">
            <EvidenceLink path={[claim.id]}>
              <span class="entry-id">{claim.id}</span> {claim.claim}
            </EvidenceLink>
            <Verdicts claim={claim} result={index.resultOf(claim)} />
          </li>
        ))}
      </ol>
    </>
  );
}

export function claimsThatFit(index: BookIndex, query: Query): BookClaim[] {
  const matches = matcher(query.q ?? "");
  return index.book.claims.filter((claim) => {
    const result = index.resultOf(claim);
    const { id, place, reasoning, meaning, kind, verdict } = claim;
    return (
      fits(query.verdict, verdict) &&
      fits(query.kind, kind) &&
      fits(query.model, askedVerdict(result)) &&
      matches(id, claim.claim, place, reasoning, meaning, result?.says ?? "")
    );
  });
}

function choicesOf(claims: readonly BookClaim[]): Choice[] {
  const verdicts = ["supported", "partly supported", "unsupported", "contradicted", "not testable"];
  const models = ["holds", "cannot tell", "does not hold", "not asked"];
  const kinds = [...new Set(claims.map(({ kind }) => kind))];
  return [
    { name: "verdict", label: text.evidenceVerdict, values: verdicts },
    { name: "model", label: text.modelVerdict, values: models },
    { name: "kind", label: text.kind, values: kinds },
  ];
}
