// Page Evidence: lists of claims, numbers and sources, and each of them at an address of its own
// (`#/evidence/C64`, `#/evidence/parameter/k_ev_p`, `#/evidence/source/kim-2019`).

import type { EvidenceBook } from "chondron/ledger";
import { useFocusedTitle } from "../../shell/focused-title.js";
import { Problem } from "../../shell/problem.js";
import { usePlace } from "../../state/store.js";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { ClaimEntry } from "./claim-entry.js";
import { ClaimList } from "./claim-list.js";
import { EvidenceLink } from "./links.js";
import { useBook } from "./load-book.js";
import { ParameterEntry } from "./parameter-entry.js";
import { ParameterList } from "./parameter-list.js";
import { SourceEntry } from "./source-entry.js";
import { SourceList } from "./source-list.js";
import "./evidence.css";

const text = words.evidence;

export function EvidencePage(): preact.JSX.Element {
  const loading = useBook();
  const path = usePlace().route?.path ?? [];
  useFocusedTitle(path.join("/"));
  if (loading.state === "failed") return <Problem {...text.notLoaded} cause={loading.cause} />;
  if (loading.state === "loading")
    return (
      <p class="loading" role="status">
        {words.shell.loading}
      </p>
    );
  return <Place index={loading.index} path={path} />;
}

interface PlaceProps {
  readonly index: BookIndex;
  readonly path: readonly string[];
}

function Place({ index, path }: PlaceProps): preact.JSX.Element {
  const [first = "", id = ""] = path;
  if (first === "") return <Lists index={index} list="claims" />;
  if (first === "parameters" || first === "sources") return <Lists index={index} list={first} />;
  if (first === "parameter") {
    const row = index.parameters.get(id);
    return row ? <ParameterEntry index={index} row={row} /> : <Unknown kind="parameter" id={id} />;
  }
  if (first === "source") {
    const source = index.sources.get(id);
    return source ? (
      <SourceEntry index={index} source={source} />
    ) : (
      <Unknown kind="source" id={id} />
    );
  }
  const claim = index.claim(first);
  return claim ? <ClaimEntry index={index} claim={claim} /> : <Unknown kind="claim" id={first} />;
}

type List = "claims" | "parameters" | "sources";
const lists: readonly List[] = ["claims", "parameters", "sources"];
const listPath = (list: List): string[] => (list === "claims" ? [] : [list]);

function Lists({
  index,
  list,
}: {
  readonly index: BookIndex;
  readonly list: List;
}): preact.JSX.Element {
  return (
    <div class="page">
      <p class="kicker">{text.kicker}</p>
      <h1 tabIndex={-1}>{text.title}</h1>
      <Lede book={index.book} />
      <nav class="tabs" aria-label={text.lists}>
        {lists.map((name) => (
          <EvidenceLink key={name} path={listPath(name)} current={name === list}>
            {text[name]}
          </EvidenceLink>
        ))}
      </nav>
      {list === "claims" ? <ClaimList index={index} /> : null}
      {list === "parameters" ? <ParameterList index={index} /> : null}
      {list === "sources" ? <SourceList index={index} /> : null}
    </div>
  );
}

function Lede({ book }: { readonly book: EvidenceBook }): preact.JSX.Element {
  const { claims, parameters } = book.overview;
  const { source = 0, definition = 0, "reason alone": reason = 0 } = parameters.byBasis;
  return (
    <>
      <p class="lede">{text.lede(claims.total, words.verdictCounts(claims.byVerdict))}</p>
      <p>{text.second(parameters.total, source, reason, definition)}</p>
      <p class="frame">{text.frame}</p>
    </>
  );
}

interface UnknownProps {
  readonly kind: "claim" | "parameter" | "source";
  readonly id: string;
}

function Unknown({ kind, id }: UnknownProps): preact.JSX.Element {
  const list = `${kind}s` as List;
  return (
    <div class="page">
      <h1 tabIndex={-1}>{text.unknown(text.kinds[kind], id)}</h1>
      <p>
        {text.unknownNext} <EvidenceLink path={listPath(list)}>{text.back[list]}</EvidenceLink>
      </p>
    </div>
  );
}
