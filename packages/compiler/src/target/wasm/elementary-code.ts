// Elementary functions in the lanes, as code in place: the value for arguments in the range where the
// formula holds, and whether they are in it. What to do with others is the caller's.
//
// exp: Cody and Waite reduction x = k ln2 + r, |r| ≤ ln2/2, then 1 + r + r² q(r).
// ln: x = 2^k m, m in [√½, √2), f = m - 1, s = f/(2 + f), z = s²: ln m = f - s (f - z tail(z)), the form
// of FDLIBM's e_log.c. Coefficients: reference/make-elementary.py.
// sin, cos, tanh: the formulas of ../portable-functions.ts, operation by operation, so that the bits are
// those of the JavaScript target.
// powln(a, b, l) with l = ln a: exp(b·l). powratio(p, r, a, b) with p = a^(b+1) and r = 1/a: p·r. ln of 0
// is -∞, and 0 to a positive power 0.

import {
  cosinePolynomial,
  halfPiParts,
  inverseFactorials,
  largeTanh,
  mostQuarters,
  sinePolynomial,
  smallAngle,
  smallTanh,
  twoOverPi,
} from "../portable-functions.js";
import type { FunctionBuilder, Local } from "./function-builder.js";
import type { Lanes } from "./lanes.js";

const expTail = [
  0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062,
  0.0013888888917213717, 0.00019841269863053618, 2.4801521295954376e-5, 2.7557268459997064e-6,
  2.7620088445409746e-7, 2.510038549551032e-8,
];
const lnTail = [
  0.666666666666667, 0.39999999999899444, 0.2857142862600327, 0.22222211130259878,
  0.18182889455674947, 0.15331710618210773, 0.14616585424888623,
];
/** 1.5·2^52: adding it rounds a small double to an integer in the low bits. */
const roundingShift = 6755399441055744;
const roundingBits = 0x4338000000000000n;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const largestExponent = 708;
const smallestNormal = 2.2250738585072014e-308;
/** High bits of √½: mantissas lie from it to its double. */
const rootHalfBits = 0x3fe6a09e00000000n;
const exponentBits = 0xfff0000000000000n;

const signBit = -(2n ** 63n);
/** Work space of sines: `r` is looked at again when their range is checked. */
const waveLocals = {
  ...{ shifted: 20, whole: 21, coarse: 22, step: 23, fine: 24, low: 25 },
  ...{ r: 26, tail: 27, z: 28, v: 29, half: 30, w: 31 },
} as const;

/** Operations that have a formula here, with their numbers of arguments. */
export const inLanes = { exp: 1, ln: 1, sin: 1, cos: 1, tanh: 1, powln: 3, powratio: 4 } as const;
export type LaneFunction = keyof typeof inLanes;

export class ElementaryCode {
  readonly #scratch: Local[] = [];

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
  ) {}

  /** Leave the value at arguments in locals. */
  value(name: LaneFunction, args: readonly Local[]): void {
    const { f, lanes } = this;
    const [a, b, c] = args as [Local, Local, Local];
    switch (name) {
      case "exp":
        this.#exp(a);
        return;
      case "ln":
        lanes.constant(f, Number.NEGATIVE_INFINITY);
        this.#ln(a);
        this.#isZero(a);
        lanes.select(f);
        return;
      case "sin":
        this.#quarter(a, 0n);
        return;
      case "cos":
        this.#quarter(a, 1n);
        return;
      case "tanh":
        this.#tanh(a);
        return;
      case "powln": {
        const exponent = this.#local(0);
        f.get(b).get(c);
        lanes.arithmetic(f, "mul");
        f.set(exponent);
        lanes.constant(f, 0);
        this.#exp(exponent);
        this.#isZero(a);
        lanes.select(f);
        return;
      }
      case "powratio":
        lanes.constant(f, 0);
        f.get(a).get(b);
        lanes.arithmetic(f, "mul");
        this.#isZero(c);
        lanes.select(f);
    }
  }

  /** Leave the truth of the value, which lies in a local, being right. */
  good(name: LaneFunction, args: readonly Local[], value: Local): void {
    const { f, lanes } = this;
    const [a, b, c, d] = args as [Local, Local, Local, Local];
    switch (name) {
      case "exp":
        f.get(a);
        lanes.arithmetic(f, "abs");
        lanes.constant(f, largestExponent);
        lanes.compare(f, "le");
        return;
      case "ln":
        this.#finitePositive(a);
        this.#isZero(a);
        lanes.logical(f, "or");
        return;
      case "sin":
      case "cos":
        f.get(a);
        lanes.arithmetic(f, "abs");
        lanes.constant(f, mostQuarters);
        lanes.compare(f, "le");
        f.get(this.#local(waveLocals.r));
        lanes.arithmetic(f, "abs");
        lanes.constant(f, smallAngle);
        lanes.compare(f, "ge");
        lanes.logical(f, "and");
        return;
      case "tanh":
        f.get(a);
        lanes.arithmetic(f, "abs");
        lanes.constant(f, smallTanh);
        lanes.compare(f, "ge");
        return;
      case "powln":
        this.#finitePositive(a);
        f.get(b).get(c);
        lanes.arithmetic(f, "mul");
        lanes.arithmetic(f, "abs");
        lanes.constant(f, largestExponent);
        lanes.compare(f, "le");
        lanes.logical(f, "and");
        this.#zeroToPositive(a, b);
        lanes.logical(f, "or");
        return;
      case "powratio":
        this.#finitePositive(c);
        // An underflown p says nothing of p·r.
        this.#finitePositive(a);
        lanes.logical(f, "and");
        f.get(value);
        lanes.constant(f, Number.MAX_VALUE);
        lanes.compare(f, "le");
        lanes.logical(f, "and");
        this.#zeroToPositive(c, d);
        lanes.logical(f, "or");
    }
  }

  #isZero(value: Local): void {
    const { f, lanes } = this;
    f.get(value);
    lanes.constant(f, 0);
    lanes.compare(f, "eq");
  }

  /** +0 to a positive power is 0: states stand there often, before a first dose say. */
  #zeroToPositive(base: Local, exponent: Local): void {
    const { f, lanes } = this;
    f.get(base);
    if (lanes.width === 1) f.op("i64.reinterpret_f64").op("i64.eqz");
    else f.i64x2(0n).vector("i64x2.eq");
    f.get(exponent);
    lanes.constant(f, 0);
    lanes.compare(f, "gt");
    lanes.logical(f, "and");
  }

  #exp(x: Local): void {
    const { f, lanes } = this;
    const [shifted, r, square] = [this.#local(1), this.#local(2), this.#local(3)];
    const step = (operation: "add" | "sub" | "mul") => lanes.arithmetic(f, operation);
    f.get(x);
    lanes.constant(f, Math.LOG2E);
    step("mul");
    lanes.constant(f, roundingShift);
    step("add");
    f.set(shifted);
    // r = (x - k ln2High) - k ln2Low
    f.get(x).get(shifted);
    lanes.constant(f, roundingShift);
    step("sub");
    f.tee(r);
    lanes.constant(f, ln2High);
    step("mul");
    step("sub");
    f.get(r);
    lanes.constant(f, ln2Low);
    step("mul");
    step("sub");
    f.set(r);
    // 1 + (r + r² q(r))
    lanes.constant(f, 1);
    f.get(r);
    f.get(r).get(r);
    step("mul");
    f.set(square);
    this.#polynomial(r, square, expTail);
    f.get(square);
    step("mul");
    step("add");
    step("add");
    this.#powerOfTwo(shifted);
    step("mul");
  }

  #ln(x: Local): void {
    const { f, lanes } = this;
    const [k, f1, s, z, square] = [1, 2, 3, 4, 5].map((i) => this.#local(i)) as [
      Local,
      Local,
      Local,
      Local,
      Local,
    ];
    const step = (operation: "add" | "sub" | "mul" | "div") => lanes.arithmetic(f, operation);
    this.#mantissaAndExponent(x, f1, k);
    f.get(f1);
    lanes.constant(f, 1);
    step("sub");
    f.tee(s).get(f1);
    lanes.constant(f, 1);
    step("add");
    f.get(s).set(f1);
    step("div");
    f.tee(s).get(s);
    step("mul");
    f.set(z);
    // k ln2High - ((s (f - z tail(z)) - k ln2Low) - f)
    f.get(k);
    lanes.constant(f, ln2High);
    step("mul");
    f.get(s).get(f1);
    f.get(z).get(z);
    step("mul");
    f.set(square);
    this.#polynomial(z, square, lnTail);
    f.get(z);
    step("mul");
    step("sub");
    step("mul");
    f.get(k);
    lanes.constant(f, ln2Low);
    step("mul");
    step("sub");
    f.get(f1);
    step("sub");
    step("sub");
  }

  /** sin(x + shift π/2): both kernels, of which the quarter chooses one and its sign. */
  #quarter(x: Local, shift: bigint): void {
    const { f, lanes } = this;
    const step = (operation: "add" | "sub" | "mul") => lanes.arithmetic(f, operation);
    const at = (name: keyof typeof waveLocals): Local => this.#local(waveLocals[name]);
    const [first, second, third] = halfPiParts;
    const product = (value: Local, factor: number): void => {
      f.get(value);
      lanes.constant(f, factor);
      step("mul");
    };
    product(x, twoOverPi);
    lanes.constant(f, roundingShift);
    step("add");
    f.tee(at("shifted"));
    lanes.constant(f, roundingShift);
    step("sub");
    f.set(at("whole"));
    f.get(x);
    product(at("whole"), first);
    step("sub");
    f.set(at("coarse"));
    product(at("whole"), second);
    f.set(at("step"));
    f.get(at("coarse")).get(at("step"));
    step("sub");
    f.set(at("fine"));
    // low = coarse - fine - step - whole third
    f.get(at("coarse")).get(at("fine"));
    step("sub");
    f.get(at("step"));
    step("sub");
    product(at("whole"), third);
    step("sub");
    f.set(at("low"));
    f.get(at("fine")).get(at("low"));
    step("add");
    f.set(at("r"));
    f.get(at("fine")).get(at("r"));
    step("sub");
    f.get(at("low"));
    step("add");
    f.set(at("tail"));
    f.get(at("r")).get(at("r"));
    step("mul");
    f.set(at("z"));
    this.#kernelSine(at("r"), at("tail"), at("z"), at("v"));
    this.#kernelCosine(at("r"), at("tail"), at("z"), at("half"), at("w"));
    this.#isEven(at("shifted"), shift);
    lanes.select(f);
    this.#negatedByBit1(at("shifted"), shift);
  }

  /** r - (z (tail/2 - v p(z)) - tail - v s1) with v = z r. */
  #kernelSine(r: Local, tail: Local, z: Local, v: Local): void {
    const { f, lanes } = this;
    const step = (operation: "add" | "sub" | "mul") => lanes.arithmetic(f, operation);
    const [s1, ...rest] = sinePolynomial;
    f.get(z).get(r);
    step("mul");
    f.set(v);
    f.get(r).get(z);
    lanes.constant(f, 0.5);
    f.get(tail);
    step("mul");
    f.get(v);
    this.#horner(z, rest);
    step("mul");
    step("sub");
    step("mul");
    f.get(tail);
    step("sub");
    f.get(v);
    lanes.constant(f, s1);
    step("mul");
    step("sub");
    step("sub");
  }

  /** w + (1 - w - half + (z z p(z) - r tail)) with half = z/2, w = 1 - half. */
  #kernelCosine(r: Local, tail: Local, z: Local, half: Local, w: Local): void {
    const { f, lanes } = this;
    const step = (operation: "add" | "sub" | "mul") => lanes.arithmetic(f, operation);
    lanes.constant(f, 0.5);
    f.get(z);
    step("mul");
    f.set(half);
    lanes.constant(f, 1);
    f.get(half);
    step("sub");
    f.tee(w);
    lanes.constant(f, 1);
    f.get(w);
    step("sub");
    f.get(half);
    step("sub");
    f.get(z).get(z);
    step("mul");
    this.#horner(z, cosinePolynomial);
    step("mul");
    f.get(r).get(tail);
    step("mul");
    step("sub");
    step("add");
    step("add");
  }

  /** Truth of k + shift being even, from x = k + roundingShift. */
  #isEven(shifted: Local, shift: bigint): void {
    const { f } = this;
    f.get(shifted);
    if (this.lanes.width === 1)
      f.op("i64.reinterpret_f64").i64(shift).op("i64.add").i64(1n).op("i64.and").op("i64.eqz");
    else
      f.i64x2(shift).vector("i64x2.add").i64x2(1n).vector("v128.and").i64x2(0n).vector("i64x2.eq");
  }

  /** The value on the stack, its sign turned where bit 1 of k + shift is set. */
  #negatedByBit1(shifted: Local, shift: bigint): void {
    const { f } = this;
    if (this.lanes.width === 1) {
      f.op("i64.reinterpret_f64");
      f.get(shifted).op("i64.reinterpret_f64").i64(shift).op("i64.add").i64(2n).op("i64.and");
      f.i64(62n).op("i64.shl").op("i64.xor").op("f64.reinterpret_i64");
    } else {
      f.get(shifted).i64x2(shift).vector("i64x2.add").i64x2(2n).vector("v128.and");
      f.i32(62).vector("i64x2.shl").vector("v128.xor");
    }
  }

  /** With t = expm1(-2|x|) or expm1(2|x|): -t / (t + 2) below 1, else 1 - 2 / (t + 2); the sign of x. */
  #tanh(x: Local): void {
    const { f, lanes } = this;
    const step = (operation: "add" | "sub" | "mul" | "div" | "neg") =>
      lanes.arithmetic(f, operation);
    const [size, doubled, y, t, plusTwo] = [40, 41, 42, 43, 44].map((i) => this.#local(i)) as [
      ...[Local, Local, Local, Local, Local],
    ];
    f.get(x);
    lanes.arithmetic(f, "abs");
    lanes.constant(f, largeTanh);
    lanes.arithmetic(f, "min");
    f.tee(size);
    lanes.constant(f, -2);
    step("mul");
    f.tee(doubled).get(doubled);
    step("neg");
    const small = (): void => {
      f.get(size);
      lanes.constant(f, 1);
      lanes.compare(f, "lt");
    };
    small();
    lanes.select(f);
    f.set(y);
    this.#expm1(y, t);
    f.get(t);
    step("neg");
    f.get(t);
    lanes.constant(f, 2);
    step("add");
    f.tee(plusTwo);
    step("div");
    lanes.constant(f, 1);
    lanes.constant(f, 2);
    f.get(plusTwo);
    step("div");
    step("sub");
    small();
    lanes.select(f);
    this.#signOf(x);
  }

  /** exp(y) - 1 into `out`. */
  #expm1(y: Local, out: Local): void {
    const { f, lanes } = this;
    const step = (operation: "add" | "sub" | "mul") => lanes.arithmetic(f, operation);
    const [shifted, k, high, r, lost, scale] = [45, 46, 47, 48, 49, 50].map((i) =>
      this.#local(i),
    ) as [...[Local, Local, Local, Local, Local, Local]];
    const product = (value: Local, factor: number): void => {
      f.get(value);
      lanes.constant(f, factor);
      step("mul");
    };
    product(y, Math.LOG2E);
    lanes.constant(f, roundingShift);
    step("add");
    f.tee(shifted);
    lanes.constant(f, roundingShift);
    step("sub");
    f.set(k);
    f.get(y);
    product(k, ln2High);
    step("sub");
    f.tee(high);
    product(k, ln2Low);
    step("sub");
    f.set(r);
    f.get(high).get(r);
    step("sub");
    product(k, ln2Low);
    step("sub");
    f.set(lost);
    this.#powerOfTwo(shifted);
    f.tee(scale);
    // small = r + (r r p(r) + lost)
    f.get(r).get(r).get(r);
    step("mul");
    this.#horner(r, inverseFactorials);
    step("mul");
    f.get(lost);
    step("add");
    step("add");
    step("mul");
    f.get(scale);
    lanes.constant(f, 1);
    step("sub");
    step("add");
    f.set(out);
  }

  /** The value on the stack, which is not below zero, with the sign of x. */
  #signOf(x: Local): void {
    const { f } = this;
    if (this.lanes.width === 1) {
      f.op("i64.reinterpret_f64");
      f.get(x).op("i64.reinterpret_f64").i64(signBit).op("i64.and").op("i64.or");
      f.op("f64.reinterpret_i64");
    } else f.get(x).i64x2(signBit).vector("v128.and").vector("v128.or");
  }

  /** Horner's scheme, from the highest power down. Leaves p(x). */
  #horner(x: Local, coefficients: readonly number[]): void {
    const { f, lanes } = this;
    lanes.constant(f, coefficients.at(-1)!);
    for (const coefficient of coefficients.slice(0, -1).reverse()) {
      f.get(x);
      lanes.arithmetic(f, "mul");
      lanes.constant(f, coefficient);
      lanes.arithmetic(f, "add");
    }
  }

  /** Estrin's scheme: shorter chains of dependent operations than Horner's. Leaves p(x). */
  #polynomial(x: Local, square: Local, coefficients: readonly number[]): void {
    const { f, lanes } = this;
    const powers = [x, square];
    for (let reach = 4; reach < coefficients.length; reach *= 2) {
      const higher = this.#local(5 + powers.length);
      f.get(powers.at(-1)!).get(powers.at(-1)!);
      lanes.arithmetic(f, "mul");
      f.set(higher);
      powers.push(higher);
    }
    const part = (first: number, count: number, level: number): void => {
      const half = 2 ** level;
      if (count === 1) lanes.constant(f, coefficients[first]!);
      else if (count <= half) part(first, count, level - 1);
      else {
        part(first, half, level - 1);
        part(first + half, count - half, level - 1);
        f.get(powers[level]!);
        lanes.arithmetic(f, "mul");
        lanes.arithmetic(f, "add");
      }
    };
    part(0, coefficients.length, powers.length - 1);
  }

  /** 2^k from x = k + roundingShift. */
  #powerOfTwo(shifted: Local): void {
    const { f } = this;
    f.get(shifted);
    if (this.lanes.width === 1)
      f.op("i64.reinterpret_f64")
        .i64(1023n)
        .op("i64.add")
        .i64(52n)
        .op("i64.shl")
        .op("f64.reinterpret_i64");
    else f.i64x2(1023n).vector("i64x2.add").i32(52).vector("i64x2.shl");
  }

  /** x = 2^k m: m into `mantissa` and k, as a double, into `exponent`. */
  #mantissaAndExponent(x: Local, mantissa: Local, exponent: Local): void {
    const { f } = this;
    if (this.lanes.width === 1) {
      const [bits, above] = [f.local("i64"), f.local("i64")];
      f.get(x).op("i64.reinterpret_f64").tee(bits).i64(rootHalfBits).op("i64.sub").set(above);
      f.get(bits).get(above).i64(exponentBits).op("i64.and").op("i64.sub");
      f.op("f64.reinterpret_i64").set(mantissa);
      f.get(above)
        .i64(52n)
        .op("i64.shr_s")
        .i64(roundingBits)
        .op("i64.add")
        .op("f64.reinterpret_i64");
    } else {
      const above = f.local("v128");
      f.get(x).i64x2(rootHalfBits).vector("i64x2.sub").set(above);
      f.get(x).get(above).i64x2(exponentBits).vector("v128.and").vector("i64x2.sub").set(mantissa);
      f.get(above).i32(52).vector("i64x2.shr_s").i64x2(roundingBits).vector("i64x2.add");
    }
    this.lanes.constant(f, roundingShift);
    this.lanes.arithmetic(f, "sub");
    f.set(exponent);
  }

  #finitePositive(value: Local): void {
    const { f, lanes } = this;
    f.get(value);
    lanes.constant(f, smallestNormal);
    lanes.compare(f, "ge");
    f.get(value);
    lanes.constant(f, Number.MAX_VALUE);
    lanes.compare(f, "le");
    lanes.logical(f, "and");
  }

  /** Work space: what a formula leaves there is dead when the next one begins. */
  #local(index: number): Local {
    this.#scratch[index] ??= this.f.local(this.lanes.type);
    return this.#scratch[index]!;
  }
}
