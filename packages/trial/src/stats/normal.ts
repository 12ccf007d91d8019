// The standard normal distribution: density, cdf, upper tail, quantile. Bit-identical on every
// engine (elementary.ts and exact operations only), because random draws pass through it.
// Quantile: Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37, 477-484, about 1e-16;
// coefficients from the paper, rounded to double. Cdf: power series near 0 (Marsaglia 2004, J. Stat.
// Softw. 11(4)), Laplace's continued fraction of the Mills ratio in the tails (DLMF 7.9.3).

import { exp, horner, log } from "./elementary.js";

const SQRT_TWO_PI = 2.5066282746310007;
/** Series below, continued fraction above: both reach 1e-15 there. */
const TAIL_START = 2.5;

/** Density at x. */
export function normalDensity(x: number): number {
  return exp(-0.5 * x * x) / SQRT_TWO_PI;
}

/** Probability of a value at most x. */
export function normalCdf(x: number): number {
  return x < -TAIL_START ? farTail(-x) : x > TAIL_START ? 1 - farTail(x) : 0.5 + central(x);
}

/** Probability of a value above x, without cancellation. */
export function normalUpperTail(x: number): number {
  return normalCdf(-x);
}

/** Value with cdf p; -Infinity at 0, Infinity at 1, NaN outside. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(CENTRAL.over, r)) / horner(CENTRAL.under, r);
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const tail = r <= 5 ? ratio(MIDDLE, r - 1.6) : ratio(FAR, r - 5);
  return q < 0 ? -tail : tail;
}

/** Integral of the density from 0 to x: density(x) * (x + x^3/3 + x^5/(3*5) + ...). */
function central(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return sum * normalDensity(x);
}

/** Upper tail for x > 2: density(x) / (x + 1/(x + 2/(x + 3/(x + ...)))), from the inside out. */
function farTail(x: number): number {
  if (x > 40) return 0;
  let denominator = x;
  for (let k = Math.ceil(20 + 900 / (x * x)); k >= 1; k--) denominator = x + k / denominator;
  return normalDensity(x) / denominator;
}

interface Rational {
  readonly over: readonly number[];
  readonly under: readonly number[];
}

function ratio({ over, under }: Rational, x: number): number {
  return horner(over, x) / horner(under, x);
}

const CENTRAL: Rational = {
  over: [
    3.3871328727963665, 1.3314166789178438e2, 1.9715909503065513e3, 1.373169376550946e4,
    4.592195393154987e4, 6.72657709270087e4, 3.343057558358813e4, 2.5090809287301227e3,
  ],
  under: [
    1, 4.231333070160091e1, 6.871870074920579e2, 5.394196021424751e3, 2.1213794301586597e4,
    3.930789580009271e4, 2.8729085735721943e4, 5.226495278852854e3,
  ],
};

const MIDDLE: Rational = {
  over: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 2.417807251774506e-1, 2.2723844989269184e-2, 7.745450142783414e-4,
  ],
  under: [
    1, 2.053191626637759, 1.6763848301838038, 6.897673349851e-1, 1.4810397642748008e-1,
    1.5198666563616457e-2, 5.475938084995345e-4, 1.0507500716444169e-9,
  ],
};

const FAR: Rational = {
  over: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 2.9656057182850487e-1,
    2.6532189526576124e-2, 1.2426609473880784e-3, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  under: [
    1, 5.99832206555888e-1, 1.369298809227358e-1, 1.4875361290850615e-2, 7.868691311456133e-4,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};
