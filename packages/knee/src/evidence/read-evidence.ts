// The three evidence tables as typed rows. What they refer to is checked by check-evidence.ts.

import { type Diagnostic, diagnose } from "@chondron/model";
import { texts } from "../rows.js";
import { choiceCell, parseTable, type Row } from "../table.js";
import {
  type Claim,
  claimKinds,
  type Evidence,
  evidenceLevels,
  type Fact,
  readings,
  type Source,
  sourceKinds,
  verdicts,
} from "./evidence.js";

export const evidenceFiles = {
  sources: "evidence/sources.tsv",
  facts: "evidence/facts.tsv",
  claims: "evidence/claims.tsv",
} as const;

/** Read all three tables; rows that cannot be read are left out and named in `found`. */
export function readEvidence(readText: (path: string) => string, found: Diagnostic[]): Evidence {
  const { sources, facts, claims } = evidenceFiles;
  return {
    sources: readSources(readText(sources), sources, found),
    facts: readFacts(readText(facts), facts, found),
    claims: readClaims(readText(claims), claims, found),
  };
}

const sourceTexts = ["id", "citation", "doi", "pmid", "pmcid", "registry", "url"] as const;

function readSources(text: string, file: string, found: Diagnostic[]): Source[] {
  return parseTable(text, file, [...sourceTexts, "kind", "read"], found).map((row) => ({
    ...texts(row, sourceTexts),
    kind: choiceCell(row, "kind", sourceKinds, found),
    read: choiceCell(row, "read", readings, found),
    range: row.range,
  }));
}

const factTexts = [
  "id",
  "topic",
  "quantity",
  "comparison",
  "interval",
  "unit",
  "population",
  "time",
  "n",
  "design",
  "finding",
  "note",
] as const;
const factNumbers = ["value", "low", "high", "sd"] as const;

function readFacts(text: string, file: string, found: Diagnostic[]): Fact[] {
  const columns = [...factTexts, ...factNumbers, "sources", "seen"];
  return parseTable(text, file, columns, found).map((row) => ({
    ...texts(row, factTexts),
    ...Object.fromEntries(factNumbers.flatMap((column) => numberEntry(row, column, found))),
    sources: idList(row, "sources"),
    seen: yesOrNo(row, "seen", found),
    range: row.range,
  }));
}

const claimTexts = [
  "id",
  "place",
  "claim",
  "reasoning",
  "whyNot",
  "meaning",
  "experiment",
] as const;

function readClaims(text: string, file: string, found: Diagnostic[]): Claim[] {
  const choices = ["kind", "verdict", "level", "sources", "facts", "testable"];
  return parseTable(text, file, [...claimTexts, ...choices], found).map((row) => ({
    ...texts(row, claimTexts),
    kind: choiceCell(row, "kind", claimKinds, found),
    verdict: choiceCell(row, "verdict", verdicts, found),
    level: choiceCell(row, "level", evidenceLevels, found),
    sources: idList(row, "sources"),
    facts: idList(row, "facts"),
    testable: yesOrNo(row, "testable", found),
    range: row.range,
  }));
}

/** "a; b" as ids. */
function idList(row: Row, column: string): string[] {
  return row.cells[column]!.split(";")
    .map((id) => id.trim())
    .filter((id) => id !== "");
}

function yesOrNo(row: Row, column: string, found: Diagnostic[]): boolean {
  return choiceCell(row, column, ["yes", "no"] as const, found) === "yes";
}

/** An empty cell is an absent number. */
function numberEntry(row: Row, column: string, found: Diagnostic[]): [string, number][] {
  const text = row.cells[column]!;
  if (text === "") return [];
  const value = Number(text);
  if (Number.isFinite(value)) return [[column, value]];
  found.push(diagnose("CH5004", { column, id: row.cells.id!, text }, row.range));
  return [];
}
