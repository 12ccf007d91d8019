// What damaging texts of every language shares: random numbers by seed, pieces of a text, and the
// choice of a text and of its changes. A language brings its own mutations, which are such as broken
// files and careless tools make. The same seed gives the same texts.

/** A text changed in one place; `other` is another text of the corpus. */
export type Mutation = (text: string, random: () => number, other: string) => string;

/** Offsets of the first character and of the one after the last. */
export type Piece = readonly [start: number, end: number];

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

export function oneOf<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}

export function place(text: string, random: () => number): number {
  return Math.floor(random() * (text.length + 1));
}

/** Start and end of a piece: mostly short, at times most of the text. */
export function piece(text: string, random: () => number): Piece {
  const start = place(text, random);
  const most = random() < 0.9 ? 40 : text.length;
  return [start, Math.min(text.length, start + Math.floor(random() * most))];
}

export function spliced(text: string, [start, end]: Piece, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}

/** One match of a pattern in place of another. */
export function swapped(text: string, random: () => number, pattern: RegExp): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const one = oneOf(found, random);
  const other = oneOf(found, random);
  return spliced(text, [one.index, one.index + one[0].length], other[0]);
}

/** Copies of a piece before itself: mostly a few, at times thousands. */
export function repeated(text: string, random: () => number, [start, end]: Piece): string {
  const copies = Math.min(Math.floor(random() ** 40 * 2000) + 1, 2_000_000 / (end - start + 1));
  return spliced(text, [start, start], text.slice(start, end).repeat(copies));
}

/** Broken into, cut and mixed with others without regard to any language. */
export function plainMutations(junk: readonly string[]): readonly Mutation[] {
  return [
    (text, random) => spliced(text, piece(text, random), ""),
    (text, random) => text.slice(0, place(text, random)),
    (text, random) => spliced(text, piece(text, random), oneOf(junk, random)),
    (text, random) => {
      const at = place(text, random);
      return spliced(text, [at, at], oneOf(junk, random));
    },
    (text, random, other) => {
      const at = place(text, random);
      return spliced(text, [at, at], other.slice(...piece(other, random)));
    },
  ];
}

/**
 * A text of the corpus with one to six changes; never longer than ten million characters. The corpus
 * is sorted by length, and shorter texts come more often: a fault seldom needs a long text, and a
 * long one costs a hundred short ones.
 */
export function damagedBy(
  mutations: readonly Mutation[],
  corpus: readonly string[],
  random: () => number,
): string {
  const any = (): string => oneOf(corpus, () => random() ** 4);
  let text = any();
  for (let left = Math.floor(random() ** 2 * 6) + 1; left > 0 && text.length < 5_000_000; left -= 1)
    text = oneOf(mutations, random)(text, random, any());
  return text.slice(0, 10_000_000);
}
