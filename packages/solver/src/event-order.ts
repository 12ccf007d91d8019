// A seeded choice among simultaneous events of equal priority: mulberry32, a 32-bit generator by
// T. Ettinger (public domain). Enough for an order that SBML leaves open, and for nothing else.

/** A chooser: the index of one among n, the same sequence for the same seed. */
export function seededChoice(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}
