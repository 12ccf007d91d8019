// Sparse LU of W = M/(γh) - J for one fixed pattern, M the identity without the algebraic states: the order of elimination, the fill and the list
// of updates are found once per model (Markowitz, Management Science 3, 255 (1957), diagonal pivots),
// so a factorisation is a walk over integer lists. Diagonal pivots are right for W as h → 0; where a
// pivot vanishes or the factors grow, the matrix is solved densely with row exchanges instead.

import { DenseLu } from "./dense-lu.js";
import { buildLists, type EliminationLists, eliminate } from "./elimination.js";

/** Growth of |L| beyond which diagonal pivots are not trusted. */
const growthLimit = 1e8;

export class SparseLu {
  readonly #size: number;
  readonly #order: Int32Array;
  /** Slot of each Jacobian entry among the values. */
  readonly #entrySlot: Int32Array;
  /** L + U as `lists` lays them out; after elimination the diagonals hold their reciprocals. */
  readonly #values: Float64Array;
  readonly #lists: EliminationLists;
  readonly #work: Float64Array;
  readonly #rows: Int32Array;
  readonly #columns: Int32Array;
  /** Positions in the order of elimination, and indices, of the states with a derivative. */
  readonly #shiftedPivots: Int32Array;
  readonly #shiftedStates: Int32Array;
  #dense: DenseLu | undefined;

  /**
   * Analyse the pattern of an n × n Jacobian given by its structural nonzeros.
   *
   * @param algebraic states whose row of M is zero.
   */
  constructor(
    size: number,
    rows: Int32Array,
    columns: Int32Array,
    algebraic: Int32Array = new Int32Array(0),
  ) {
    this.#size = size;
    this.#rows = rows;
    this.#columns = columns;
    const { order, pattern } = eliminate(size, rows, columns);
    const rank = new Int32Array(size);
    order.forEach((original, k) => {
      rank[original] = k;
    });
    const lists = buildLists(size, pattern);
    this.#order = order;
    this.#lists = lists;
    this.#values = new Float64Array(lists.size);
    this.#work = new Float64Array(size);
    const massless = new Set(algebraic);
    this.#shiftedStates = Int32Array.from(order.keys()).filter((s) => !massless.has(s));
    this.#shiftedPivots = this.#shiftedStates.map((s) => rank[s]!).sort();
    this.#entrySlot = rows.map((row, e) => lists.slot(rank[row]!, rank[columns[e]!]!));
  }

  /** Number of entries of L + U, fill included. */
  get fill(): number {
    return this.#values.length;
  }

  /**
   * Factorise shift·M - J.
   *
   * @param jacobian nonzeros of J in the pattern's order.
   * @returns false where the matrix is singular or not finite.
   */
  factorize(shift: number, jacobian: Float64Array): boolean {
    this.#dense = undefined;
    const values = this.#values.fill(0);
    for (let e = 0; e < this.#entrySlot.length; e++) values[this.#entrySlot[e]!]! -= jacobian[e]!;
    for (let i = 0; i < this.#shiftedPivots.length; i++) values[this.#shiftedPivots[i]!]! += shift;
    if (this.#eliminateNumerically()) return true;
    return this.#factorizeDense(shift, jacobian);
  }

  /** Solve W·x = b in place. */
  solve(b: Float64Array): void {
    if (this.#dense) {
      this.#dense.solve(b);
      return;
    }
    const n = this.#size;
    const x = this.#work;
    const order = this.#order;
    const values = this.#values;
    for (let k = 0; k < n; k++) x[k] = b[order[k]!]!;
    const { lowerOffset, lowerStart, lowerRow, upperOffset, upperStart, upperColumn } = this.#lists;
    for (let k = 0; k < n; k++) {
      const xk = x[k]!;
      const stop = lowerStart[k + 1]!;
      for (let i = lowerStart[k]!; i < stop; i++) x[lowerRow[i]!]! -= values[lowerOffset + i]! * xk;
    }
    for (let k = n - 1; k >= 0; k--) {
      const stop = upperStart[k + 1]!;
      let sum = x[k]!;
      for (let i = upperStart[k]!; i < stop; i++)
        sum -= values[upperOffset + i]! * x[upperColumn[i]!]!;
      x[k] = sum * values[k]!;
    }
    for (let k = 0; k < n; k++) b[order[k]!] = x[k]!;
  }

  /** Solve Wᵀ·x = b in place, with the same factors. */
  solveTransposed(b: Float64Array): void {
    if (this.#dense) {
      this.#dense.solveTransposed(b);
      return;
    }
    const n = this.#size;
    const x = this.#work;
    const order = this.#order;
    const values = this.#values;
    for (let k = 0; k < n; k++) x[k] = b[order[k]!]!;
    const { lowerOffset, lowerStart, lowerRow, upperOffset, upperStart, upperColumn } = this.#lists;
    for (let k = 0; k < n; k++) {
      const xk = x[k]! * values[k]!;
      x[k] = xk;
      const stop = upperStart[k + 1]!;
      for (let i = upperStart[k]!; i < stop; i++)
        x[upperColumn[i]!]! -= values[upperOffset + i]! * xk;
    }
    for (let k = n - 1; k >= 0; k--) {
      const stop = lowerStart[k + 1]!;
      let sum = x[k]!;
      for (let i = lowerStart[k]!; i < stop; i++)
        sum -= values[lowerOffset + i]! * x[lowerRow[i]!]!;
      x[k] = sum;
    }
    for (let k = 0; k < n; k++) b[order[k]!] = x[k]!;
  }

  #eliminateNumerically(): boolean {
    const values = this.#values;
    const { lowerOffset, lowerStart, updateStart, updates } = this.#lists;
    let largest = 0;
    for (let k = 0; k < this.#size; k++) {
      const inverse = 1 / values[k]!;
      if (!Number.isFinite(inverse)) return false;
      values[k] = inverse;
      for (let i = lowerOffset + lowerStart[k]!; i < lowerOffset + lowerStart[k + 1]!; i++) {
        const l = values[i]! * inverse;
        values[i] = l;
        largest = Math.max(largest, Math.abs(l));
      }
      const stop = updateStart[k + 1]!;
      for (let u = updateStart[k]!; u < stop; u += 3)
        values[updates[u]!]! -= values[updates[u + 1]!]! * values[updates[u + 2]!]!;
    }
    return largest < growthLimit;
  }

  #factorizeDense(shift: number, jacobian: Float64Array): boolean {
    const n = this.#size;
    const matrix = new Float64Array(n * n);
    for (let e = 0; e < jacobian.length; e++)
      matrix[this.#rows[e]! * n + this.#columns[e]!]! -= jacobian[e]!;
    for (const s of this.#shiftedStates) matrix[s * (n + 1)]! += shift;
    this.#dense = DenseLu.factorize(n, matrix);
    return this.#dense !== undefined;
  }
}
