// The Antimony fuzzer: damaged texts are parsed, checked, printed and parsed again, written as SBML
// and read again. The corpus is what lies below the folder (.ant, .txt, and the "antimony" texts in
// .json) and the models of the knee. Imports give any text of the corpus, SBML among them.

import { fileURLToPath } from "node:url";
import { damaged } from "../../packages/model/dist/antimony/mutation.test.support.js";
import {
  checkModel,
  parseAntimony,
  printAntimony,
  readSbml,
  writeSbml,
} from "../../packages/model/dist/index.js";
import { shortestFirst, textNamed, textsBelow } from "./corpus.mjs";

export const extension = "ant";

const knee = fileURLToPath(new URL("../../packages/knee/model", import.meta.url));

export function corpusOf(folder) {
  const whole = [
    ...textsBelow(knee, /\.ant$/),
    ...textsBelow(folder, /\.(ant|txt)$/),
    ...textsBelow(folder, /\.json$/).flatMap(antimonyIn),
  ];
  const texts = shortestFirst([...whole, ...whole.flatMap(excerpts)]);
  const imported = shortestFirst([...whole, ...textsBelow(folder, /\.xml$/)]).filter(
    ({ length }) => length < longestImport,
  );
  return { texts, imported, damaged: (random) => damaged(texts, random) };
}

/** A long text in pieces of whole lines: what they say is as various, and read sooner. */
function excerpts(text) {
  if (text.length < 2 * excerptLength) return [];
  const lines = new RegExp(`[^]{1,${excerptLength}}(?:\\n|$)|[^\\n]+`, "g");
  return text.match(lines) ?? [];
}

/** Values of "antimony" in a list of cases. */
function antimonyIn(json) {
  const cases = JSON.parse(json);
  if (!Array.isArray(cases)) return [];
  return cases.map((one) => one.antimony).filter((text) => typeof text === "string");
}

const excerptLength = 1000;
const longestImport = 4000;

/** Was there a model in it? */
export function exercise(text, { imported }, seed) {
  const resolveImport = (file) => ({ file, text: textNamed(file, imported, seed) });
  const { model } = parseAntimony(text, { resolveImport });
  if (!model) return false;
  checkModel(model);
  accept("printed", parseAntimony(printAntimony(model)));
  accept("written", readSbml(writeSbml(model), { file: "again.xml" }));
  return true;
}

function accept(made, { model, diagnostics }) {
  const [found] = diagnostics;
  // Uncertainties (package distrib) are written and not read.
  if (model) return;
  throw new Error(`what was ${made} is refused: ${found.message}`);
}
