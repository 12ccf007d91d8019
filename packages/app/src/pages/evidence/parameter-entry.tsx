// One number of the model: value, range, evidence, and every place where it is used.

import type { BookParameter } from "chondron/ledger";
import { numberText, withUnit } from "../../charts/number-text.js";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { EntryFrame, neighbours, Part } from "./entry-frame.js";
import { FactList, SourceEntries } from "./fact-list.js";
import { EvidenceLink } from "./links.js";
import { rangeWords } from "./parameter-list.js";

const text = words.evidence;

interface ParameterEntryProps {
  readonly index: BookIndex;
  readonly row: BookParameter;
}

export function ParameterEntry({ index, row }: ParameterEntryProps): preact.JSX.Element {
  const ids = index.book.parameters.map(({ id }) => id);
  const [before, after] = neighbours(ids, row.id);
  const claims = index.claimsAlong(row.id);
  return (
    <EntryFrame
      kicker={row.id}
      title={row.label}
      path={["parameter", row.id]}
      back={{ path: ["parameters"], words: text.back.parameters }}
      before={before === undefined ? undefined : ["parameter", before]}
      after={after === undefined ? undefined : ["parameter", after]}
    >
      <Numbers row={row} />
      {claims.length === 0 ? null : (
        <Part title={text.needsPart}>
          <ul class="facts">
            {claims.map((claim) => (
              <li key={claim.id}>
                <EvidenceLink path={[claim.id]}>{`${claim.id} ${claim.claim}`}</EvidenceLink>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={text.uses}>
        <Uses row={row} />
      </Part>
      <Part title={text.factsPart}>
        <FactList index={index} facts={index.factsOf(row.facts)} />
      </Part>
      <Part title={text.sourcesPart}>
        <SourceEntries sources={index.sourcesOf(row.sources)} />
      </Part>
    </EntryFrame>
  );
}

function Numbers({ row }: { readonly row: BookParameter }): preact.JSX.Element {
  const unit = row.unit === "1" ? "" : row.unit;
  const pairs: readonly (readonly [string, string])[] = [
    [text.value, withUnit(numberText(row.value, 4), unit)],
    [text.range, withUnit(rangeWords(row), rangeWords(row) === "" ? "" : unit)],
    [text.gradeName, row.gradeWords],
    [text.status, row.status],
    [
      text.between,
      row.variability > 0
        ? text.variability(numberText(100 * row.variability))
        : text.noVariability,
    ],
    [text.prior, row.prior === "" ? text.noPrior : row.prior],
    [text.source, row.source],
    [text.note, row.note],
  ];
  return (
    <dl class="numbers">
      {pairs
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Uses({ row: { uses } }: { readonly row: BookParameter }): preact.JSX.Element {
  if (uses.length === 0) return <p class="soft">{text.noUses}</p>;
  return (
    <ul class="facts">
      {uses.map(({ place, where, formula }) => (
        <li key={`${place} ${where} ${formula}`}>
          {where} <span class="soft">{place}</span>
          <br />
          <code>{formula}</code>
        </li>
      ))}
    </ul>
  );
}
