// The SBML fuzzer: damaged documents are read, checked, printed as Antimony and written, and what was
// written is read again. External models come from the corpus too, any of them under any name.

import { checkModel, printAntimony, readSbml, writeSbml } from "../../packages/model/dist/index.js";
import { damaged } from "../../packages/model/dist/sbml/read/mutation.test.support.js";
import { shortestFirst, textNamed, textsBelow } from "./corpus.mjs";

export const extension = "xml";

export function corpusOf(folder) {
  const texts = shortestFirst(textsBelow(folder, /\.xml$/));
  return { texts, damaged: (random) => damaged(texts, random) };
}

/** Was there a model in it? */
export function exercise(text, { texts }, seed) {
  const resolve = (file) => ({ file, text: textNamed(file, texts, seed) });
  const { model } = readSbml(text, { file: "fuzz.xml", resolve });
  if (!model) return false;
  checkModel(model);
  printAntimony(model);
  const again = readSbml(writeSbml(model), { file: "again.xml" });
  if (!again.model) throw new Error(`what was written is refused: ${again.diagnostics[0].message}`);
  return true;
}
