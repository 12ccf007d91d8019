// The frame of one entry: way back, title, what stands below it, neighbours, permalink.

import type { ComponentChildren } from "preact";
import { words } from "../../texts/index.js";
import { EvidenceLink, permalink } from "./links.js";

const text = words.evidence;

interface EntryFrameProps {
  readonly kicker: string;
  readonly title: string;
  readonly path: readonly string[];
  readonly back: { readonly path: readonly string[]; readonly words: string };
  readonly before?: readonly string[] | undefined;
  readonly after?: readonly string[] | undefined;
  readonly children: ComponentChildren;
}

export function EntryFrame(props: EntryFrameProps): preact.JSX.Element {
  const { kicker, title, path, back, before, after, children } = props;
  return (
    <article class="page evidence-entry">
      <p class="kicker">
        <EvidenceLink path={back.path}>{back.words}</EvidenceLink> · {kicker}
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      {children}
      <nav class="neighbours" aria-label={text.neighbours}>
        {before ? (
          <EvidenceLink path={before}>{`${text.previous}: ${before.at(-1)}`}</EvidenceLink>
        ) : null}
        {after ? <EvidenceLink path={after}>{`${text.next}: ${after.at(-1)}`}</EvidenceLink> : null}
        <a href={permalink(path)}>{text.permalink}</a>
      </nav>
    </article>
  );
}

/** Ids before and after one in a list. */
export function neighbours(ids: readonly string[], id: string): [string?, string?] {
  const at = ids.indexOf(id);
  return [ids[at - 1], ids[at + 1]];
}

interface PartProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export function Part({ title, children }: PartProps): preact.JSX.Element {
  return (
    <section class="part">
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}
