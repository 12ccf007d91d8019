// Ordinary least squares by the QR decomposition. It takes a design matrix by named columns and
// knows nothing of arms or visits (ancova.ts does). Columns that depend on others are reported,
// never dropped silently.
// Source: Golub and Van Loan (2013), "Matrix Computations", section 5.3.

import { Matrix, QrDecomposition } from "ml-matrix";
import { studentT } from "./distribution.js";

/** A named column of the design matrix. */
export interface DesignColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

export interface Coefficient {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  /** estimate / standardError, and its two-sided p-value with the residual degrees of freedom. */
  readonly t: number;
  readonly p: number;
}

export interface LinearFit {
  readonly kind: "fit";
  readonly n: number;
  readonly df: number;
  readonly coefficients: readonly Coefficient[];
  /** Covariance of the estimates, [row][column] in the order of `coefficients`. */
  readonly covariance: readonly Float64Array[];
  /** Square root of the residual sum of squares over df. */
  readonly residualSd: number;
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
}

/** Why there is no fit. */
export type NoFit =
  | { readonly kind: "rankDeficient"; readonly columns: readonly string[] }
  | { readonly kind: "tooFewObservations"; readonly n: number; readonly needed: number };

/** A column counts as dependent when what is left of it after the columns before is below this share. R's `lm` uses the same. */
const RANK_TOLERANCE = 1e-7;

/**
 * Fit response = design * coefficients + error of equal variance. The intercept is a column like
 * any other. No value may be missing. Needs more rows than columns.
 */
export function fitLinear(
  design: readonly DesignColumn[],
  response: ArrayLike<number>,
): LinearFit | NoFit {
  const n = response.length;
  const p = design.length;
  if (n <= p) return { kind: "tooFewObservations", n, needed: p + 1 };
  const x = designMatrix(design, n);
  const qr = new QrDecomposition(x);
  const r = qr.upperTriangularMatrix;
  const columns = dependentColumns(design, x, r);
  if (columns.length > 0) return { kind: "rankDeficient", columns };

  const y = Matrix.columnVector(Array.from(response));
  const estimates = qr.solve(y).getColumn(0);
  const fitted = Float64Array.from(x.mmul(Matrix.columnVector(estimates)).getColumn(0));
  const residuals = fitted.map((value, i) => response[i]! - value);
  const df = n - p;
  const residualSd = Math.sqrt(residuals.reduce((total, e) => total + e * e, 0) / df);
  const covariance = covarianceOf(r, residualSd);
  const tDistribution = studentT(df);
  const coefficients = design.map(({ name }, i): Coefficient => {
    const estimate = estimates[i]!;
    const standardError = Math.sqrt(covariance[i]![i]!);
    const t = estimate / standardError;
    return { name, estimate, standardError, t, p: 2 * tDistribution.upperTail(Math.abs(t)) };
  });
  return { kind: "fit", n, df, coefficients, covariance, residualSd, fitted, residuals };
}

/**
 * Estimate and standard error of a linear combination of the coefficients.
 * weights: one per coefficient, in their order.
 */
export function linearCombination(
  fit: LinearFit,
  weights: readonly number[],
): { readonly estimate: number; readonly standardError: number } {
  let estimate = 0;
  let variance = 0;
  weights.forEach((w, i) => {
    estimate += w * fit.coefficients[i]!.estimate;
    weights.forEach((v, j) => {
      variance += w * v * fit.covariance[i]![j]!;
    });
  });
  return { estimate, standardError: Math.sqrt(variance) };
}

function designMatrix(design: readonly DesignColumn[], n: number): Matrix {
  for (const { name, values } of design) {
    if (values.length !== n)
      throw new Error(`column ${name}: ${values.length} values for ${n} rows`);
  }
  const rows = Array.from({ length: n }, (_, i) => design.map(({ values }) => values[i]!));
  return new Matrix(rows);
}

function dependentColumns(design: readonly DesignColumn[], x: Matrix, r: Matrix): string[] {
  return design
    .filter((_, j) => Math.abs(r.get(j, j)) < RANK_TOLERANCE * columnNorm(x, j))
    .map(({ name }) => name);
}

function columnNorm(x: Matrix, j: number): number {
  // A column of zeros has norm 0; 1 in its place makes it dependent.
  return Math.sqrt(x.getColumn(j).reduce((total, v) => total + v * v, 0)) || 1;
}

/** sd^2 (R'R)^-1 by back substitution: the rows of R^-1. */
function covarianceOf(r: Matrix, sd: number): Float64Array[] {
  const p = r.columns;
  const inverse = upperTriangularInverse(r);
  return Array.from({ length: p }, (_, i) =>
    Float64Array.from({ length: p }, (_, j) => {
      let total = 0;
      for (let k = Math.max(i, j); k < p; k++) total += inverse[i]![k]! * inverse[j]![k]!;
      return sd * sd * total;
    }),
  );
}

function upperTriangularInverse(r: Matrix): Float64Array[] {
  const p = r.columns;
  const inverse = Array.from({ length: p }, () => new Float64Array(p));
  for (let j = 0; j < p; j++) {
    inverse[j]![j] = 1 / r.get(j, j);
    for (let i = j - 1; i >= 0; i--) {
      let total = 0;
      for (let k = i + 1; k <= j; k++) total += r.get(i, k) * inverse[k]![j]!;
      inverse[i]![j] = -total / r.get(i, i);
    }
  }
  return inverse;
}
