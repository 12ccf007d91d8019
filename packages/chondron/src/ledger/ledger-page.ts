// The ledger as one HTML file: the answer in two sentences and a figure, then claims, numbers and
// sources. Same evidence and origin, same bytes.

import { element, text } from "../charts/markup.js";
import { bulletList, paragraph, section } from "../report/figure.js";
import { listWords, plural } from "../report/format.js";
import { contents, htmlPage } from "../report/html-page.js";
import type { ReportOrigin } from "../report/manifest-section.js";
import { claimSection } from "./claim-section.js";
import type { Knowledge } from "./knowledge.js";
import { type Overview, overview } from "./overview.js";
import { parameterSection } from "./parameter-section.js";
import { sourceSection } from "./source-section.js";
import { verdictFigure } from "./verdict-figure.js";

const style = `
.entries{margin-top:2.2rem}
.entries h3{margin-bottom:.6rem}
.entries details{border-top:1px solid var(--rule);margin:0;padding:.35rem 0;font:15px/1.5 var(--sans)}
.entries summary{width:auto;color:var(--ink)}
.entries dl{margin:.6rem 0 1rem;font-size:14px}
.entries ul{margin:0}
.entry-id{color:var(--ink-soft);font-variant-numeric:tabular-nums;margin-right:.3em}
.verdict{border-bottom:3px solid var(--rule-strong);font-size:13px;color:var(--ink-soft);white-space:nowrap}
.sources{font:14px/1.5 var(--sans);overflow-wrap:anywhere}
:target{background:color-mix(in srgb,var(--accent) 12%,transparent)}
`;

export function ledgerPage(knowledge: Knowledge, origin: ReportOrigin): string {
  const counts = overview(knowledge);
  const sections = [
    claimSection(knowledge),
    parameterSection(knowledge),
    sourceSection(knowledge),
    limitSection(counts),
  ];
  return htmlPage({
    title: "Evidence ledger · Chondron",
    version: origin.version,
    skip: "Skip to the ledger",
    banner: "evidence ledger · not medical advice",
    style,
    content: [
      element("div", { class: "first" }, header(counts), mainFigure(knowledge, counts)),
      element("div", { class: "overview" }, contents("In this ledger", sections)),
      ...sections,
    ],
    footer: `Made ${origin.created}. Facts and figures are those of the sources; the words are ours. Chondron ${origin.version}.`,
  });
}

function header(counts: Overview): string {
  const { claims, parameters, facts, sources } = counts;
  const verdictWords = Object.entries(claims.byVerdict).map(([verdict, n]) => `${n} ${verdict}`);
  return element(
    "header",
    { id: "answer" },
    element("p", { class: "kicker" }, "Evidence ledger"),
    element("h1", {}, text("What is known, and where from")),
    paragraph(`Of ${claims.total} claims of the article, ${listWords(verdictWords)}.`, "lede"),
    paragraph(
      `Of ${plural(parameters.total, "number")} of the model, ${parameters.byBasis.source} rest on something that was read, ${parameters.byBasis["reason alone"]} on a reason alone, ${parameters.byBasis.definition} are definitions.`,
      "lede second",
    ),
    paragraph(
      `${plural(facts.total, "fact")} from ${plural(sources.total, "source")}; ${facts.total - facts.read} facts are from memory and support nothing here.`,
      "frame",
    ),
  );
}

function mainFigure({ evidence }: Knowledge, { claims }: Overview): string {
  const efficacy = evidence.claims.filter(({ kind }) => kind === "efficacy");
  const firm = efficacy.filter(({ verdict }) => verdict === "supported").length;
  return verdictFigure(
    evidence.claims,
    `${claims.byVerdict.supported ?? 0} of ${claims.total} claims hold as they stand; of ${efficacy.length} about efficacy, ${firm}`,
  );
}

function limitSection({ claims, sources }: Overview): string {
  const full = sources.byReading.full ?? 0;
  return section(
    "limits",
    "Limits of this ledger",
    bulletList([
      `Most sources were read as abstracts or tables, ${full} in full: a paper may say more than its row here.`,
      "A grade marks the kind of evidence for a quantity, not its quality, and not a fit of the model to it.",
      "Verdicts are on what was found. Evidence that was not found may exist.",
      `${claims.testable} claims can be asked of the model; ${claims.answered} have been so far.`,
    ]),
  );
}
