// Small dense symmetric matrices, row by row in one array: Cholesky factor, solving, log determinant.
// For covariances of a study or of a proposal (tens of rows), evaluated many thousand times; larger
// or general systems go to ml-matrix.
// Source: Golub and Van Loan, Matrix Computations (4th ed.), algorithm 4.2.1.

/**
 * Replaces the lower triangle of `a`, n by n, by its Cholesky factor L with L L' = a; the rest is left
 * as it is. False where `a` is not positive definite; `a` is then half overwritten.
 */
export function factorise(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    let diagonal = a[j * n + j]!;
    for (let k = 0; k < j; k++) diagonal -= a[j * n + k]! ** 2;
    if (!(diagonal > 0)) return false;
    const root = Math.sqrt(diagonal);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = sum / root;
    }
  }
  return true;
}

/** Overwrites x by the solution of L x = b, where x holds b. */
export function solveLower(factor: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * x[k]!;
    x[i] = sum / factor[i * n + i]!;
  }
}

/** Overwrites x by the solution of L' x = b, where x holds b. */
export function solveUpper(factor: Float64Array, n: number, x: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i]! * x[k]!;
    x[i] = sum / factor[i * n + i]!;
  }
}

/** log det(L L'). */
export function logDeterminant(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]!);
  return 2 * sum;
}

/** L x for a vector x. */
export function multiplyLower(factor: Float64Array, n: number, x: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += factor[i * n + k]! * x[k]!;
    return sum;
  });
}
