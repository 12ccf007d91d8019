// The sources that claims and numbers rest on, each with its address and how much of it was read.

import type { Source } from "@chondron/knee";
import { element, text } from "../charts/markup.js";
import { paragraph, section } from "../report/figure.js";
import { plural } from "../report/format.js";
import { readWords, sourceAddress } from "./evidence-words.js";
import type { Knowledge } from "./knowledge.js";
import { cited } from "./parameter-entry.js";

export function sourceSection(knowledge: Knowledge): string {
  const used = usedSources(knowledge);
  const others = knowledge.evidence.sources.length - used.length;
  return section(
    "sources",
    "Sources",
    paragraph(
      `${plural(used.length, "source")} that claims and numbers of the model rest on. ${plural(others, "more")} stand behind other facts of the ledger, in evidence/sources.tsv.`,
    ),
    element("ul", { class: "sources" }, ...used.map(sourceItem)),
  );
}

export function sourceLink(id: string): string {
  return element("a", { href: `#source-${id}` }, text(id));
}

function sourceItem(source: Source): string {
  const address = sourceAddress(source);
  return element(
    "li",
    { id: `source-${source.id}` },
    element("span", { class: "entry-id" }, text(source.id)),
    text(` ${source.citation}. `),
    address === "" ? "" : `${element("a", { href: address }, text(shown(address)))} `,
    text(`(${readWords(source)})`),
  );
}

function shown(address: string): string {
  const words = address.replace(/^https?:\/\/(www\.|doi\.org\/)?/, "");
  return words.length > 60 ? `${words.slice(0, 57)}…` : words;
}

/** In the order of the table, each once. */
function usedSources(knowledge: Knowledge): Source[] {
  const { disease, evidence, index } = knowledge;
  const { parameters, covariates, outcomes, therapies } = disease;
  const used = new Set<Source>();
  for (const { source } of [...parameters, ...covariates, ...outcomes, ...therapies])
    for (const found of cited(source, knowledge).sources) used.add(found);
  for (const id of evidence.claims.flatMap((claim) => claim.sources)) {
    const found = index.source(id);
    if (found) used.add(found);
  }
  return evidence.sources.filter((source) => used.has(source));
}
