// The Antimony pack of independent cases, where it is at hand: set CHONDRON_CASES to its folder. Each
// of the 277 entries of its index pairs a text with the SBML that it means; the models are equal, ids,
// kinds, attributes after defaults, formulas and annotations. What is not is explained, difference by
// difference. The 13 pairs with cases of the SBML Test Suite agree in their results, not in their
// models: tests/sbml/antimony-cases.reference.test.ts runs them.

import { describe, expect, test } from "vitest";
import {
  differencesOf,
  entriesOf,
  present,
  type ReadCase,
  readCase,
  textOf,
} from "./antimony-pack.test.support.js";
import {
  contradictoryTexts,
  explainedPairs,
  hierarchiesThatDiffer,
} from "./explained-pairs.test.support.js";
import { parseAntimony } from "./parse-antimony.js";
import { printAntimony } from "./print/print-antimony.js";

interface Entry {
  readonly id: string;
  readonly files: readonly string[];
  readonly suites: readonly string[];
}

const entries = entriesOf<Entry>("index.json");

/** What an entry compares: its text with which file, in words of libAntimony's tests. */
type Relation = "translated" | "imported" | "flattened" | "simulated";

function relationOf({ suites }: Entry): Relation {
  const [suite] = suites;
  if (suite === "STS") return "simulated";
  if (suite === "Import") return "imported";
  return suite === "Flattening" || suite === "FromComp" ? "flattened" : "translated";
}

function textPath({ files }: Entry): string {
  return `pairs/${files.find((file) => file.endsWith(".txt") && !file.endsWith("_rt.txt"))}`;
}

function sbmlPath(entry: Entry): string {
  const flat = /flattened\/|_flat\.xml$/;
  const found = entry.files.filter((file) => file.endsWith(".xml"));
  const wanted =
    relationOf(entry) === "flattened" ? found.find((file) => flat.test(file)) : found[0];
  return `pairs/${wanted}`;
}

/** An SBML model as its Antimony says it: ids that are words of the language get an underscore. */
function imported(read: ReadCase): ReadCase {
  if ("refusal" in read) return read;
  const { model } = parseAntimony(printAntimony(read.model), { file: "imported" });
  return model ? { model } : { refusal: "the printed text is refused" };
}

/** libAntimony 2.3, which wrote the flattened files of the comp suite, joined ids by one underscore. */
function compared(entry: Entry): string[] {
  const separator = entry.suites[0] === "FromComp" ? "_" : "__";
  const text = readCase(textPath(entry), { separator });
  const sbml = readCase(sbmlPath(entry));
  return differencesOf(text, relationOf(entry) === "imported" ? imported(sbml) : sbml);
}

describe.skipIf(!present)("the 277 pairs", () => {
  const results = entries
    .filter((entry) => relationOf(entry) !== "simulated")
    .map((entry) => ({ relation: relationOf(entry), id: entry.id, differences: compared(entry) }));

  test("are equal as models, but for what is explained", () => {
    const different = results.filter(({ differences }) => differences.length > 0);
    const found = Object.fromEntries(different.map(({ id, differences }) => [id, differences]));
    expect(found).toEqual(
      Object.fromEntries(explainedPairs.map(({ id, differences }) => [id, differences])),
    );
  });

  test("are so many of each kind, and so many equal", () => {
    const count = (relation: Relation): [number, number] => {
      const all = results.filter((one) => one.relation === relation);
      return [all.length, all.filter(({ differences }) => differences.length === 0).length];
    };
    expect(entries).toHaveLength(277);
    expect({
      translated: count("translated"),
      imported: count("imported"),
      flattened: count("flattened"),
    }).toEqual({ translated: [143, 141], imported: [4, 4], flattened: [117, 109] });
  });
});

/** Ids of the entries that have such a file, and of those whose text means another model. */
function twinsOf(isTwin: (file: string) => boolean): { all: string[]; different: string[] } {
  const twins = entries.flatMap((entry) => {
    const file = entry.files.find(isTwin);
    return file === undefined ? [] : [{ entry, file }];
  });
  const different = twins.filter(
    ({ entry, file }) =>
      differencesOf(readCase(textPath(entry)), readCase(`pairs/${file}`)).length > 0,
  );
  const ids = (list: typeof twins) => list.map(({ entry }) => entry.id);
  return { all: ids(twins), different: ids(different) };
}

describe.skipIf(!present)("what libAntimony made of the texts", () => {
  test("its own text of each model reads as the same model", () => {
    const { all, different } = twinsOf((file) => file.endsWith("_rt.txt"));
    expect(all).toHaveLength(127);
    expect(different).toEqual(contradictoryTexts.map(({ id }) => id));
  });

  test("its hierarchical SBML flattens to the same model", () => {
    const { all, different } = twinsOf((file) => file.includes("roundtrip/"));
    expect(all).toHaveLength(101);
    expect(different.sort()).toEqual(hierarchiesThatDiffer.flatMap(({ ids }) => ids).sort());
  });
});

interface StringCase {
  readonly antimony: string;
  readonly xml: string;
}

interface BrokenCase {
  readonly antimony: string;
  readonly errorLine: number;
}

describe.skipIf(!present)("strings", () => {
  test("all 97 read as the model of their SBML", () => {
    const all = entriesOf<StringCase>("strings.json");
    const different = all.filter(({ antimony, xml }) => {
      const { model } = parseAntimony(antimony);
      const text: ReadCase = model ? { model } : { refusal: "refused" };
      return differencesOf(text, readCase(`pairs/${xml}`)).length > 0;
    });
    expect([all.length, different.map(({ antimony }) => antimony)]).toEqual([97, []]);
  });

  test("all 24 that must be rejected are, with the line", () => {
    const all = entriesOf<BrokenCase>("must-reject.json");
    const lines = all.map(({ antimony }) => {
      const { model, diagnostics } = parseAntimony(antimony);
      expect(model).toBeUndefined();
      return diagnostics.find(({ severity }) => severity === "error")?.range?.line;
    });
    const elsewhere = all.filter(({ errorLine }, i) => lines[i] !== errorLine);
    expect(all).toHaveLength(24);
    // Where a model has no end, the end of the text is named, one line after its last statement.
    expect(elsewhere.map(({ antimony }) => antimony)).toEqual(["model foo\n  a=3\n"]);
  });
});

test.skipIf(!present)("what is explained is in the pack", () => {
  const ids = new Set(entries.map(({ id }) => id));
  const named = [
    ...explainedPairs.map(({ id }) => id),
    ...contradictoryTexts.map(({ id }) => id),
    ...hierarchiesThatDiffer.flatMap(({ ids: some }) => some),
  ];
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
  expect(textOf("index.json")).toBeDefined();
});
