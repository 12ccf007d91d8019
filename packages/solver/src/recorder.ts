// Where recorded values go: chosen observables of a run, row by row. Knows neither times nor steps;
// any target that can evaluate the observables may supply its own `observe`.

/** Writes every observable at (t, y, p) into `out`, in the order of `CompiledModel.observables`. */
export type Observe = (t: number, y: Float64Array, p: Float64Array, out: Float64Array) => void;

export class Recorder {
  /** [row][column]; NaN where nothing was recorded. */
  readonly values: Float64Array;
  readonly #all: Float64Array;

  /**
   * @param observables number of observables that `observe` writes.
   * @param columns indices of those to keep.
   */
  constructor(
    readonly observe: Observe,
    observables: number,
    readonly columns: Int32Array,
    rows: number,
  ) {
    this.#all = new Float64Array(observables);
    this.values = new Float64Array(rows * columns.length).fill(Number.NaN);
  }

  record(row: number, t: number, y: Float64Array, p: Float64Array): void {
    this.observe(t, y, p, this.#all);
    const offset = row * this.columns.length;
    for (let c = 0; c < this.columns.length; c++)
      this.values[offset + c] = this.#all[this.columns[c]!]!;
  }
}
