// Densities of the beta and gamma families without loss of digits at large parameters: the powers
// and gamma functions, each huge, are combined before they are exponentiated.
// Source: Loader (2000), "Fast and accurate computation of binomial probabilities", extended to
// real counts; Stirling's series from DLMF 5.11.1.

import { exp, log, log1p } from "./elementary.js";

const HALF_LOG_TWO_PI = 0.9189385332046727;
const TWO_PI = 2 * Math.PI;
/** Below, the argument is shifted up; at 16 the eighth term of the series is below 1e-17. */
const SERIES_START = 16;
// B(2k) / (2k (2k - 1)): Bernoulli numbers, DLMF 24.2.
const STIRLING_SERIES = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/** x^a y^b / (B(a, b)) with y = 1 - x: the integrand of the beta cdf times x y. */
export function betaKernel(x: number, y: number, a: number, b: number): number {
  if (x === 0 || y === 0) return 0;
  const n = a + b;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x) -
    deviance(b, n * y);
  return Math.sqrt((a * b) / (TWO_PI * n)) * exp(exponent);
}

/** x^a e^-x / Gamma(a). */
export function gammaKernel(a: number, x: number): number {
  if (x === 0) return 0;
  return Math.sqrt(a / TWO_PI) * exp(-stirlingError(a) - deviance(a, x));
}

/** log Gamma(x + 1) - (x + 1/2) log x + x - log(2 pi)/2, for x > 0. */
export function stirlingError(x: number): number {
  let shift = 0;
  let z = x;
  // error(z) - error(z + 1) = (z + 1/2) log(1 + 1/z) - 1
  for (; z < SERIES_START; z++) shift += shiftTerm(z);
  const square = 1 / (z * z);
  let sum = 0;
  for (let i = STIRLING_SERIES.length - 1; i >= 0; i--) sum = sum * square + STIRLING_SERIES[i]!;
  return shift + sum / z;
}

/** Logarithm of the gamma function, x > 0. */
export function logGamma(x: number): number {
  return stirlingError(x) + (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI;
}

/** (z + 1/2) log(1 + 1/z) - 1, by 2 atanh(1/(2z + 1)) = log(1 + 1/z) where that is small. */
function shiftTerm(z: number): number {
  if (z < 1) return (z + 0.5) * log1p(1 / z) - 1;
  const s = 1 / (2 * z + 1);
  return oddSeries(s * s);
}

/** atanh(s)/s - 1 = s^2/3 + s^4/5 + ..., of s^2. */
function oddSeries(square: number): number {
  let power = square;
  let sum = 0;
  for (let k = 3; power > 1e-18; k += 2) {
    sum += power / k;
    power *= square;
  }
  return sum;
}

/** x log(x/m) + m - x without cancellation near x = m. */
function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) > 0.1 * (x + m)) return x * log(x / m) - difference;
  // log(x/m) = 2 atanh(v), v = (x - m)/(x + m); the leading terms cancel against x - m.
  const v = difference / (x + m);
  return difference * v + 2 * x * v * oddSeries(v * v);
}
