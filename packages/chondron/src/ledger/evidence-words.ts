// Facts, sources and grades in words, for terminal and page alike.

import type { Fact, Reading, Source } from "@chondron/knee";
import type { ParameterRow } from "@chondron/model";
import { evidenceWords } from "../report/assumption-section.js";
import { plain } from "../report/format.js";

/** "EV115 knee pain OR: obesity: 2.66 (2.15 to 3.28, 95 % CI) OR; human >=50 y" */
export function factWords(fact: Fact): string {
  const { quantity, comparison, unit, finding, population, time } = fact;
  const number = [numberWords(fact), unit].filter((words) => words !== "").join(" ");
  const result = [number, finding].filter((words) => words !== "").join("; ");
  const subject = comparison === "" ? quantity : `${quantity}, ${comparison}`;
  return [`${subject}: ${result}`, population, time].filter((words) => words !== "").join("; ");
}

function numberWords({ value, low, high, interval, sd }: Fact): string {
  const middle = value === undefined ? "" : plain(value);
  const kind = interval === "" ? "" : `, ${interval}`;
  const bounds = boundWords(low, high);
  const range = bounds === "" ? "" : middle === "" ? `${bounds}${kind}` : `(${bounds}${kind})`;
  const spread = sd === undefined ? "" : `[SD ${plain(sd)}]`;
  return [middle, range, spread].filter((words) => words !== "").join(" ");
}

function boundWords(low: number | undefined, high: number | undefined): string {
  if (low !== undefined && high !== undefined) return `${plain(low)} to ${plain(high)}`;
  if (low !== undefined) return `from ${plain(low)}`;
  return high === undefined ? "" : `up to ${plain(high)}`;
}

const readingWords: Readonly<Record<Reading, string>> = {
  full: "full text read",
  abstract: "abstract or excerpt read",
  table: "table or figure read",
  registry: "registry entry read",
  dataset: "data or code read",
  secondary: "read in another's account",
  none: "not read",
};

export function readWords(source: Source): string {
  return readingWords[source.read];
}

/** Where a source can be found: the shortest lasting address it has, "" for none. */
export function sourceAddress({ doi, pmid, pmcid, url }: Source): string {
  if (doi !== "") return `https://doi.org/${doi}`;
  if (pmcid !== "") return `https://pmc.ncbi.nlm.nih.gov/articles/${pmcid}`;
  if (pmid !== "") return `https://pubmed.ncbi.nlm.nih.gov/${pmid}`;
  return url;
}

/** Kind of evidence, and whether the size of the value comes from it. */
export function gradeOf(row: ParameterRow): string {
  return row.source.startsWith("definition") ? "definition" : evidenceWords(row);
}
