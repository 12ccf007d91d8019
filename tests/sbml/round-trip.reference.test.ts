// SBML to Antimony to SBML over the semantic cases of the SBML Test Suite. Where the printer is
// silent, the model that comes back is equal, annotations included. Where it says that it writes
// something in another form, or leaves something out, the model may differ: then it runs as its case
// does, and passes. So no case is silently different. What fails is what Antimony cannot say.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Diagnostic,
  type Model,
  parseAntimony,
  printAntimony,
  readSbml,
  withAnnotations,
  writeSbml,
} from "@chondron/model";
import { readModelFile } from "@chondron/model/node";
import { findCases, runCases } from "chondron";
import { afterAll, describe, expect, test } from "vitest";
import { renameModel } from "../../packages/model/src/antimony/print/rewrite-model.js";
import { modelDifferences } from "../../packages/model/src/equal-models.test.support.js";
import { openPack } from "./case-pack.js";

const pack = openPack("sbml-semantic");
const folder = mkdtempSync(join(tmpdir(), "chondron-round-trip-"));
afterAll(() => rmSync(folder, { recursive: true }));

type SuiteCase = ReturnType<typeof findCases>[number];

interface RoundTrip {
  readonly item: SuiteCase;
  /** SBML of the model that came back. */
  readonly text: string;
  readonly differences: readonly string[];
  /** What the printer wrote in another form, and what it left out, each by its kind. */
  readonly otherwise: readonly string[];
  readonly leftOut: readonly string[];
  /** Ids that came back with underscores after them. */
  readonly renamed: ReadonlyMap<string, string>;
}

function roundTrip(item: SuiteCase): RoundTrip {
  const before = readModelFile(item.model!, { annotations: true }).model!;
  const said: Diagnostic[] = [];
  const printed = printAntimony(before, (found) => said.push(found));
  const text = writeSbml(parseAntimony(printed).model!);
  const after = withAnnotations(readSbml(text, { file: item.id }).model!, text, { file: item.id });
  const renamed = renamedIds(before, after);
  const expected = renameModel(before, { id: (id) => renamed.get(id) ?? id, unit: (unit) => unit });
  const options = { annotations: true, interactions: true };
  return {
    item,
    text,
    differences: modelDifferences(expected, after, options),
    otherwise: kindsIn(said, "CH1701"),
    leftOut: kindsIn(said, "CH1702"),
    renamed,
  };
}

/** "that a reaction is fast" of "... it leaves out that a reaction is fast: J0." */
function kindsIn(said: readonly Diagnostic[], code: string): string[] {
  return said
    .filter((found) => found.code === code)
    .map(({ message }) => /(?:it writes|it leaves out) (.*): .*$/.exec(message)![1]!);
}

function idsOf(model: Model): Set<string> {
  const { functionDefinitions, compartments, species, parameters, reactions, events } = model;
  const references = reactions.flatMap(({ reactants, products }) => [...reactants, ...products]);
  const named = [
    ...functionDefinitions,
    ...compartments,
    ...species,
    ...parameters,
    ...reactions,
    ...references,
    ...events,
  ];
  return new Set(named.flatMap(({ id }) => id ?? []));
}

function renamedIds(before: Model, after: Model): Map<string, string> {
  const known = idsOf(after);
  const found = [...idsOf(before)]
    .filter((id) => !known.has(id))
    .map((id) => [id, `${id}_`] as const);
  return new Map(found.filter(([, id]) => known.has(id)));
}

/** The case with the model that came back, and its new names in settings and results. */
function caseOf({ item, text, renamed }: RoundTrip): SuiteCase {
  const place = join(folder, item.id);
  mkdirSync(place);
  const put = (name: string, content: string): string => {
    writeFileSync(join(place, name), content);
    return join(place, name);
  };
  const rename = (line: string): string => line.replaceAll(/\w+/g, (id) => renamed.get(id) ?? id);
  const settings = readFileSync(item.settings, "utf8").replaceAll(
    /^((?:variables|amount|concentration)\s*:)(.*)$/gm,
    (_, key: string, ids: string) => key + rename(ids),
  );
  const [header = "", ...rows] = readFileSync(item.results, "utf8").split("\n");
  return {
    ...item,
    model: put("model.xml", text),
    settings: put("settings.txt", settings),
    results: put("results.csv", [rename(header), ...rows].join("\n")),
  };
}

function countByKind(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of [...kinds].sort()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Kinds that change ids alone; the comparison is of the model with the new ids. */
const renamings: Readonly<Record<string, number>> = {
  "a unit with the id of something else, with other words after it": 754,
  "an id that is a word of the language, with an underscore after it": 293,
};

interface Kind {
  /** Cases with it. */
  readonly cases: number;
  /** Differences that it makes. */
  readonly makes: RegExp;
}

/** What is written in another form that means the same. */
const otherForms: Readonly<Record<string, Kind>> = {
  "a compartment without dimensions as one of size 1": {
    cases: 30,
    makes: /^compartment \w+: size undefined \| 1$/,
  },
  "a constant species as a boundary species": { cases: 37, makes: /^$/ },
  "a conversion factor as a part of stoichiometries": {
    cases: 65,
    makes:
      /^(model: factor|species \w+: conversionFactor|reaction \w+: (reactants|products)|parameter \w+: is only in the second|initial assignment \w+_stoichiometry\w*: formula undefined|rule assignment \w+_stoichiometry\w*: formula undefined|initial assignment \w+: formula)/,
  },
  "a local parameter as one of the model": {
    cases: 75,
    makes: /^(parameter \w+: is only in the second|reaction \w+: (local|formula))/,
  },
  "a stoichiometry below zero or unknown as a symbol": {
    cases: 3,
    makes: /^reaction \w+: (reactants|products)/,
  },
};

/** What Antimony cannot say. */
const leftOutKinds: Readonly<Record<string, Kind>> = {
  "a modifier that the rate does not use": { cases: 4, makes: /^reaction \w+: modifiers/ },
  "spatial dimensions other than 3": {
    cases: 142,
    makes: /^compartment \w+: (spatialDimensions [\d.]+ \| 3$|unit undefined \| )/,
  },
  "that a reaction is fast": { cases: 28, makes: /^reaction \w+: fast true \| false$/ },
};

function casesOf(kinds: Readonly<Record<string, Kind>>): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, { cases }]) => [kind, cases]));
}

/** Differences that none of the kinds which the printer names makes. */
function unexplained({ item, differences, otherwise, leftOut }: RoundTrip): string[] {
  const kinds = [...otherwise, ...leftOut].flatMap(
    (kind) => otherForms[kind] ?? leftOutKinds[kind] ?? [],
  );
  return differences
    .filter((difference) => !kinds.some(({ makes }) => makes.test(difference)))
    .map((difference) => `${item.id} ${difference}`);
}

describe.skipIf(!pack)("1453 semantic cases by way of Antimony", () => {
  const all = pack ? findCases(pack).map(roundTrip) : [];
  const changed = all.filter(({ differences }) => differences.length > 0);

  test("are equal, or differ in what the printer says and in nothing else", () => {
    expect([all.length, all.length - changed.length]).toEqual([1453, 1146]);
    expect(changed.flatMap(unexplained)).toEqual([]);
  });

  test("are said otherwise or left out in these kinds of things", () => {
    const silent = all.filter(({ otherwise, leftOut }) => otherwise.length + leftOut.length === 0);
    expect(silent).toHaveLength(544);
    expect(countByKind(all.flatMap(({ otherwise }) => otherwise))).toEqual({
      ...renamings,
      ...casesOf(otherForms),
    });
    expect(countByKind(all.flatMap(({ leftOut }) => leftOut))).toEqual(casesOf(leftOutKinds));
  });

  test("run as before where they are not equal, but for fast reactions", () => {
    const reports = runCases(changed.map(caseOf));
    const passed = reports.filter(({ status }) => status === "passed").map(({ id }) => id);
    const rest = changed.filter(({ item }) => !passed.includes(item.id));
    const kinds = rest.map(({ leftOut }) => leftOut.includes("that a reaction is fast"));
    expect([reports.length, passed.length]).toEqual([307, 279]);
    expect(kinds.every(Boolean)).toBe(true);
  });
});
