// The claims in the order of the article, each behind its own line: what is claimed and the verdict
// in sight, the reasoning, evidence, sources and the model's answer one click away.

import type { Fact, Source } from "@chondron/knee";
import { element, text } from "../charts/markup.js";
import { paragraph, section } from "../report/figure.js";
import { type ClaimEntry, claimEntry, modelWords } from "./claim-entry.js";
import { factWords } from "./evidence-words.js";
import type { Knowledge } from "./knowledge.js";
import { claimsByPlace } from "./overview.js";
import { sourceLink } from "./source-section.js";
import { verdictStyles } from "./verdict-style.js";

export function claimSection(knowledge: Knowledge): string {
  const groups = [...claimsByPlace(knowledge.evidence.claims)].map(([place, claims]) =>
    element(
      "div",
      { class: "entries" },
      element("h3", {}, text(place)),
      ...claims.map((claim) => claimDetails(claimEntry(claim, knowledge))),
    ),
  );
  return section(
    "claims",
    "Claims of the article",
    paragraph(
      "In the order of the article and in other words than its own. Open a claim for what it rests on.",
    ),
    ...groups,
  );
}

function claimDetails(entry: ClaimEntry): string {
  const { claim, facts, sources, result } = entry;
  return element(
    "details",
    { id: claim.id },
    element(
      "summary",
      {},
      element("span", { class: "entry-id" }, text(claim.id)),
      text(` ${claim.claim} `),
      element(
        "span",
        { class: "verdict", style: `border-color:${verdictStyles[claim.verdict].color}` },
        text(claim.verdict),
      ),
    ),
    definitionList([
      ["Why", text(claim.reasoning)],
      ["Best evidence", text(`${claim.level} · ${claim.kind} · ${claim.place}`)],
      ["Facts", factList(facts)],
      ["Sources", sourceList(sources)],
      ["In the model", text(claim.meaning)],
      ["The model says", text(modelWords(entry))],
      ["What would have to be true", text(result?.needed ?? "")],
    ]),
  );
}

/** Pairs of a name and its markup; those without any are left out. */
export function definitionList(pairs: readonly (readonly [string, string])[]): string {
  const rows = pairs
    .filter(([, markup]) => markup !== "")
    .flatMap(([name, markup]) => [element("dt", {}, text(name)), element("dd", {}, markup)]);
  return element("dl", {}, ...rows);
}

export function factList(facts: readonly Fact[]): string {
  if (facts.length === 0) return "";
  const item = (fact: Fact): string =>
    element(
      "li",
      {},
      element("span", { class: "entry-id" }, text(fact.id)),
      text(` ${factWords(fact)}${fact.note === "" ? "" : `. ${fact.note}`}`),
    );
  return element("ul", {}, ...facts.map(item));
}

export function sourceList(sources: readonly Source[]): string {
  return sources.map((source) => sourceLink(source.id)).join(", ");
}
