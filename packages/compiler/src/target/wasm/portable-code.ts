// Sine, cosine and tanh in the lanes: the formulas of ../portable-functions.ts, operation by operation, so
// that the bits are those of the JavaScript target (elementary.reference.test.ts compares them).

import {
  cosinePolynomial,
  halfPiParts,
  inverseFactorials,
  largeTanh,
  ln2High,
  ln2Low,
  mostQuarters,
  roundingShift,
  sinePolynomial,
  smallAngle,
  smallTanh,
  twoOverPi,
} from "../portable-functions.js";
import type { FunctionBuilder, Local } from "./function-builder.js";
import type { Lanes } from "./lanes.js";

const signBit = -(2n ** 63n);

export class PortableCode {
  readonly #scratch = new Map<string, Local>();

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
  ) {}

  /** sin(x + shift π/2): both kernels, of which the quarter chooses one and its sign. */
  sine(x: Local, shift: bigint): void {
    const { f, lanes } = this;
    const step = (operation: "add" | "sub" | "mul") => lanes.arithmetic(f, operation);
    const at = (name: string): Local => this.#local(name);
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
  tanh(x: Local): void {
    const { f, lanes } = this;
    const step = (operation: "add" | "sub" | "mul" | "div" | "neg") =>
      lanes.arithmetic(f, operation);
    const [size, doubled, y] = [this.#local("size"), this.#local("doubled"), this.#local("y")];
    const [t, plusTwo] = [this.#local("t"), this.#local("plusTwo")];
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
    const [shifted, k, high] = [this.#local("shifted"), this.#local("k"), this.#local("high")];
    const [r, lost, scale] = [this.#local("r"), this.#local("lost"), this.#local("scale")];
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
    powerOfTwo(f, lanes, shifted);
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

  /** Leave the truth of the last `sine` being right: its angle in range, and not its own sine. */
  angleInRange(x: Local): void {
    const { f, lanes } = this;
    f.get(x);
    lanes.arithmetic(f, "abs");
    lanes.constant(f, mostQuarters);
    lanes.compare(f, "le");
    f.get(this.#local("r"));
    lanes.arithmetic(f, "abs");
    lanes.constant(f, smallAngle);
    lanes.compare(f, "ge");
    lanes.logical(f, "and");
  }

  /** Leave the truth of `tanh` being right for x: a number, and not its own tanh. */
  tanhInRange(x: Local): void {
    const { f, lanes } = this;
    f.get(x);
    lanes.arithmetic(f, "abs");
    lanes.constant(f, smallTanh);
    lanes.compare(f, "ge");
  }

  /** Work space by name: what a formula leaves there is dead when the next one begins. */
  #local(name: string): Local {
    const known = this.#scratch.get(name) ?? this.f.local(this.lanes.type);
    this.#scratch.set(name, known);
    return known;
  }
}

/** Leave 2^k from x = k + roundingShift. */
export function powerOfTwo(f: FunctionBuilder, lanes: Lanes, shifted: Local): void {
  f.get(shifted);
  if (lanes.width === 1)
    f.op("i64.reinterpret_f64")
      .i64(1023n)
      .op("i64.add")
      .i64(52n)
      .op("i64.shl")
      .op("f64.reinterpret_i64");
  else f.i64x2(1023n).vector("i64x2.add").i32(52).vector("i64x2.shl");
}
