// Labels at the ends of lines, moved apart just enough not to overlap, in their order.

export interface LabelWish {
  /** Wanted middle, pixels. */
  readonly at: number;
  /** Room it takes, pixels. */
  readonly height: number;
}

/** Middles of the labels, none overlapping and all within [low, high] as far as there is room. */
export function spreadLabels(wishes: readonly LabelWish[], low: number, high: number): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a]!.at - wishes[b]!.at);
  const middles = new Array<number>(wishes.length).fill(0);
  let free = low;
  for (const i of order) {
    const half = wishes[i]!.height / 2;
    middles[i] = Math.max(wishes[i]!.at, free + half);
    free = middles[i]! + half;
  }
  let ceiling = high;
  for (const i of order.reverse()) {
    const half = wishes[i]!.height / 2;
    middles[i] = Math.min(middles[i]!, ceiling - half);
    ceiling = middles[i]! - half;
  }
  return middles;
}

/** Words broken into lines of at most `width` pixels at the given type size; longer words stand alone. */
export function wrapWords(text: string, width: number, fontSize: number): string[] {
  const room = Math.max(1, Math.floor(width / (0.54 * fontSize)));
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
