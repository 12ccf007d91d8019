// exp and log from the four operations alone, so that random draws have the same bits on every
// engine: ECMAScript leaves the last bits of Math.exp, Math.log and Math.pow to the implementation
// (ECMA-262, section 21.3.2). Within 1 ulp of the true value. Use them where a draw passes through;
// statistics computed from data may use Math.
// Method: reduction to a small interval with ln 2 in two parts (Cody and Waite 1980), then the
// Taylor series; the sum for log is arranged as in fdlibm's e_log.c, which loses no digits.

// The high part has 32 significant bits, so its product with an exponent is exact.
const LN2_HIGH = 6.931471803691238e-1;
const LN2_LOW = 1.9082149292705877e-10;
const LOG2_E = Math.LOG2E;
const SQRT_HALF = Math.SQRT1_2;

// 2/3, 2/5, ... of 2 atanh(s) = 2s + (2/3) s^3 + ...; s^2 <= 0.0295, the last term is below 1e-18.
const ATANH_SERIES = Array.from({ length: 11 }, (_, i) => 2 / (2 * i + 3));
// 1/2!, 1/3!, ...; |r| <= 0.347, the last term is below 1e-17.
const EXP_SERIES = reciprocalFactorials(14);

const scratch = new DataView(new ArrayBuffer(8));

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x === Infinity) return x;
  const { mantissa, exponent } = split(x);
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const correction = s * (f - z * horner(ATANH_SERIES, z));
  return exponent * LN2_HIGH - (correction - exponent * LN2_LOW - f);
}

/** e to the power x; 0 below -745.14, Infinity above 709.79. */
export function exp(x: number): number {
  if (x > 709.8) return Infinity;
  if (x < -745.2) return 0;
  const k = Math.round(x * LOG2_E);
  const low = k * LN2_LOW;
  const high = x - k * LN2_HIGH;
  const r = high - low;
  const lost = high - r - low;
  const value = 1 + (r + (lost + r * r * horner(EXP_SERIES, r)));
  // In two halves, because 2^k itself may overflow or be subnormal where the product is not.
  const half = Math.trunc(k / 2);
  return value * powerOfTwo(half) * powerOfTwo(k - half);
}

/** c[0] + c[1] x + c[2] x^2 + ... */
export function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}

/** x = mantissa * 2^exponent with mantissa in [sqrt(1/2), sqrt(2)). */
function split(x: number): { mantissa: number; exponent: number } {
  const subnormal = x < 2 ** -1022;
  scratch.setFloat64(0, subnormal ? x * 2 ** 54 : x);
  const word = scratch.getUint32(0);
  const exponent = (word >>> 20) - 1022 - (subnormal ? 54 : 0);
  scratch.setUint32(0, (word & 0xfffff) | (1022 << 20));
  const mantissa = scratch.getFloat64(0);
  return mantissa < SQRT_HALF
    ? { mantissa: 2 * mantissa, exponent: exponent - 1 }
    : { mantissa, exponent };
}

/** 2^k for -1022 <= k <= 1023, by its bits. */
function powerOfTwo(k: number): number {
  scratch.setUint32(0, (k + 1023) << 20);
  scratch.setUint32(4, 0);
  return scratch.getFloat64(0);
}

function reciprocalFactorials(last: number): number[] {
  const result: number[] = [];
  let factorial = 1;
  for (let n = 2; n <= last; n++) {
    factorial *= n;
    result.push(1 / factorial);
  }
  return result;
}

/** exp(x) - 1 without loss near 0. Source: Kahan's quotient, Higham 2002, section 1.14.1. */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  return u - 1 === -1 || u === Number.POSITIVE_INFINITY ? u - 1 : ((u - 1) * x) / log(u);
}

/** log(1 + x) without loss near 0. Source: as `expm1`. */
export function log1p(x: number): number {
  const u = 1 + x;
  return u === 1 || u === Number.POSITIVE_INFINITY ? x : (log(u) * x) / (u - 1);
}

/** Length of the hypotenuse; engines differ in the last bit of their own. */
export function hypot(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}
