// Sine, cosine and hyperbolic tangent with the same bits on every engine: browsers and Node take theirs
// from different libraries, and equal trials must be equal everywhere. Only +, -, * and / are used, which
// IEEE 754 fixes. wasm/portable-code.ts has the same formulas, operation by operation: a change here is
// one there (elementary.reference.test.ts compares the bits). Error below two units in the last place, of tanh three (tested).
// Source of the constants: reduction by parts of π/2 and the polynomials on [-π/4, π/4] are those of
// fdlibm 5.3 (Sun Microsystems 1993), k_sin.c, k_cos.c, e_rem_pio2.c; ln 2 in two parts, s_expm1.c.

export const halfPiParts = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21,
] as const;
export const twoOverPi = 0.6366197723675814;
/** Products of the parts with whole numbers up to here are exact. */
export const mostQuarters = 2 ** 20;
/** 1.5·2^52: added to a small double it leaves the nearest whole number in the low bits, ties to even. */
export const roundingShift = 6755399441055744;

export const sinePolynomial = [
  -0.16666666666666632, 0.00833333333332249, -0.0001984126982985795, 2.7557313707070068e-6,
  -2.5050760253406863e-8, 1.58969099521155e-10,
] as const;
export const cosinePolynomial = [
  0.0416666666666666, -0.001388888888887411, 2.480158728947673e-5, -2.7557314351390663e-7,
  2.087572321298175e-9, -1.1359647557788195e-11,
] as const;

/** Beyond 1.6 million, where single periods are no longer resolved to full precision, the host's. */
export function sin(x: number): number {
  return quarter(x, 0) ?? Math.sin(x);
}

export function cos(x: number): number {
  return quarter(x, 1) ?? Math.cos(x);
}

/** sin(x + shift π/2); undefined where x is too large. */
function quarter(x: number, shift: 0 | 1): number | undefined {
  // Zero keeps its sign.
  if (x === 0 && shift === 0) return x;
  const quarters = x * twoOverPi + roundingShift - roundingShift;
  if (!(Math.abs(quarters) <= mostQuarters)) return undefined;
  const [first, second, third] = halfPiParts;
  const coarse = x - quarters * first;
  const step = quarters * second;
  const fine = coarse - step;
  const low = coarse - fine - step - quarters * third;
  const r = fine + low;
  const tail = fine - r + low;
  const turn = (quarters + shift) & 3;
  const value = turn & 1 ? kernelCosine(r, tail) : kernelSine(r, tail);
  return turn & 2 ? -value : value;
}

/** Below it an angle is its own sine. */
export const smallAngle = 2 ** -27;

/** sin(r + tail) for |r| <= π/4. */
function kernelSine(r: number, tail: number): number {
  if (Math.abs(r) < smallAngle) return r;
  const z = r * r;
  const v = z * r;
  const [s1, ...rest] = sinePolynomial;
  return r - (z * (0.5 * tail - v * polynomial(rest, z)) - tail - v * s1);
}

function kernelCosine(r: number, tail: number): number {
  const z = r * r;
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * z * polynomial(cosinePolynomial, z) - r * tail));
}

function polynomial(coefficients: readonly number[], z: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * z + coefficients[i]!;
  return sum;
}

/** From here on tanh is 1 to all digits. */
export const largeTanh = 22;
/** Below it a number is its own tanh. */
export const smallTanh = 2 ** -28;

export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size < largeTanh)) return Number.isNaN(x) ? x : Math.sign(x);
  if (size < smallTanh) return x;
  const t = expm1(size < 1 ? -2 * size : 2 * size);
  const value = size < 1 ? -t / (t + 2) : 1 - 2 / (t + 2);
  return x < 0 ? -value : value;
}

export const ln2High = 0.6931471803691238;
export const ln2Low = 1.9082149292705877e-10;
/** 1/2!, 1/3!, ... 1/15!: the remainder is below 2^-60 for |r| <= ln(2)/2. */
export const inverseFactorials: readonly number[] = Array.from({ length: 14 }, (_, i) => {
  let factorial = 1;
  for (let n = 2; n <= i + 2; n++) factorial *= n;
  return 1 / factorial;
});

/** exp(y) - 1 for |y| <= 44. */
function expm1(y: number): number {
  const k = y * Math.LOG2E + roundingShift - roundingShift;
  const high = y - k * ln2High;
  const r = high - k * ln2Low;
  const lost = high - r - k * ln2Low;
  const small = r + (r * r * polynomial(inverseFactorials, r) + lost);
  if (k === 0) return small;
  const scale = 2 ** k;
  return scale * small + (scale - 1);
}
