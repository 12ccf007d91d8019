// Damaged documents for fuzzing: a document of a corpus with a few random changes, such as broken
// files and careless tools make. The same seed gives the same documents.

/** Numbers in [0, 1), the same for the same seed (mulberry32 by Tommy Ettinger, public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

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

type Mutation = (text: string, random: () => number, other: string) => string;

function place(text: string, random: () => number): number {
  return Math.floor(random() * (text.length + 1));
}

/** Start and end of a piece: mostly short, at times most of the text. */
function piece(text: string, random: () => number): [number, number] {
  const start = place(text, random);
  const most = random() < 0.9 ? 40 : text.length;
  return [start, Math.min(text.length, start + Math.floor(random() * most))];
}

/** A whole element or tag by chance, where one begins after the place. */
function element(text: string, random: () => number): [number, number] {
  const start = text.indexOf("<", place(text, random));
  if (start < 0) return [text.length, text.length];
  const name = /^<([\w:]+)/.exec(text.slice(start, start + 60))?.[1];
  const close = name === undefined ? -1 : text.indexOf(`</${name}>`, start);
  const end = close < 0 ? text.indexOf(">", start) + 1 : close + name!.length + 3;
  return [start, Math.max(start, end)];
}

function spliced(text: string, [start, end]: [number, number], put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}

const mutations: readonly Mutation[] = [
  (text, random) => spliced(text, piece(text, random), ""),
  (text, random) => spliced(text, element(text, random), ""),
  (text, random) => text.slice(0, place(text, random)),
  (text, random) => spliced(text, piece(text, random), junk[Math.floor(random() * junk.length)]!),
  (text, random) => {
    const at = place(text, random);
    return spliced(text, [at, at], junk[Math.floor(random() * junk.length)]!);
  },
  (text, random, other) => {
    const at = place(text, random);
    return spliced(text, [at, at], other.slice(...piece(other, random)));
  },
  (text, random, other) =>
    spliced(text, element(text, random), other.slice(...element(other, random))),
  (text, random) => {
    const [start, end] = element(text, random);
    const copies = Math.min(Math.floor(random() ** 4 * 2000) + 1, 2_000_000 / (end - start + 1));
    return spliced(text, [start, start], text.slice(start, end).repeat(copies));
  },
  (text, random) => {
    const depth = Math.floor(random() ** 3 * 3000);
    const [start, end] = element(text, random);
    const inner = text.slice(start, end);
    const wrapped = "<apply><minus/>".repeat(depth) + inner + "</apply>".repeat(depth);
    return spliced(text, [start, end], wrapped);
  },
  (text, random) => {
    const [start, end] = element(text, random);
    const [otherStart, otherEnd] = element(text, random);
    return spliced(text, [start, end], text.slice(otherStart, otherEnd));
  },
  (text, random) => swapped(text, random, /="[^"]*"/g),
  (text, random) => swapped(text, random, /<ci>[^<]*<\/ci>/g),
  (text, random) => swapped(text, random, /<\w+\/>/g),
];

/** One match of a pattern in place of another. */
function swapped(text: string, random: () => number, pattern: RegExp): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const one = found[Math.floor(random() * found.length)]!;
  const other = found[Math.floor(random() * found.length)]!;
  return spliced(text, [one.index, one.index + one[0].length], other[0]);
}

/** A document of the corpus with one to six changes; never longer than ten million characters. */
export function damaged(corpus: readonly string[], random: () => number): string {
  const any = (): string => corpus[Math.floor(random() * corpus.length)]!;
  let text = any();
  for (let left = Math.floor(random() ** 2 * 6) + 1; left > 0 && text.length < 5_000_000; left -= 1)
    text = mutations[Math.floor(random() * mutations.length)]!(text, random, any());
  return text.slice(0, 10_000_000);
}
