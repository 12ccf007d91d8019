// SBML documents damaged for fuzzing.

import {
  damagedBy,
  type Mutation,
  type Piece,
  place,
  plainMutations,
  repeated,
  spliced,
  swapped,
} from "../../mutation.test.support.js";

const junk = [
  "",
  "<",
  ">",
  "&",
  '"',
  "\0",
  "\ud800",
  "\ufeff",
  "]]>",
  "<!--",
  "<![CDATA[",
  "<!DOCTYPE x [<!ENTITY a 'b'>]>",
  "&#x0;",
  "&a;",
  "-1e999",
  "NaN",
  "__proto__",
  "constructor",
  "true",
  "<apply/>",
  "<piecewise/>",
  "<ci/>",
  "<cn> 1 </cn>",
  "<apply><power/><ci> S1 </ci></apply>",
  "<apply><ci> f </ci></apply>",
  '<csymbol definitionURL="http://www.sbml.org/sbml/symbols/delay"> d </csymbol>',
  'required="true"',
  "mass(S1,S2)",
  "-(-(-(1^2^3)))",
] as const;

/** A whole element or tag by chance, where one begins after the place. */
function element(text: string, random: () => number): Piece {
  const start = text.indexOf("<", place(text, random));
  if (start < 0) return [text.length, text.length];
  const name = /^<([\w:]+)/.exec(text.slice(start, start + 60))?.[1];
  const close = name === undefined ? -1 : text.indexOf(`</${name}>`, start);
  const end = close < 0 ? text.indexOf(">", start) + 1 : close + name!.length + 3;
  return [start, Math.max(start, end)];
}

const mutations: readonly Mutation[] = [
  ...plainMutations(junk),
  (text, random) => spliced(text, element(text, random), ""),
  (text, random, other) =>
    spliced(text, element(text, random), other.slice(...element(other, random))),
  (text, random) => repeated(text, random, element(text, random)),
  (text, random) => {
    const depth = Math.floor(random() ** 3 * 3000);
    const [start, end] = element(text, random);
    const inner = text.slice(start, end);
    const wrapped = "<apply><minus/>".repeat(depth) + inner + "</apply>".repeat(depth);
    return spliced(text, [start, end], wrapped);
  },
  (text, random) => {
    const other = element(text, random);
    return spliced(text, element(text, random), text.slice(...other));
  },
  (text, random) => swapped(text, random, /="[^"]*"/g),
  (text, random) => swapped(text, random, /<ci>[^<]*<\/ci>/g),
  (text, random) => swapped(text, random, /<\w+\/>/g),
];

/** A document of the corpus with one to six changes; never longer than ten million characters. */
export function damaged(corpus: readonly string[], random: () => number): string {
  return damagedBy(mutations, corpus, random);
}
