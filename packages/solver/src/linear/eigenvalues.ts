// Real parts of the eigenvalues of a dense real matrix: balancing by powers of two (Parlett & Reinsch,
// Numer. Math. 13, 293 (1969)), Hessenberg form by elimination, then Francis's implicit double-shift QR
// (Golub & Van Loan, Matrix Computations, algorithms 7.4.2 and 7.5.1). No vectors are made, which is
// most of the work of a general routine.

/** Rounds of balancing; two or three do it where rounding does not interfere. */
const mostRounds = 20;
/** Sweeps for one eigenvalue before the iteration counts as failed. */
const mostSweeps = 60;
/** Sweeps in which an eigenvalue may be found to the precision of its own size. */
const patientSweeps = 20;
/** After every so many sweeps a shift from elsewhere breaks what may be a cycle. */
const exceptionalEvery = 10;

/**
 * Real parts of the eigenvalues of `a`, n × n by rows, which is overwritten; their order is open. NaN
 * where the iteration does not end.
 */
export function realParts(n: number, a: Float64Array): Float64Array {
  balance(n, a);
  reduceToHessenberg(n, a);
  return new HessenbergQr(n, a).realParts();
}

function balance(n: number, a: Float64Array): void {
  let changed = true;
  for (let round = 0; changed && round < mostRounds; round++) {
    changed = false;
    for (let i = 0; i < n; i++) {
      let row = 0;
      let column = 0;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        row += Math.abs(a[i * n + j]!);
        column += Math.abs(a[j * n + i]!);
      }
      if (row === 0 || column === 0) continue;
      const factor = 2 ** Math.round(0.5 * (Math.log2(row) - Math.log2(column)));
      // Also where numbers leave their range, so that this comes to an end.
      if (!(column * factor + row / factor < 0.95 * (column + row))) continue;
      changed = true;
      for (let j = 0; j < n; j++) a[i * n + j]! /= factor;
      for (let j = 0; j < n; j++) a[j * n + i]! *= factor;
    }
  }
}

/** Entries below the first subdiagonal are taken as zero afterwards. */
function reduceToHessenberg(n: number, a: Float64Array): void {
  for (let m = 1; m < n - 1; m++) {
    let pivot = m;
    for (let i = m + 1; i < n; i++)
      if (Math.abs(a[i * n + m - 1]!) > Math.abs(a[pivot * n + m - 1]!)) pivot = i;
    const x = a[pivot * n + m - 1]!;
    if (x === 0) continue;
    if (pivot !== m) exchange(n, a, pivot, m);
    for (let i = m + 1; i < n; i++) {
      const y = a[i * n + m - 1]! / x;
      if (y === 0) continue;
      a[i * n + m - 1] = 0;
      for (let j = m; j < n; j++) a[i * n + j]! -= y * a[m * n + j]!;
      for (let j = 0; j < n; j++) a[j * n + m]! += y * a[j * n + i]!;
    }
  }
}

/** Rows and columns i and m change places. */
function exchange(n: number, a: Float64Array, i: number, m: number): void {
  for (let j = 0; j < n; j++) {
    const kept = a[i * n + j]!;
    a[i * n + j] = a[m * n + j]!;
    a[m * n + j] = kept;
  }
  for (let j = 0; j < n; j++) {
    const kept = a[j * n + i]!;
    a[j * n + i] = a[j * n + m]!;
    a[j * n + m] = kept;
  }
}

function norm(n: number, h: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = Math.max(0, i - 1); j < n; j++) sum += Math.abs(h[i * n + j]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** QR sweeps on the part of a Hessenberg matrix that has not been split off yet. */
class HessenbergQr {
  /** Largest sum of sizes in a row. */
  readonly #norm: number;

  constructor(
    readonly n: number,
    readonly h: Float64Array,
  ) {
    this.#norm = norm(n, h);
  }

  realParts(): Float64Array {
    const { n, h } = this;
    const found = new Float64Array(n);
    let sweeps = 0;
    for (let high = n - 1; high >= 0; ) {
      const low = this.#splitBelow(high, sweeps);
      if (low >= high - 1) {
        if (low === high) found[high] = h[high * n + high]!;
        else this.#pair(low, found);
        high = low - 1;
        sweeps = 0;
      } else if (++sweeps > mostSweeps) return found.fill(Number.NaN);
      else this.#sweep(low, high, sweeps % exceptionalEvery === 0);
    }
    return found;
  }

  /**
   * First row of the last block up to `high` whose subdiagonal holds together: is no rounding beside
   * the diagonal or, where that is zero or sweeps do not help, beside the whole matrix.
   */
  #splitBelow(high: number, sweeps: number): number {
    const { n, h } = this;
    let low = high;
    for (; low > 0; low--) {
      const size = Math.abs(h[(low - 1) * n + low - 1]!) + Math.abs(h[low * n + low]!);
      const beside = size === 0 || sweeps > patientSweeps ? this.#norm : size;
      if (Math.abs(h[low * n + low - 1]!) <= Number.EPSILON * beside) break;
    }
    return low;
  }

  /** Both real parts of the 2 × 2 block at `i`. */
  #pair(i: number, found: Float64Array): void {
    const { n, h } = this;
    const [a, b] = [h[i * n + i]!, h[i * n + i + 1]!];
    const [c, d] = [h[(i + 1) * n + i]!, h[(i + 1) * n + i + 1]!];
    const half = 0.5 * (a - d);
    const discriminant = half * half + b * c;
    const root = discriminant > 0 ? Math.sqrt(discriminant) : 0;
    // The larger of the two shifts first: the other follows from the product without cancellation.
    const far = half + (half < 0 ? -root : root);
    found[i] = d + far;
    found[i + 1] = root === 0 ? d + half : d - (b * c) / far;
  }

  /** One implicit double-shift step on rows and columns low to high. */
  #sweep(low: number, high: number, exceptional: boolean): void {
    const { n, h } = this;
    const at = (i: number, j: number): number => h[i * n + j]!;
    let trace = at(high - 1, high - 1) + at(high, high);
    let determinant =
      at(high - 1, high - 1) * at(high, high) - at(high - 1, high) * at(high, high - 1);
    if (exceptional) {
      const size = Math.abs(at(high, high - 1)) + Math.abs(at(high - 1, high - 2));
      const centre = at(high, high) + 0.75 * size;
      trace = 2 * centre;
      determinant = centre * centre + 0.4375 * size * size;
    }
    let x =
      at(low, low) * at(low, low) +
      at(low, low + 1) * at(low + 1, low) -
      trace * at(low, low) +
      determinant;
    let y = at(low + 1, low) * (at(low, low) + at(low + 1, low + 1) - trace);
    let z = at(low + 1, low) * at(low + 2, low + 1);
    for (let k = low; k < high; k++) {
      const size = k < high - 1 ? 3 : 2;
      this.#reflect(low, high, k, x, y, size === 3 ? z : 0, size);
      if (k > low) {
        h[(k + 1) * n + k - 1] = 0;
        if (size === 3) h[(k + 2) * n + k - 1] = 0;
      }
      x = at(k + 1, k);
      y = k < high - 1 ? at(k + 2, k) : 0;
      z = k < high - 2 ? at(k + 3, k) : 0;
    }
  }

  /** The Householder reflection that turns (x, y, z) into its first axis, on rows and columns from k. */
  #reflect(
    low: number,
    high: number,
    k: number,
    x: number,
    y: number,
    z: number,
    size: number,
  ): void {
    const { n, h } = this;
    const scale = Math.max(Math.abs(x), Math.abs(y), Math.abs(z));
    if (scale === 0) return;
    const [u, v, w] = [x / scale, y / scale, z / scale];
    const length = Math.sqrt(u * u + v * v + w * w) * (u < 0 ? -1 : 1);
    const first = u + length;
    const [v1, v2] = [v / first, w / first];
    const beta = first / length;
    for (let j = Math.max(low, k - 1); j <= high; j++) {
      const sum =
        beta *
        (h[k * n + j]! + v1 * h[(k + 1) * n + j]! + (size === 3 ? v2 * h[(k + 2) * n + j]! : 0));
      h[k * n + j]! -= sum;
      h[(k + 1) * n + j]! -= v1 * sum;
      if (size === 3) h[(k + 2) * n + j]! -= v2 * sum;
    }
    const last = Math.min(high, k + 3);
    for (let i = low; i <= last; i++) {
      const row = i * n + k;
      const sum = beta * (h[row]! + v1 * h[row + 1]! + (size === 3 ? v2 * h[row + 2]! : 0));
      h[row]! -= sum;
      h[row + 1]! -= v1 * sum;
      if (size === 3) h[row + 2]! -= v2 * sum;
    }
  }
}
