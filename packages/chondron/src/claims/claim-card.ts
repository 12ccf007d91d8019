// One claim on the page: both verdicts in sight; the evidence, the experiment, its numbers and plots, what
// would have to be true and the sources one click away.

import type { Claim, Source } from "@chondron/knee";
import { element, text } from "../charts/markup.js";
import { claimEntry } from "../ledger/claim-entry.js";
import { definitionList, factList } from "../ledger/claim-section.js";
import { sourceAddress } from "../ledger/evidence-words.js";
import type { Knowledge } from "../ledger/knowledge.js";
import { verdictStyles } from "../ledger/verdict-style.js";
import { capital, plain } from "../report/format.js";
import { dataTable } from "../report/table.js";
import { capitalised, quantityWords, rounded } from "./answer-words.js";
import type { ExperimentRecord } from "./claims-results.js";
import { intervalPlot } from "./interval-plot.js";
import { modelVerdictStyles, modelVerdictWords } from "./model-verdict-style.js";
import { scanPlot } from "./scan-plot.js";

export interface ClaimCard {
  readonly claim: Claim;
  readonly record: ExperimentRecord | undefined;
}

export function claimCard({ claim, record }: ClaimCard, knowledge: Knowledge): string {
  const { facts, sources } = claimEntry(claim, knowledge);
  return element(
    "details",
    { id: claim.id, class: "claim" },
    element(
      "summary",
      {},
      element("span", { class: "entry-id" }, text(claim.id)),
      text(` ${claim.claim} `),
      badge(`evidence: ${claim.verdict}`, verdictStyles[claim.verdict].color),
      record
        ? badge(modelVerdictWords[record.verdict], modelVerdictStyles[record.verdict].color)
        : badge("not in the model", modelVerdictStyles["not asked"].color),
    ),
    definitionList([
      ["The evidence says", text(`${capital(claim.verdict)}. ${claim.reasoning}`)],
      ["Best evidence", text(claim.level)],
      ["The model was asked", text(record?.question ?? "")],
      ["The model says", text(record?.says ?? `Not asked. ${claim.whyNot}`)],
      ["Bear in mind", text(record?.note ?? "")],
      ["What would have to be true", text(record?.needed ?? "")],
    ]),
    record ? plots(record) : "",
    record ? numbers(record) : "",
    definitionList([
      ["Facts", factList(facts)],
      ["Sources", sources.map(sourceWords).join("; ")],
    ]),
  );
}

function badge(words: string, color: string): string {
  return element("span", { class: "verdict", style: `border-color:${color}` }, text(words));
}

function plots(record: ExperimentRecord): string {
  const drawings = [intervalPlot(record), ...record.scans.map((scan) => scanPlot(scan, record))];
  const caption = `${capitalised(record.quantity ?? "")}${record.unit ? ` (${record.unit})` : ""}. Bands: 50 and 90 % of draws and resampled people.`;
  return element(
    "figure",
    {},
    element("div", { class: "plots" }, ...drawings.map((one) => element("div", {}, one))),
    element("figcaption", {}, text(caption)),
  );
}

function numbers(record: ExperimentRecord): string {
  const shown = (value: number): string => plain(rounded(value));
  return dataTable({
    caption: `Numbers of the experiment ${record.id}`,
    columns: [
      { head: "Quantity" },
      ...["Mean", "50 %", "90 %", "SD, parameters", "SD, people"].map((head) => ({ head })),
      { head: "Formula", align: "prose" as const },
    ],
    rows: record.quantities.map((one) => [
      quantityWords(one.id),
      shown(one.mean),
      `${shown(one.low50)} to ${shown(one.high50)}`,
      `${shown(one.low90)} to ${shown(one.high90)}`,
      ...[one.parameterSd, one.patientSd].map(shown),
      one.formula,
    ]),
  });
}

function sourceWords(source: Source): string {
  const address = sourceAddress(source);
  const { citation } = source;
  return address === "" ? text(citation) : element("a", { href: address }, text(citation));
}
