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

/** What an order leads to. */
interface Elimination {
  readonly order: Int32Array;
  readonly pattern: number[];
  readonly multiplications: number;
}

/**
 * Order of elimination and the pattern of L + U in that order, as keys row·n + column, ascending. Of
 * pivots that cost the same the first is taken.
 */
export function eliminate(
  n: number,
  rows: Int32Array,
  columns: Int32Array,
): { order: Int32Array; pattern: number[] } {
  const plain = eliminateBy((left) => left.cheapest(), n, rows, columns);
  if (n > fewRows) return plain;
  const careful = eliminateBy((left) => left.leastFilling(), n, rows, columns);
  return careful.multiplications < plain.multiplications ? careful : plain;
}

function eliminateBy(
  choose: (left: Remainder) => number,
  n: number,
  rows: Int32Array,
  columns: Int32Array,
): Elimination {
  const left = new Remainder(n, rows, columns);
  const order = new Int32Array(n);
  const rank = new Int32Array(n);
  const entryRows: number[] = [];
  const entryColumns: number[] = [];
  let multiplications = 0;
  for (let k = 0; k < n; k++) {
    const pivot = choose(left);
    order[k] = pivot;
    rank[pivot] = k;
    const { right, below } = left.eliminate(pivot);
    multiplications += below.size * (1 + right.size);
    entryRows.push(pivot);
    entryColumns.push(pivot);
    for (const j of right) {
      entryRows.push(pivot);
      entryColumns.push(j);
    }
    for (const i of below) {
      entryRows.push(i);
      entryColumns.push(pivot);
    }
  }
  const keys = new Float64Array(entryRows.length);
  for (let e = 0; e < keys.length; e++)
    keys[e] = rank[entryRows[e]!]! * n + rank[entryColumns[e]!]!;
  return { order, pattern: Array.from(keys.sort()), multiplications };
}

/** What is left of the matrix: rows and columns of the pivots to come, with their fill. */
class Remainder {
  readonly #byRow: readonly Set<number>[];
  readonly #byColumn: readonly Set<number>[];
  /** [pivot] entries that its elimination touches; infinity where it is done. */
  readonly #cost: Float64Array;

  constructor(n: number, rows: Int32Array, columns: Int32Array) {
    this.#byRow = Array.from({ length: n }, (_, i) => new Set([i]));
    this.#byColumn = Array.from({ length: n }, (_, i) => new Set([i]));
    for (let e = 0; e < rows.length; e++) {
      this.#byRow[rows[e]!]!.add(columns[e]!);
      this.#byColumn[columns[e]!]!.add(rows[e]!);
    }
    this.#cost = new Float64Array(n);
    for (let i = 0; i < n; i++) this.#weigh(i);
  }

  /** The pivot whose row and column touch the fewest entries (Markowitz). */
  cheapest(): number {
    const cost = this.#cost;
    let best = 0;
    for (let i = 1; i < cost.length; i++) if (cost[i]! < cost[best]!) best = i;
    return best;
  }

  /** The pivot that makes the fewest new entries; among equals the one that touches the fewest. */
  leastFilling(): number {
    const cost = this.#cost;
    let best = 0;
    let bestFill = Number.POSITIVE_INFINITY;
    for (let pivot = 0; pivot < cost.length; pivot++) {
      if (cost[pivot] === Number.POSITIVE_INFINITY) continue;
      const fill = this.#fillOf(pivot);
      if (fill > bestFill || (fill === bestFill && cost[pivot]! >= cost[best]!)) continue;
      best = pivot;
      bestFill = fill;
    }
    return best;
  }

  /** Take a pivot away; gives the columns right of it and the rows below it, which its fill joins. */
  eliminate(pivot: number): { right: ReadonlySet<number>; below: ReadonlySet<number> } {
    const right = this.#byRow[pivot]!;
    const below = this.#byColumn[pivot]!;
    right.delete(pivot);
    below.delete(pivot);
    for (const i of below) {
      const row = this.#byRow[i]!;
      row.delete(pivot);
      for (const j of right)
        if (!row.has(j)) {
          row.add(j);
          this.#byColumn[j]!.add(i);
        }
    }
    for (const j of right) this.#byColumn[j]!.delete(pivot);
    for (const i of below) this.#weigh(i);
    for (const j of right) this.#weigh(j);
    this.#cost[pivot] = Number.POSITIVE_INFINITY;
    return { right, below };
  }

  #weigh(i: number): void {
    this.#cost[i] = (this.#byRow[i]!.size - 1) * (this.#byColumn[i]!.size - 1);
  }

  #fillOf(pivot: number): number {
    if (this.#cost[pivot] === 0) return 0;
    const right = this.#byRow[pivot]!;
    let fill = 0;
    for (const i of this.#byColumn[pivot]!) {
      if (i === pivot) continue;
      const row = this.#byRow[i]!;
      for (const j of right) if (j !== pivot && !row.has(j)) fill++;
    }
    return fill;
  }
}

/** Lists for `pattern`: sorted keys row·n + column, diagonals included. */
export function buildLists(n: number, pattern: readonly number[]): EliminationLists {
  const rows = Int32Array.from(pattern, (key) => Math.floor(key / n));
  const columns = Int32Array.from(pattern, (key) => key % n);
  const lower = new Int32Array(n + 1);
  const upper = new Int32Array(n + 1);
  for (let e = 0; e < rows.length; e++) {
    if (rows[e]! > columns[e]!) lower[columns[e]! + 1]!++;
    else if (rows[e]! < columns[e]!) upper[rows[e]! + 1]!++;
  }
  for (let k = 0; k < n; k++) {
    lower[k + 1]! += lower[k]!;
    upper[k + 1]! += upper[k]!;
  }
  const layout = { n, lowerStart: lower, upperStart: upper, upperOffset: n + lower[n]! };
  return placeEntries(layout, rows, columns);
}

interface Layout {
  readonly n: number;
  readonly lowerStart: Int32Array;
  readonly upperStart: Int32Array;
  readonly upperOffset: number;
}

/** Entries come row by row, so that both rows of a column of L and columns of a row of U ascend. */
function placeEntries(layout: Layout, rows: Int32Array, columns: Int32Array): EliminationLists {
  const { n, lowerStart, upperStart, upperOffset } = layout;
  const slots = new Int32Array(rows.length);
  const lowerRow = new Int32Array(lowerStart[n]!);
  const upperColumn = new Int32Array(upperStart[n]!);
  const nextLower = lowerStart.slice();
  let nextUpper = 0;
  for (let e = 0; e < rows.length; e++) {
    const row = rows[e]!;
    const column = columns[e]!;
    if (row > column) {
      const at = nextLower[column]!++;
      lowerRow[at] = row;
      slots[e] = n + at;
    } else if (row < column) {
      upperColumn[nextUpper] = column;
      slots[e] = upperOffset + nextUpper++;
    } else slots[e] = row;
  }
  return {
    lowerOffset: n,
    lowerStart,
    lowerRow,
    upperOffset,
    upperStart,
    upperColumn,
    ...updateLists(layout, upperColumn, { rows, columns, slots }),
    size: slots.length,
    slot: (row, column) => {
      if (row === column) return row;
      return row > column
        ? n + indexIn(lowerRow, lowerStart[column]!, lowerStart[column + 1]!, row)
        : upperOffset + indexIn(upperColumn, upperStart[row]!, upperStart[row + 1]!, column);
    },
  };
}

interface PlacedEntries {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly slots: Int32Array;
}

/**
 * Updates by pivot, then by row below it, then by column right of it. They are found row by row, with
 * the slots of one row at hand, and put where they belong.
 */
function updateLists(
  { n, lowerStart, upperStart, upperOffset }: Layout,
  upperColumn: Int32Array,
  { rows, columns, slots }: PlacedEntries,
): { updateStart: Int32Array; updates: Int32Array } {
  const width = (k: number): number => upperStart[k + 1]! - upperStart[k]!;
  const updateStart = new Int32Array(n + 1);
  for (let k = 0; k < n; k++)
    updateStart[k + 1] = updateStart[k]! + 3 * width(k) * (lowerStart[k + 1]! - lowerStart[k]!);
  const updates = new Int32Array(updateStart[n]!);
  const next = updateStart.slice();
  const inRow = new Int32Array(n);
  for (let first = 0, last = 0; first < rows.length; first = last) {
    for (; last < rows.length && rows[last] === rows[first]; last++)
      inRow[columns[last]!] = slots[last]!;
    for (let e = first; columns[e]! < rows[first]!; e++) {
      const k = columns[e]!;
      let at = next[k]!;
      for (let u = upperStart[k]!; u < upperStart[k + 1]!; u++) {
        updates[at] = inRow[upperColumn[u]!]!;
        updates[at + 1] = slots[e]!;
        updates[at + 2] = upperOffset + u;
        at += 3;
      }
      next[k] = at;
    }
  }
  return { updateStart, updates };
}

/** Place of `value` in an ascending part of a list; it is there. */
function indexIn(list: Int32Array, start: number, stop: number, value: number): number {
  let low = start;
  for (let high = stop; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (list[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}
