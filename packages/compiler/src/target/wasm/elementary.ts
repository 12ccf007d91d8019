// Elementary functions as functions of the module. exp and ln are computed in the lanes by
// polynomials for arguments whose result is a normal number; outside of these (overflow, denormals,
// zero, negative numbers, NaN) a lane takes the host's Math function, so every case means what
// JavaScript says. The other functions are the host's, lane by lane.
//
// Errors against the exact value, in units in its last place (elementary.reference.test.ts):
//   exp 1; ln 1 (measured 0.72); powln, a^b by exp(b ln a), 1 + 2.5 |b ln a|, for the rounding of
//   b ln a is multiplied by its size; powratio, a^b by a^(b+1) / a, 3 + 2.5 |(b + 1) ln a|.
//
// exp: Cody and Waite reduction x = k ln2 + r, |r| ≤ ln2/2, then 1 + r + r² q(r).
// ln: x = 2^k m, m in [√½, √2), f = m - 1, s = f/(2 + f), z = s²: ln m = f - s (f - z tail(z)), the form
// of FDLIBM's e_log.c. Coefficients: reference/make-elementary.py.

import { factorial } from "../../operation-value.js";
import type { FunctionBuilder, Local } from "./function-builder.js";
import type { Lanes } from "./lanes.js";
import type { ModuleBuilder } from "./module-builder.js";
import type { ValueType } from "./opcodes.js";

/** Functions that a module takes from its host, with their number of arguments. */
export const hostFunctions = {
  exp: 1,
  ln: 1,
  log10: 1,
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
  sinh: 1,
  cosh: 1,
  tanh: 1,
  asinh: 1,
  acosh: 1,
  atanh: 1,
  factorial: 1,
  pow: 2,
  rem: 2,
} as const;
export type ElementaryFunction = keyof typeof hostFunctions;

/** The host's side of `hostFunctions`. */
export const hostImplementations: Readonly<
  Record<ElementaryFunction, (...values: number[]) => number>
> = {
  exp: Math.exp,
  ln: Math.log,
  log10: Math.log10,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  factorial,
  pow: (a, b) => a ** b,
  rem: (a, b) => a % b,
};

/** What `ModuleBuilder` is told of the host's functions. */
export const hostImports = Object.entries(hostFunctions).map(([name, arity]) => ({
  name,
  parameters: new Array<ValueType>(arity).fill("f64"),
  results: ["f64"] as const,
}));

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

/** Defines functions in a module when they are first asked for. */
export class ElementaryFunctions {
  readonly #known = new Map<string, number>();

  constructor(
    readonly module: ModuleBuilder,
    readonly lanes: Lanes,
  ) {}

  /** Index of a function that takes and gives values of all lanes. */
  index(name: ElementaryFunction): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const index = this.#define(name);
    this.#known.set(name, index);
    return index;
  }

  /** Index of (a, b, ln a) → a^b. */
  powerIndex(): number {
    const known = this.#known.get("powln");
    if (known !== undefined) return known;
    const { lanes, module } = this;
    const exp = this.index("exp");
    const { type } = lanes;
    const index = module.define([type, type, type], [type], (f) => {
      const result = f.local(type);
      f.get(1).get(2);
      lanes.arithmetic(f, "mul");
      f.call(exp).set(result);
      const good = (): void => this.#finitePositive(f, 0);
      this.#repaired(f, result, good, "pow", [0, 1]);
    });
    this.#known.set("powln", index);
    return index;
  }

  /** Index of (p, r, a, b) → a^b, where p = a^(b+1) and r = 1/a: p·r for positive a. */
  powerRatioIndex(): number {
    const known = this.#known.get("powratio");
    if (known !== undefined) return known;
    const { lanes, module } = this;
    const { type } = lanes;
    const index = module.define([type, type, type, type], [type], (f) => {
      const result = f.local(type);
      f.get(0).get(1);
      lanes.arithmetic(f, "mul");
      f.set(result);
      const good = (): void => {
        this.#finitePositive(f, 2);
        // An underflown p says nothing of p·r.
        this.#finitePositive(f, 0);
        lanes.logical(f, "and");
        f.get(result);
        lanes.constant(f, Number.MAX_VALUE);
        lanes.compare(f, "le");
        lanes.logical(f, "and");
      };
      this.#repaired(f, result, good, "pow", [2, 3]);
    });
    this.#known.set("powratio", index);
    return index;
  }

  #define(name: ElementaryFunction): number {
    if (name === "exp") return this.#exp();
    if (name === "ln") return this.#ln();
    return this.#laneByLane(name);
  }

  #exp(): number {
    const { lanes, module } = this;
    const { type } = lanes;
    return module.define([type], [type], (f) => {
      const [shifted, r, result] = [f.local(type), f.local(type), f.local(type)];
      const step = (operation: "add" | "sub" | "mul") => lanes.arithmetic(f, operation);
      f.get(0);
      lanes.constant(f, Math.LOG2E);
      step("mul");
      lanes.constant(f, roundingShift);
      step("add");
      f.set(shifted);
      // r = (x - k ln2High) - k ln2Low
      f.get(0).get(shifted);
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
      const square = f.local(type);
      f.get(r).get(r);
      step("mul");
      f.set(square);
      this.#polynomial(f, r, square, expTail);
      f.get(square);
      step("mul");
      step("add");
      step("add");
      this.#powerOfTwo(f, shifted);
      step("mul");
      f.set(result);
      const good = (): void => {
        f.get(0);
        lanes.arithmetic(f, "abs");
        lanes.constant(f, largestExponent);
        lanes.compare(f, "le");
      };
      this.#repaired(f, result, good, "exp", [0]);
    });
  }

  #ln(): number {
    const { lanes, module } = this;
    const { type } = lanes;
    return module.define([type], [type], (f) => {
      const [k, f1, s, z, result] = Array.from({ length: 5 }, () => f.local(type)) as [
        Local,
        Local,
        Local,
        Local,
        Local,
      ];
      const step = (operation: "add" | "sub" | "mul" | "div") => lanes.arithmetic(f, operation);
      this.#mantissaAndExponent(f, f1, k);
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
      const square = f.local(type);
      f.get(z).get(z);
      step("mul");
      f.set(square);
      this.#polynomial(f, z, square, lnTail);
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
      f.set(result);
      this.#repaired(f, result, () => this.#finitePositive(f, 0), "ln", [0]);
    });
  }

  /** Estrin's scheme: shorter chains of dependent operations than Horner's. Leaves p(x). */
  #polynomial(f: FunctionBuilder, x: Local, square: Local, coefficients: readonly number[]): void {
    const { lanes } = this;
    const powers = [x, square];
    for (let reach = 4; reach < coefficients.length; reach *= 2) {
      const higher = f.local(lanes.type);
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
  #powerOfTwo(f: FunctionBuilder, shifted: Local): void {
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
  #mantissaAndExponent(f: FunctionBuilder, mantissa: Local, exponent: Local): void {
    if (this.lanes.width === 1) {
      const [bits, above] = [f.local("i64"), f.local("i64")];
      f.get(0).op("i64.reinterpret_f64").tee(bits).i64(rootHalfBits).op("i64.sub").set(above);
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
      f.get(0).i64x2(rootHalfBits).vector("i64x2.sub").set(above);
      f.get(0).get(above).i64x2(exponentBits).vector("v128.and").vector("i64x2.sub").set(mantissa);
      f.get(above).i32(52).vector("i64x2.shr_s").i64x2(roundingBits).vector("i64x2.add");
    }
    this.lanes.constant(f, roundingShift);
    this.lanes.arithmetic(f, "sub");
    f.set(exponent);
  }

  #finitePositive(f: FunctionBuilder, value: Local): void {
    const { lanes } = this;
    f.get(value);
    lanes.constant(f, smallestNormal);
    lanes.compare(f, "ge");
    f.get(value);
    lanes.constant(f, Number.MAX_VALUE);
    lanes.compare(f, "le");
    lanes.logical(f, "and");
  }

  // Leaves `result`, with the host's value in the lanes where `good` is false.
  #repaired(
    f: FunctionBuilder,
    result: Local,
    good: () => void,
    name: ElementaryFunction,
    args: readonly Local[],
  ): void {
    const { lanes, module } = this;
    const host = module.imported(name);
    const mask = f.local(lanes.truthType);
    good();
    f.tee(mask);
    lanes.everywhere(f);
    f.op("i32.eqz").if(() => {
      if (lanes.width === 1) {
        for (const a of args) f.get(a);
        f.call(host).set(result);
        return;
      }
      for (const lane of [0, 1]) {
        f.get(mask)
          .vector("i64x2.bitmask")
          .i32(1 << lane)
          .op("i32.and")
          .op("i32.eqz")
          .if(() => {
            f.get(result);
            for (const a of args) f.get(a).lane("f64x2.extract_lane", lane);
            f.call(host).lane("f64x2.replace_lane", lane).set(result);
          });
      }
    });
    f.get(result);
  }

  #laneByLane(name: ElementaryFunction): number {
    const { lanes, module } = this;
    const host = module.imported(name);
    if (lanes.width === 1) return host;
    const args = Array.from({ length: hostFunctions[name] }, (_, i) => i);
    return module.define(
      args.map(() => "v128"),
      ["v128"],
      (f) => {
        for (const a of args) f.get(a).lane("f64x2.extract_lane", 0);
        f.call(host).vector("f64x2.splat");
        for (const a of args) f.get(a).lane("f64x2.extract_lane", 1);
        f.call(host).lane("f64x2.replace_lane", 1);
      },
    );
  }
}
