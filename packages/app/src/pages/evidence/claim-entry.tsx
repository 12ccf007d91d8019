// One claim: both verdicts with their reasons, where it would hold, facts and sources.

import type { BookClaim, BookResult } from "chondron/ledger";
import { useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import { AnswerFigure } from "./answer-figure.js";
import { AskAgain } from "./ask-again.js";
import type { BookIndex } from "./book-index.js";
import { claimsThatFit } from "./claim-list.js";
import { EntryFrame, neighbours, Part } from "./entry-frame.js";
import { FactList, SourceEntries } from "./fact-list.js";
import { RegionFigure } from "./region-figure.js";
import { Verdicts } from "./verdict.js";

const text = words.evidence;

interface ClaimEntryProps {
  readonly index: BookIndex;
  readonly claim: BookClaim;
}

export function ClaimEntry({ index, claim }: ClaimEntryProps): preact.JSX.Element {
  const [query] = useQuery();
  const result = index.resultOf(claim);
  const ids = claimsThatFit(index, query).map(({ id }) => id);
  const [before, after] = neighbours(ids, claim.id);
  return (
    <EntryFrame
      kicker={`${claim.id} · ${claim.kind}`}
      title={claim.claim}
      path={[claim.id]}
      back={{ path: [], words: text.back.claims }}
      before={before === undefined ? undefined : [before]}
      after={after === undefined ? undefined : [after]}
    >
      <p>
        <Verdicts claim={claim} result={result} />
      </p>
      <Part title={text.evidencePart}>
        <p>{claim.reasoning}</p>
        <dl>
          <dt>{text.best}</dt>
          <dd>{claim.level}</dd>
          <dt>{text.place}</dt>
          <dd>{claim.place}</dd>
        </dl>
      </Part>
      <Part title={text.modelPart}>
        {result ? <ModelAnswer result={result} claim={claim} /> : <NotAsked claim={claim} />}
      </Part>
      {result ? <Region result={result} index={index} /> : null}
      <Part title={text.factsPart}>
        <FactList index={index} facts={index.factsOf(claim.facts)} />
      </Part>
      <Part title={text.sourcesPart}>
        <SourceEntries sources={index.sourcesOf(claim.sources)} />
      </Part>
    </EntryFrame>
  );
}

function NotAsked({ claim }: { readonly claim: BookClaim }): preact.JSX.Element {
  const { testable, meaning, whyNot } = claim;
  return <p>{testable ? text.notRun(meaning) : text.notTestable(whyNot)}</p>;
}

function ModelAnswer(props: {
  readonly result: BookResult;
  readonly claim: BookClaim;
}): preact.JSX.Element {
  const { result, claim } = props;
  return (
    <>
      <p>{result.says}</p>
      <dl>
        {result.question ? (
          <>
            <dt>{text.question}</dt>
            <dd>{result.question}</dd>
          </>
        ) : null}
        <dt>{text.meaning}</dt>
        <dd>{claim.meaning}</dd>
        {result.note ? (
          <>
            <dt>{text.note}</dt>
            <dd>{result.note}</dd>
          </>
        ) : null}
      </dl>
      <AnswerFigure result={result} />
      <AskAgain key={claim.id} claim={claim} />
    </>
  );
}

function Region(props: {
  readonly result: BookResult;
  readonly index: BookIndex;
}): preact.JSX.Element {
  const { needed = "", scans = [] } = props.result;
  return (
    <Part title={text.neededPart}>
      <p>{needed === "" ? text.noNeeded : needed}</p>
      {scans.map((scan, i) => (
        <RegionFigure key={`${scan.id}-${i}`} scan={scan} place={i} {...props} />
      ))}
    </Part>
  );
}
