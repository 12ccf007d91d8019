// The ledger at a terminal: overview, lists, one claim, one parameter. Lines fit the terminal's width.

import type { Fact, Source } from "@chondron/knee";
import { textTable } from "../command/text-table.js";
import { plain } from "../report/format.js";
import { type ClaimEntry, modelWords } from "./claim-entry.js";
import { factWords, gradeOf, readWords, sourceAddress } from "./evidence-words.js";
import type { Knowledge } from "./knowledge.js";
import { type Counts, type Overview, overview } from "./overview.js";
import type { ParameterEntry } from "./parameter-entry.js";

export function overviewText(knowledge: Knowledge): string {
  const counts = overview(knowledge);
  const { claims, parameters, facts, sources } = counts;
  return [
    `${claims.total} claims of the article`,
    countTable("verdict", claims.byVerdict),
    `${claims.testable} can be asked of the model, ${claims.answered} have been.`,
    "",
    `${parameters.total} parameters of the model`,
    countTable("they rest on", parameters.byBasis),
    "",
    countTable("best evidence", gradeCounts(counts)),
    "",
    countTable("status of the size", parameters.byStatus),
    "",
    `${facts.total} facts, ${facts.read} of them read; the others are from memory and support nothing`,
    "",
    `${sources.total} sources`,
    countTable("what was read", sources.byReading),
    "",
    'See one: "chondron ledger claim C17", "chondron ledger parameter k_ev_p".',
    "",
  ].join("\n");
}

function gradeCounts({ parameters }: Overview): Counts {
  const { A = 0, B = 0, C = 0, D = 0 } = parameters.byGrade;
  return { "human (A)": A, "animal (B)": B, "cell or model (C)": C, "none (D)": D };
}

function countTable(head: string, counts: Counts): string {
  const rows = Object.entries(counts).map(([name, n]) => [name, String(n)]);
  return textTable({ caption: head, columns: [{ head }, { head: "count" }], rows });
}

export function claimListText({ evidence }: Knowledge): string {
  return `${textTable({
    caption: "Claims",
    columns: [{ head: "claim" }, { head: "verdict", align: "left" }, { head: "", align: "left" }],
    rows: evidence.claims.map(({ id, verdict, claim }) => [id, verdict, claim]),
  })}\n`;
}

export function parameterListText({ disease }: Knowledge): string {
  return `${textTable({
    caption: "Parameters",
    columns: [
      { head: "parameter" },
      { head: "value" },
      { head: "unit", align: "left" },
      { head: "evidence", align: "left" },
      { head: "source", align: "left" },
    ],
    rows: disease.parameters.map((row) => [
      row.id,
      plain(row.value),
      row.unit,
      gradeOf(row),
      row.source,
    ]),
  })}\n`;
}

export function claimText(entry: ClaimEntry, columns: number): string {
  const { claim, facts, sources } = entry;
  return layOut(
    [
      `${claim.id}  ${claim.claim}`,
      `${claim.verdict} · evidence: ${claim.level} · ${claim.kind}`,
      `In the article: ${claim.place}`,
      "",
      `Why: ${claim.reasoning}`,
      ...factLines(facts),
      ...sourceLines(sources),
      "",
      `In the model: ${claim.meaning}`,
      `The model says: ${modelWords(entry)}`,
      ...(entry.result?.needed ? [`What would have to be true: ${entry.result.needed}`] : []),
    ],
    columns,
  );
}

export function parameterText(entry: ParameterEntry, columns: number): string {
  const { row, label, facts, sources, uses } = entry;
  const unit = row.unit === "1" ? "" : ` ${row.unit}`;
  return layOut(
    [
      label === row.id ? row.id : `${row.id}  ${label}`,
      `${plain(row.value)}${unit}, range ${plain(row.low)} to ${plain(row.high)}`,
      row.variability > 0
        ? `Varies between patients with a coefficient of variation of ${plain(row.variability)}`
        : "The same in all patients",
      ...(row.prior === "" ? [] : [`Prior, drawn anew for each simulated trial: ${row.prior}`]),
      `Evidence: ${gradeOf(row)} (grade ${row.grade})`,
      "",
      `Why: ${row.note}`,
      ...factLines(facts),
      ...sourceLines(sources),
      "",
      uses.length === 0 ? "Used nowhere in the model" : "Used in:",
      ...uses.map(({ place, where, formula }) => `  ${place} ${where}: ${formula}`),
    ],
    columns,
  );
}

function factLines(facts: readonly Fact[]): string[] {
  if (facts.length === 0) return [];
  return ["", "Evidence:", ...facts.map((fact) => `  ${fact.id} ${factWords(fact)}`)];
}

function sourceLines(sources: readonly Source[]): string[] {
  if (sources.length === 0) return ["", "Sources: none"];
  const line = (source: Source): string => {
    const address = sourceAddress(source);
    const place = address === "" ? "" : ` ${address}`;
    return `  ${source.id} ${source.citation}.${place} (${readWords(source)})`;
  };
  return ["", "Sources:", ...sources.map(line)];
}

/** Lines broken at the width, their continuation set in by two more spaces than they are. */
function layOut(lines: readonly string[], columns: number): string {
  return `${lines.flatMap((line) => wrapped(line, Math.max(40, columns))).join("\n")}\n`;
}

function wrapped(line: string, width: number): string[] {
  const indent = " ".repeat(/^ */.exec(line)![0].length);
  const out: string[] = [];
  for (const word of line.trim().split(" ")) {
    const last = out.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      out[out.length - 1] = `${last} ${word}`;
    else out.push(`${indent}${out.length > 0 ? "  " : ""}${word}`);
  }
  return out;
}
