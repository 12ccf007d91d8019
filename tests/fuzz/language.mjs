// The languages that have a fuzzer; each makes a corpus, damages it, and puts an input to the proof.

const languages = { sbml: "./sbml.mjs", antimony: "./antimony.mjs" };

export const languageNames = Object.keys(languages);

export function languageNamed(name) {
  return import(languages[name]);
}
