// The pattern of L + U of W = shift·M - J in the order of elimination, row by row, and where each
// entry of W lies in memory.

import type { CompiledModel } from "@chondron/compiler";
import { eliminate } from "../linear/elimination.js";

export interface FactorPattern {
  readonly size: number;
  /** [position] state at each position of the elimination. */
  readonly order: Int32Array;
  /** [position] columns of the row in ascending positions, the diagonal included. */
  readonly rows: readonly (readonly number[])[];
  /** Number of entries. */
  readonly entries: number;
  /** Index of an entry by positions. Throws where the pattern has none. */
  index(row: number, column: number): number;
  /** [entry] index of the Jacobian's nonzero; -1 where it is fill or the diagonal alone. */
  readonly nonzeros: Int32Array;
  /** [entry] 1 on the diagonal of a state that has a derivative. */
  readonly shifted: Uint8Array;
}

export function planFactors({ states, jacobian, algebraicStates }: CompiledModel): FactorPattern {
  const size = states.length;
  const { order, pattern } = eliminate(size, jacobian.rows, jacobian.columns);
  const rows = Array.from({ length: size }, (): number[] => []);
  const places = new Map<number, number>();
  for (const key of pattern) {
    places.set(key, places.size);
    rows[Math.floor(key / size)]!.push(key % size);
  }
  const rank = new Int32Array(size);
  order.forEach((state, position) => {
    rank[state] = position;
  });
  const index = (row: number, column: number): number => {
    const place = places.get(row * size + column);
    if (place === undefined) throw new Error(`no entry at ${row}, ${column}`);
    return place;
  };
  const nonzeros = new Int32Array(places.size).fill(-1);
  jacobian.rows.forEach((row, e) => {
    nonzeros[index(rank[row]!, rank[jacobian.columns[e]!]!)] = e;
  });
  const shifted = new Uint8Array(places.size);
  const massless = new Set(algebraicStates);
  order.forEach((state, position) => {
    if (!massless.has(state)) shifted[index(position, position)] = 1;
  });
  return { size, order, rows, entries: places.size, index, nonzeros, shifted };
}
