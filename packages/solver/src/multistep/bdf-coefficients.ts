// Coefficients of one step of the fixed-leading-coefficient BDF from its size and those before it.
// With x = (t - t_n)/h and ξ_i = (t_n - t_(n-i))/h the corrected polynomial is the predicted one plus
// Λ(x)·(y_n - predicted), where
//   Λ(x) = (1 + x/ξ*)·Π_(i<q) (1 + x/ξ_i),   Λ'(0) = Σ_(j≤q) 1/j
// and the second equation determines ξ* (Jackson & Sacks-Davis 1980). The error constants follow from
// the remainder of interpolation on the same grid; on equal steps they are the classical ones.

export interface BdfCoefficients {
  /** [power] Λ's coefficients; 0 beyond the order. */
  readonly polynomial: Float64Array;
  /** Local error per unit of correction, at the order of the step. */
  error: number;
  /** Local error one order below, per unit of the highest Nordsieck row. */
  errorBelow: number;
  /** Local error one order above, per unit of change of the scaled correction. */
  errorAbove: number;
  /** Correction per unit of the next derivative: see `above` in adaptive-bdf.ts. */
  derivativeScale: number;
}

export function freshCoefficients(maxOrder: number): BdfCoefficients {
  const polynomial = new Float64Array(maxOrder + 1);
  return { polynomial, error: 0, errorBelow: 0, errorAbove: 0, derivativeScale: 0 };
}

/**
 * @param past [i ≥ 1] size of the i-th step before this one.
 * @param out overwritten.
 */
export function bdfCoefficients(
  order: number,
  h: number,
  past: Float64Array,
  out: BdfCoefficients,
): void {
  const { polynomial } = out;
  polynomial.fill(0);
  polynomial[0] = 1;
  let leading = 0;
  let distance = 0;
  for (let i = 1; i <= order; i++) leading += 1 / i;
  for (let i = 1; i < order; i++) {
    distance += i === 1 ? h : past[i - 1]!;
    multiply(polynomial, h / distance, i);
  }
  const inverseStar = leading - polynomial[1]!;
  distance += order === 1 ? h : past[order - 1]!;
  const inverseLast = h / distance;
  const grid = polynomial[1]! + inverseLast;
  multiply(polynomial, inverseStar, order);
  errorConstants(order, h, past, { leading, grid, inverseStar, inverseLast, distance }, out);
}

/** Multiply a polynomial of degree below `degree` by (1 + factor·x). */
function multiply(polynomial: Float64Array, factor: number, degree: number): void {
  for (let i = degree; i >= 1; i--) polynomial[i]! += polynomial[i - 1]! * factor;
}

interface Grid {
  /** Λ'(0) */
  readonly leading: number;
  /** Σ_(i≤q) 1/ξ_i */
  readonly grid: number;
  readonly inverseStar: number;
  readonly inverseLast: number;
  /** t_n - t_(n-q) */
  readonly distance: number;
}

function errorConstants(
  q: number,
  h: number,
  past: Float64Array,
  { leading, grid, inverseStar, inverseLast, distance }: Grid,
  out: BdfCoefficients,
): void {
  const highest = out.polynomial[q]!;
  const excess = 1 + grid - leading;
  const denominator = 1 + q * excess;
  out.error = Math.abs(excess / (leading * denominator));
  out.derivativeScale = Math.abs((denominator * inverseStar) / (highest * inverseLast));
  const leadingBelow = leading - 1 / q;
  const ratioBelow = (1 + grid - inverseLast - leadingBelow) / leadingBelow;
  out.errorBelow = q > 1 ? Math.abs(inverseStar / (highest * ratioBelow)) : 1;
  const inverseNext = h / (distance + past[q]!);
  const excessAbove = 1 + grid + inverseNext - leading - 1 / (q + 1);
  const ratioAbove = denominator / excessAbove;
  const leadingAbove = leading + 1 / (q + 1);
  out.errorAbove = Math.abs(1 / (ratioAbove * inverseNext * (q + 2) * leadingAbove));
}
