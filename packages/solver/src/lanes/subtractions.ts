// Which rows of U are subtracted from each row of W, two at a time where the second continues the
// first: all its columns are the first one's (a supernode of two). Data about a pattern alone.

import type { FactorPattern } from "./factor-pattern.js";

/** Rows of U that are subtracted from a row of W: that of `pivot`, and of the next if it is a pair. */
export interface Subtraction {
  readonly pivot: number;
  readonly pair: boolean;
}

/** [position] subtractions of each row, in the order of elimination. */
export function subtractionsOf({ rows }: Pick<FactorPattern, "rows">): Subtraction[][] {
  const pairs = pairedPivots(rows);
  return rows.map((columns, i) => {
    const found: Subtraction[] = [];
    const left = columns.filter((k) => k < i);
    for (let at = 0; at < left.length; at++) {
      const pivot = left[at]!;
      // By fill the pair's second pivot is a place of this row too, unless it is this row's own.
      const pair = pairs[pivot] === true && pivot + 1 < i;
      found.push({ pivot, pair });
      if (pair) at++;
    }
    return found;
  });
}

/** [position] true where the next row of U is all that follows in this one; pairs do not overlap. */
function pairedPivots(rows: FactorPattern["rows"]): boolean[] {
  const pairs = new Array<boolean>(rows.length).fill(false);
  for (let k = 0; k + 1 < rows.length; k++) {
    if (!continues(right(rows, k), k + 1, right(rows, k + 1))) continue;
    pairs[k] = true;
    k++;
  }
  return pairs;
}

function right(rows: FactorPattern["rows"], k: number): number[] {
  return rows[k]!.filter((j) => j > k);
}

function continues(first: readonly number[], next: number, second: readonly number[]): boolean {
  return (
    first[0] === next &&
    first.length === second.length + 1 &&
    second.every((position, at) => position === first[at + 1])
  );
}
