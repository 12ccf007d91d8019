// Dense LU with row exchanges: the fallback of sparse-lu.ts, and a reference for tests.

export class DenseLu {
  private constructor(
    readonly size: number,
    readonly matrix: Float64Array,
    readonly exchanges: Int32Array,
  ) {}

  /** Factorise `matrix` (row-major, overwritten); undefined where it is singular or not finite. */
  static factorize(n: number, matrix: Float64Array): DenseLu | undefined {
    const exchanges = new Int32Array(n);
    for (let k = 0; k < n; k++) {
      const pivot = largestInColumn(n, matrix, k);
      exchanges[k] = pivot;
      if (pivot !== k) exchangeRows(n, matrix, k, pivot);
      const diagonal = matrix[k * n + k]!;
      if (diagonal === 0 || !Number.isFinite(diagonal)) return undefined;
      for (let i = k + 1; i < n; i++) {
        const l = matrix[i * n + k]! / diagonal;
        matrix[i * n + k] = l;
        if (l === 0) continue;
        for (let j = k + 1; j < n; j++) matrix[i * n + j]! -= l * matrix[k * n + j]!;
      }
    }
    return new DenseLu(n, matrix, exchanges);
  }

  solve(b: Float64Array): void {
    const { size: n, matrix, exchanges } = this;
    for (let k = 0; k < n; k++) {
      const pivot = exchanges[k]!;
      const swapped = b[pivot]!;
      b[pivot] = b[k]!;
      b[k] = swapped;
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) b[i]! -= matrix[i * n + j]! * b[j]!;
    for (let i = n - 1; i >= 0; i--) {
      for (let j = i + 1; j < n; j++) b[i]! -= matrix[i * n + j]! * b[j]!;
      b[i]! /= matrix[i * n + i]!;
    }
  }

  /** Solve Aᵀ·x = b in place: with P·A = L·U, Uᵀ·(Lᵀ·(P·x)) = b. */
  solveTransposed(b: Float64Array): void {
    const { size: n, matrix, exchanges } = this;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) b[i]! -= matrix[j * n + i]! * b[j]!;
      b[i]! /= matrix[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--)
      for (let j = i + 1; j < n; j++) b[i]! -= matrix[j * n + i]! * b[j]!;
    for (let k = n - 1; k >= 0; k--) {
      const pivot = exchanges[k]!;
      const swapped = b[pivot]!;
      b[pivot] = b[k]!;
      b[k] = swapped;
    }
  }
}

function largestInColumn(n: number, matrix: Float64Array, k: number): number {
  let best = k;
  for (let i = k + 1; i < n; i++)
    if (Math.abs(matrix[i * n + k]!) > Math.abs(matrix[best * n + k]!)) best = i;
  return best;
}

function exchangeRows(n: number, matrix: Float64Array, a: number, b: number): void {
  for (let j = 0; j < n; j++) {
    const kept = matrix[a * n + j]!;
    matrix[a * n + j] = matrix[b * n + j]!;
    matrix[b * n + j] = kept;
  }
}
