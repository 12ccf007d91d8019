// What the checks must find: for every kind of gap, the shipped files with one cell damaged.

import { readFileSync } from "node:fs";
import { type Diagnostic, formatDiagnostic } from "@chondron/model";
import { describe, expect, it } from "vitest";
import { examineEvidence, kneeFolder } from "../index.js";
import { readResults } from "./read-results.js";

type Change = Readonly<Record<string, string>>;

/** The shipped table with some cells of one row changed; throws where there is no such row. */
function withCells(text: string, id: string, change: Change): string {
  const [heading, ...lines] = text.split("\n");
  const columns = heading!.split("\t");
  const at = lines.findIndex((line) => line.startsWith(`${id}\t`));
  if (at < 0) throw new Error(`no row ${id}`);
  const cells = lines[at]!.split("\t");
  for (const [column, value] of Object.entries(change)) cells[columns.indexOf(column)] = value;
  lines[at] = cells.join("\t");
  return [heading, ...lines].join("\n");
}

function examine(changed: string, edit: (text: string) => string): string[] {
  const { diagnostics } = examineEvidence((path) => {
    const text = readFileSync(new URL(path, kneeFolder), "utf8");
    return path === changed ? edit(text) : text;
  });
  return diagnostics.map(formatDiagnostic);
}

function damage(file: string, id: string, change: Change): string[] {
  return examine(file, (text) => withCells(text, id, change));
}

const facts = "evidence/facts.tsv";
const claims = "evidence/claims.tsv";
const sources = "evidence/sources.tsv";

describe("the checks find", () => {
  it.each<[string, string, string, Change, RegExp]>([
    [
      "a parameter without a source",
      "parameters.tsv",
      "k_ev_p",
      { source: "" },
      /^parameters\.tsv:\d+:1 CH5027 .*parameter "k_ev_p"/,
    ],
    [
      "an assumed parameter without a reason",
      "parameters.tsv",
      "k_rep",
      { note: "" },
      /^parameters\.tsv:\d+:1 CH5021 .*"k_rep" gives no reason/,
    ],
    [
      "a measured parameter that is assumed",
      "parameters.tsv",
      "k_il10",
      { source: "assumed" },
      /CH5024 .*"k_il10" is measured and names no source/,
    ],
    [
      "a source that is nowhere, with the near one",
      "parameters.tsv",
      "k_sec",
      { source: "trejo-2018" },
      /CH5020 .*"trejo-2018".*Did you mean "trejo-2019"/,
    ],
    [
      "a parameter that rests on memory",
      "parameters.tsv",
      "k_hmg",
      { source: "KIN034" },
      /CH5023 .*"k_hmg" rests on "KIN034", which was not read/,
    ],
    [
      "a figure to fit that is in no table",
      "targets.tsv",
      "saline-26",
      { source: "10.1000/nowhere" },
      /^targets\.tsv:\d+:1 CH5020 .*target "saline-26"/,
    ],
    [
      "a figure to compare with that names nothing",
      "comparators.tsv",
      "weight-loss-26",
      { source: "" },
      /^comparators\.tsv:\d+:1 CH5027 .*comparator "weight-loss-26"/,
    ],
    [
      "a covariate whose source is a sentence",
      "covariates.tsv",
      "age",
      { source: "a large cohort" },
      /^covariates\.tsv:3:1 CH5020/,
    ],
    [
      "an outcome without a source",
      "outcomes.tsv",
      "jsw",
      { source: "" },
      /CH5027 .*outcome "jsw"/,
    ],
    [
      "a fact of a source that is gone",
      facts,
      "EV036",
      { sources: "owen-1995" },
      /^evidence\/facts\.tsv:\d+:1 CH5020 .*Did you mean "owen-1994"/,
    ],
    ["a fact read nowhere", facts, "EV036", { sources: "" }, /CH5024 .*fact "EV036" is read/],
    ["a fact of nothing", facts, "NH001", { value: "" }, /CH5025 .*"NH001"/],
    ["a value outside its interval", facts, "EV115", { low: "3" }, /CH5010 .*"EV115"/],
    ["a word for a number", facts, "EV115", { low: "two" }, /CH5004 .*low of "EV115" is "two"/],
    ["a claim on an unread fact", claims, "C63", { facts: "EV197" }, /CH5023 .*"EV197"/],
    [
      "a supported claim without sources",
      claims,
      "C62",
      { sources: "", facts: "" },
      /^evidence\/claims\.tsv:63:1 CH5024 .*claim "C62" is supported/,
    ],
    ["a verdict that is none", claims, "C62", { verdict: "true" }, /CH5005 .*"true"/],
    ["a claim not testable without a reason", claims, "C62", { testable: "no" }, /CH5022 .*"C62"/],
    ["a claim without reasoning", claims, "C62", { reasoning: "" }, /CH5021 .*claim "C62"/],
    [
      "one paper in two rows",
      sources,
      "kraus-2018",
      { pmid: "12102643" },
      /CH5026 .*pmid 12102643/,
    ],
    [
      "a source that was not read",
      sources,
      "kraus-2018",
      { read: "none" },
      /CH5023 .*fact "KIN008"/,
    ],
  ])("%s", (_, file, id, change, expected) => {
    const found = damage(file, id, change);
    expect(
      found.some((line) => expected.test(line)),
      found.join("\n"),
    ).toBe(true);
  });

  it("a therapy whose source is nowhere", () => {
    const edit = (text: string) => text.replace("10.1177/1947603520906597", "EV9999");
    expect(examine("therapies.yaml", edit)).toEqual([
      expect.stringMatching(/^therapies\.yaml:\d+:\d+ CH5020 .*therapy "saline" names "EV9999"/),
    ]);
  });

  it("a row that stands twice", () => {
    const twice = (text: string) => `${text}${text.split("\n")[1]}\n`;
    for (const file of [facts, claims]) expect(examine(file, twice)[0]).toMatch(/CH5006/);
  });
});

describe("results of experiments", () => {
  const read = (text: string) => {
    const found: Diagnostic[] = [];
    const results = readResults(text, "evidence/results.json", found);
    return { results, found: found.map(({ code }) => code) };
  };

  it("are read as they stand", () => {
    const one = { id: "ev-inos", says: "iNOS falls by half.", verdict: "holds", value: 0.5 };
    const { results, found } = read(JSON.stringify({ experiments: [one] }));
    expect({ results, found }).toEqual({ results: [one], found: [] });
  });

  it.each([
    ["no JSON", "{"],
    ["no list", '{"experiments": {}}'],
    ["no verdict", '{"experiments": [{"id": "a", "says": "b", "verdict": "yes"}]}'],
    ["a word", '{"experiments": [{"id": "a", "says": "b", "verdict": "holds", "low": "1"}]}'],
  ])("are refused: %s", (_, text) => {
    expect(read(text)).toEqual({ results: [], found: ["CH5028"] });
  });
});
