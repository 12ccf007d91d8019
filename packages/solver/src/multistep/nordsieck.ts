// The past of a multi-step method as a polynomial about the present: row j holds h^j·y^(j)/j!, after
// Nordsieck, Math. Comp. 16, 22 (1962). All operations are sums of whole rows with factors that depend
// on step sizes and orders alone, so that many lanes can share them. Orders go up and down after
// Byrne & Hindmarsh, ACM Trans. Math. Softw. 1, 71 (1975), section 3, for the fixed leading
// coefficient: Brown, Byrne & Hindmarsh, SIAM J. Sci. Stat. Comput. 10, 1038 (1989).

export class Nordsieck {
  t = 0;
  /** Step size that the rows are scaled with. */
  h = 0;
  order = 1;
  /** [0..maxOrder][state]; rows beyond the order are not defined. */
  readonly rows: readonly Float64Array[];
  /** [i ≥ 1] Size of the i-th last step. */
  readonly past: Float64Array;

  constructor(
    readonly maxOrder: number,
    readonly size: number,
  ) {
    this.rows = Array.from({ length: maxOrder + 1 }, () => new Float64Array(size));
    this.past = new Float64Array(maxOrder + 2);
  }

  /** Begin at order 1 with value and slope. */
  start(t: number, y: Float64Array, slope: Float64Array, h: number): void {
    this.t = t;
    this.h = h;
    this.order = 1;
    this.past.fill(0);
    this.rows[0]!.set(y);
    for (let s = 0; s < this.size; s++) this.rows[1]![s] = h * slope[s]!;
  }

  rescale(h: number): void {
    const ratio = h / this.h;
    let factor = 1;
    for (let j = 1; j <= this.order; j++) {
      factor *= ratio;
      const row = this.rows[j]!;
      for (let s = 0; s < this.size; s++) row[s]! *= factor;
    }
    this.h = h;
  }

  /** The polynomial's rows about t + h, by Pascal's triangle, into `out`. */
  predict(out: readonly Float64Array[]): void {
    for (let j = 0; j <= this.order; j++) out[j]!.set(this.rows[j]!);
    shift(out, this.order, this.size);
  }

  /** Take the step: predicted rows plus multiples of the correction [state]. */
  advance(
    end: number,
    predicted: readonly Float64Array[],
    multiples: Float64Array,
    correction: Float64Array,
  ): void {
    for (let i = this.past.length - 1; i > 1; i--) this.past[i] = this.past[i - 1]!;
    this.past[1] = this.h;
    this.t = end;
    for (let j = 0; j <= this.order; j++) {
      const row = this.rows[j]!;
      const from = predicted[j]!;
      const multiple = multiples[j]!;
      for (let s = 0; s < this.size; s++) row[s] = from[s]! + multiple * correction[s]!;
    }
  }

  /** Go one order up, with the last correction [state] as the next derivative. */
  raise(correction: Float64Array): void {
    const { multiples, scale } = raising(this.order, this.h, this.past);
    const highest = this.rows[this.order + 1]!;
    for (let s = 0; s < this.size; s++) highest[s] = scale * correction[s]!;
    for (let j = 2; j <= this.order; j++) addRow(this.rows[j]!, multiples[j]!, highest);
    this.order++;
  }

  /** Go one order down: the polynomial through one point of the past less. */
  lower(): void {
    const multiples = lowering(this.order, this.h, this.past);
    const highest = this.rows[this.order]!;
    for (let j = 2; j < this.order; j++) addRow(this.rows[j]!, -multiples[j]!, highest);
    this.order--;
  }

  /** Move back to a time inside the last step, where the value is `y`. */
  moveTo(t: number, y: Float64Array): void {
    const fraction = (t - this.t) / this.h;
    this.past[1] = Math.max(0, this.past[1]! + (t - this.t));
    for (let k = 0; k < this.order; k++)
      for (let j = this.order - 1; j >= k; j--) addRow(this.rows[j]!, fraction, this.rows[j + 1]!);
    this.rows[0]!.set(y);
    this.t = t;
  }
}

function addRow(target: Float64Array, factor: number, source: Float64Array): void {
  for (let s = 0; s < target.length; s++) target[s]! += factor * source[s]!;
}

function shift(rows: readonly Float64Array[], order: number, size: number): void {
  for (let k = 1; k <= order; k++)
    for (let j = order; j >= k; j--) {
      const below = rows[j - 1]!;
      const row = rows[j]!;
      for (let s = 0; s < size; s++) below[s]! += row[s]!;
    }
}

/** x²·Π_(i<q) (x + ξ_i) by powers of x, over the past steps; and the highest row per correction. */
function raising(
  order: number,
  h: number,
  past: Float64Array,
): { multiples: Float64Array; scale: number } {
  const multiples = new Float64Array(order + 2);
  multiples[2] = 1;
  let leading = 1;
  let inverses = 1;
  let product = 1;
  let distance = h;
  let previous = 1;
  for (let j = 1; j < order; j++) {
    distance += past[j + 1]!;
    const xi = distance / h;
    product *= xi;
    leading += 1 / (j + 1);
    inverses += 1 / xi;
    for (let i = j + 2; i >= 2; i--) multiples[i] = multiples[i]! * previous + multiples[i - 1]!;
    previous = xi;
  }
  return { multiples, scale: (leading - inverses) / product };
}

/** x²·Π_(i<q-1) (x + ξ_i) by powers of x. */
function lowering(order: number, h: number, past: Float64Array): Float64Array {
  const multiples = new Float64Array(order + 1);
  multiples[2] = 1;
  let distance = 0;
  for (let j = 1; j <= order - 2; j++) {
    distance += past[j]!;
    const xi = distance / h;
    for (let i = j + 2; i >= 2; i--) multiples[i] = multiples[i]! * xi + multiples[i - 1]!;
  }
  return multiples;
}
