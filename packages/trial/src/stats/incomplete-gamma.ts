// The regularised incomplete gamma integral, both tails, and its inverse. Power series (DLMF 8.11.4)
// below a + 1, Legendre's continued fraction (DLMF 8.9.2) above, by Lentz's method; the factor from
// saddle-point.ts.

import { exp, log } from "./elementary.js";
import type { Tails } from "./incomplete-beta.js";
import { monotoneRoot } from "./monotone-root.js";
import { gammaKernel } from "./saddle-point.js";

/** P(a, x) and Q(a, x) = 1 - P; a > 0. */
export function gammaTails(a: number, x: number): Tails {
  if (Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = gammaKernel(a, x) * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = gammaKernel(a, x) * continuedFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** x with P(a, x) = p; 0 at 0, Infinity at 1, NaN outside. */
export function gammaQuantile(p: number, a: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? 0 : Infinity;
  const lowerSide = p <= 0.5;
  const target = lowerSide ? p : 1 - p;
  const logX = monotoneRoot((u) => {
    const x = exp(u);
    const tails = gammaTails(a, x);
    const tail = lowerSide ? tails.lower : tails.upper;
    const value = lowerSide ? log(tail / target) : log(target / tail);
    return { value, slope: gammaKernel(a, x) / tail };
  }, log(a));
  return exp(logX);
}

/** 1/a + x/(a (a+1)) + x^2/(a (a+1) (a+2)) + ... */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 10_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}
