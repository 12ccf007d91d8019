// What drives an outcome: rank correlation (Spearman) of every quantity that varies with it, over draws.

import type { Influence } from "./patient-projection.js";

/** A quantity with its value in every draw. */
export interface Varying {
  readonly id: string;
  readonly label: string;
  readonly kind: Influence["kind"];
  readonly values: Float64Array;
}

/** Prepares ranks once for many outcomes. Quantities that do not vary are left out. */
export class Drivers {
  readonly #ranked: readonly (Varying & { readonly ranks: Float64Array })[];

  constructor(quantities: readonly Varying[]) {
    this.#ranked = quantities
      .filter(({ values }) => values.some((value) => value !== values[0]))
      .map((quantity) => ({ ...quantity, ranks: centredRanks(quantity.values) }));
  }

  /** Strongest first, at most `most`. */
  of(
    what: Pick<Influence, "of" | "plan" | "outcome" | "day">,
    values: Float64Array,
    most: number,
  ): Influence[] {
    if (values.some(Number.isNaN) || values.every((value) => value === values[0])) return [];
    const ranks = centredRanks(values);
    return this.#ranked
      .map(({ id, label, kind, ranks: own }) => {
        const rankCorrelation = cosine(own, ranks);
        return { ...what, id, label, kind, rankCorrelation, share: rankCorrelation ** 2 };
      })
      .sort((a, b) => b.share - a.share)
      .slice(0, most);
  }
}

/** Mid-ranks less their mean. */
function centredRanks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to - order.length) / 2;
    from = to;
  }
  return ranks;
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return ab / Math.sqrt(aa * bb);
}
