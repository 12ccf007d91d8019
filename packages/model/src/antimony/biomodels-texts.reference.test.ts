// The 756 models of BioModels that the Antimony pack has as texts: each is read, and printed to a
// text that reads back as an equal model, annotations included.

import { expect, test } from "vitest";
import { differencesOf, pathsIn, present, readCase } from "./antimony-pack.test.support.js";
import { parseAntimony } from "./parse-antimony.js";
import { printAntimony } from "./print/print-antimony.js";

/** Differences after printing and reading, or the refusal. */
function afterPrinting(path: string): string[] {
  const first = readCase(path);
  if ("refusal" in first) return [first.refusal];
  const { model } = parseAntimony(printAntimony(first.model), { file: path });
  const again = model ? { model } : { refusal: "the printed text is refused" };
  return differencesOf(first, again, { annotations: true, interactions: true });
}

test.skipIf(!present)("all 756 texts are read, and equal after printing", () => {
  const paths = pathsIn("biomodels").filter((path) => path.endsWith(".txt"));
  const different = paths.filter((path) => afterPrinting(path).length > 0);
  expect([paths.length, different]).toEqual([756, []]);
});
