// Labels at the ends of lines, moved apart just enough not to overlap, in their order.

/**
 * New positions for labels wanted at `wanted` (pixels), at least `gap` apart and within [low, high]
 * as far as there is room; same order and length as `wanted`.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = new Array<number>(wanted.length).fill(0);
  let last = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    last = Math.max(wanted[index]!, last + gap, low);
    placed[index] = last;
  }
  let next = high;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(placed[index]!, next);
    next = placed[index]! - gap;
  }
  return placed;
}

/**
 * Pixels between the middles of labels of 12.5 px type that break at `lineWidth` em: one line
 * apart, or as many as the longest label takes (0.56 em a character).
 */
export function labelGap(labels: readonly string[], lineWidth: number): number {
  const lines = labels.map((label) => Math.ceil((0.56 * label.length) / lineWidth));
  return 2 + 15 * Math.max(1, ...lines);
}
