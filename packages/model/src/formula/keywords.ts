// Words that no element may be called, because a statement could not be told apart from a
// declaration otherwise. Words such as `priority` or `volume` keep their freedom.

const keywords = new Set([
  "after",
  "at",
  "compartment",
  "const",
  "delete",
  "DNA",
  "end",
  "event",
  "ext",
  "formula",
  "function",
  "gene",
  "has",
  "import",
  "in",
  "is",
  "model",
  "module",
  "operator",
  "reaction",
  "species",
  "substanceOnly",
  "unit",
  "var",
]);

export function isKeyword(word: string): boolean {
  return keywords.has(word);
}
