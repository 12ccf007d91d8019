// Elementary functions in the lanes, as code in place: the value for arguments in the range where the
// formula holds, and whether they are in it. What to do with others is the caller's.
//
// exp: Cody and Waite reduction x = k ln2 + r, |r| ≤ ln2/2, then 1 + r + r² q(r).
// ln: x = 2^k m, m in [√½, √2), f = m - 1, s = f/(2 + f), z = s²: ln m = f - s (f - z tail(z)), the form
// of FDLIBM's e_log.c. Coefficients: reference/make-elementary.py.
// sin, cos, tanh: portable-code.ts.
// powln(a, b, l) with l = ln a: exp(b·l). powratio(p, r, a, b) with p = a^(b+1) and r = 1/a: p·r. ln of 0
// is -∞, and 0 to a positive power 0.

import { ln2High, ln2Low, roundingShift } from "../portable-functions.js";
import type { FunctionBuilder, Local } from "./function-builder.js";
import type { Lanes } from "./lanes.js";
import { PortableCode, powerOfTwo } from "./portable-code.js";

const expTail = [
  0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062,
  0.0013888888917213717, 0.00019841269863053618, 2.4801521295954376e-5, 2.7557268459997064e-6,
  2.7620088445409746e-7, 2.510038549551032e-8,
];
const lnTail = [
  0.666666666666667, 0.39999999999899444, 0.2857142862600327, 0.22222211130259878,
  0.18182889455674947, 0.15331710618210773, 0.14616585424888623,
];
const roundingBits = 0x4338000000000000n;
const largestExponent = 708;
const smallestNormal = 2.2250738585072014e-308;
/** High bits of √½: mantissas lie from it to its double. */
const rootHalfBits = 0x3fe6a09e00000000n;
const exponentBits = 0xfff0000000000000n;

/** Operations that have a formula here, with their numbers of arguments. */
export const inLanes = { exp: 1, ln: 1, sin: 1, cos: 1, tanh: 1, powln: 3, powratio: 4 } as const;
export type LaneFunction = keyof typeof inLanes;

export class ElementaryCode {
  readonly #scratch: Local[] = [];
  readonly #portable: PortableCode;

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
  ) {
    this.#portable = new PortableCode(f, lanes);
  }

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
        this.#portable.sine(a, 0n);
        return;
      case "cos":
        this.#portable.sine(a, 1n);
        return;
      case "tanh":
        this.#portable.tanh(a);
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
        this.#portable.angleInRange(a);
        return;
      case "tanh":
        this.#portable.tanhInRange(a);
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
    powerOfTwo(f, lanes, shifted);
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
