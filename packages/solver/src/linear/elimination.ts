// Symbolic elimination of a sparse pattern with diagonal pivots: the order, the fill, the lists of
// updates. The next pivot is the one whose row and column touch the fewest entries (Markowitz,
// Management Science 3, 255 (1957)) or, where that leads to fewer multiplications, the one that makes
// the fewest new entries (minimum local fill: Duff, Erisman & Reid, section 7.5). Works on patterns
// alone; sparse-lu.ts does the numbers.

/**
 * Where the entries of L + U lie, and what elimination does with them. Values are one array: n
 * diagonals, then the columns of L, then the rows of U, so that a solve walks each part in order.
 */
export interface EliminationLists {
  /** Column k of L: entries lowerStart[k] to lowerStart[k + 1], counted from `lowerOffset`. */
  readonly lowerOffset: number;
  readonly lowerStart: Int32Array;
  readonly lowerRow: Int32Array;
  /** Row k of U right of the diagonal: entries from upperStart[k], counted from `upperOffset`. */
  readonly upperOffset: number;
  readonly upperStart: Int32Array;
  readonly upperColumn: Int32Array;
  /** Updates of pivot k as triples of slots: target -= l · u. */
  readonly updateStart: Int32Array;
  readonly updates: Int32Array;
  readonly size: number;
  /** Slot of an entry of the pattern. */
  slot(row: number, column: number): number;
}

/** Up to so many rows both rules of choosing pivots are tried; the second costs too much for more. */
const fewRows = 150;

/** What an order leads to: positions [k] → row, entries of L + U by rows as given, multiplications. */
interface Elimination {
  readonly order: Int32Array;
  readonly entries: readonly (readonly [number, number])[];
  readonly multiplications: number;
}

/** Rows and columns of what is left of a pattern. */
interface Remainder {
  readonly left: ReadonlySet<number>;
  readonly byRow: readonly ReadonlySet<number>[];
  readonly byColumn: readonly ReadonlySet<number>[];
}

/** Order of elimination and the pattern of L + U in that order, as keys row·n + column. */
export function eliminate(
  n: number,
  rows: Int32Array,
  columns: Int32Array,
): { order: Int32Array; pattern: number[] } {
  const plain = eliminateBy(cheapestPivot, n, rows, columns);
  const careful = n <= fewRows ? eliminateBy(leastFill, n, rows, columns) : plain;
  const { order, entries } = careful.multiplications < plain.multiplications ? careful : plain;
  const rank = new Int32Array(n);
  order.forEach((original, k) => {
    rank[original] = k;
  });
  const pattern = entries.map(([i, j]) => rank[i]! * n + rank[j]!);
  return { order, pattern: pattern.sort((a, b) => a - b) };
}

function eliminateBy(
  choosePivot: (remainder: Remainder) => number,
  n: number,
  rows: Int32Array,
  columns: Int32Array,
): Elimination {
  const byRow = Array.from({ length: n }, (_, i) => new Set([i]));
  const byColumn = Array.from({ length: n }, (_, i) => new Set([i]));
  rows.forEach((row, e) => {
    byRow[row]!.add(columns[e]!);
    byColumn[columns[e]!]!.add(row);
  });
  const left = new Set(byRow.keys());
  const order = new Int32Array(n);
  const entries: [number, number][] = [];
  let multiplications = 0;
  for (let k = 0; k < n; k++) {
    const pivot = choosePivot({ left, byRow, byColumn });
    order[k] = pivot;
    left.delete(pivot);
    const right = [...byRow[pivot]!].filter((j) => left.has(j));
    const below = [...byColumn[pivot]!].filter((i) => left.has(i));
    multiplications += below.length * (1 + right.length);
    entries.push([pivot, pivot]);
    for (const j of right) entries.push([pivot, j]);
    for (const i of below) {
      entries.push([i, pivot]);
      for (const j of right) {
        byRow[i]!.add(j);
        byColumn[j]!.add(i);
      }
    }
    for (const j of right) byColumn[j]!.delete(pivot);
    for (const i of below) byRow[i]!.delete(pivot);
  }
  return { order, entries, multiplications };
}

/** The pivot whose row and column touch the fewest entries (Markowitz). */
function cheapestPivot({ left, byRow, byColumn }: Remainder): number {
  let best = -1;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const i of left) {
    const cost = (byRow[i]!.size - 1) * (byColumn[i]!.size - 1);
    if (cost < bestCost) {
      best = i;
      bestCost = cost;
    }
  }
  return best;
}

/** The pivot that makes the fewest new entries; among equals the one that touches the fewest. */
function leastFill({ left, byRow, byColumn }: Remainder): number {
  let best = -1;
  let bestFill = Number.POSITIVE_INFINITY;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const pivot of left) {
    const cost = (byRow[pivot]!.size - 1) * (byColumn[pivot]!.size - 1);
    const fill = cost === 0 ? 0 : fillOf(pivot, byRow, byColumn);
    if (fill > bestFill || (fill === bestFill && cost >= bestCost)) continue;
    best = pivot;
    bestFill = fill;
    bestCost = cost;
  }
  return best;
}

function fillOf(pivot: number, byRow: Remainder["byRow"], byColumn: Remainder["byColumn"]): number {
  let fill = 0;
  for (const i of byColumn[pivot]!) {
    if (i === pivot) continue;
    const row = byRow[i]!;
    for (const j of byRow[pivot]!) if (j !== pivot && !row.has(j)) fill++;
  }
  return fill;
}

/** Lists for `pattern`: sorted keys row·n + column, diagonals included. */
export function buildLists(n: number, pattern: readonly number[]): EliminationLists {
  const below: number[][] = Array.from({ length: n }, () => []);
  const right: number[][] = Array.from({ length: n }, () => []);
  for (const key of pattern) {
    const row = Math.floor(key / n);
    const column = key % n;
    if (row > column) below[column]!.push(row);
    else if (row < column) right[row]!.push(column);
  }
  const inL = below.flatMap((rows, k) => rows.map((i) => i * n + k));
  const inU = right.flatMap((columns, k) => columns.map((j) => k * n + j));
  const diagonal = Array.from({ length: n }, (_, k) => k * n + k);
  const slots = new Map([...diagonal, ...inL, ...inU].map((key, index) => [key, index]));
  const slot = (row: number, column: number): number => slots.get(row * n + column)!;
  const updates = below.map((rows, k) =>
    rows.flatMap((i) => right[k]!.flatMap((j) => [slot(i, j), slot(i, k), slot(k, j)])),
  );
  return {
    lowerOffset: n,
    lowerStart: starts(below),
    lowerRow: Int32Array.from(below.flat()),
    upperOffset: n + inL.length,
    upperStart: starts(right),
    upperColumn: Int32Array.from(right.flat()),
    updateStart: starts(updates),
    updates: Int32Array.from(updates.flat()),
    size: slots.size,
    slot,
  };
}

function starts(lists: readonly (readonly number[])[]): Int32Array {
  const result = new Int32Array(lists.length + 1);
  lists.forEach((list, k) => {
    result[k + 1] = result[k]! + list.length;
  });
  return result;
}
