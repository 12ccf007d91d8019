// The regularised incomplete beta integral, both tails, and its inverse on the logit scale.
// Continued fraction DLMF 8.17.22 by Lentz's method (Thompson and Barnett 1986); its factor from
// saddle-point.ts. The caller gives x and 1 - x, so that neither loses digits near an end.

import { exp, log } from "./elementary.js";
import { monotoneRoot } from "./monotone-root.js";
import { betaKernel } from "./saddle-point.js";

export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const TINY = 1e-300;

/** I_x(a, b) and its complement; y = 1 - x, a and b > 0. */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  if (Number.isNaN(x) || Number.isNaN(y)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const kernel = betaKernel(x, y, a, b);
  if (x * (a + b + 2) <= a + 1) {
    const lower = (kernel * continuedFraction(x, a, b)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (kernel * continuedFraction(y, b, a)) / b;
  return { lower: 1 - upper, upper };
}

/**
 * log(x / (1 - x)) with I_x(a, b) = p; q = 1 - p, given apart to keep its digits.
 * -Infinity at p = 0, Infinity at q = 0, NaN outside.
 */
export function betaLogitQuantile(p: number, q: number, a: number, b: number): number {
  if (!(p >= 0 && q >= 0)) return Number.NaN;
  if (p === 0) return -Infinity;
  if (q === 0) return Infinity;
  const lowerSide = p <= q;
  const target = lowerSide ? p : q;
  return monotoneRoot(
    (logit) => {
      const x = 1 / (1 + exp(-logit));
      const y = 1 / (1 + exp(logit));
      const tails = betaTails(x, y, a, b);
      const tail = lowerSide ? tails.lower : tails.upper;
      // d(tail)/d(logit) = +-x^a y^b / B(a, b); the logarithm of a tail is nearly straight.
      const value = lowerSide ? log(tail / target) : log(target / tail);
      return { value, slope: betaKernel(x, y, a, b) / tail };
    },
    log(a / b),
  );
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = lift(1 - ((a + b) * x) / (a + 1));
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / lift(1 + even * d);
    c = lift(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / lift(1 + odd * d);
    c = lift(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

function lift(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
