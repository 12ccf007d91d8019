// Loops over vectors of state size, for all lanes at once.

import type { FunctionBuilder, Lanes, Local } from "@chondron/compiler";

/** Values per turn: engines look at interrupts once a turn, which costs as much as an operation. */
const unrolled = 4;

/** Run `body` with a local that goes through the byte offsets of `count` values. */
export function vectorLoop(
  f: FunctionBuilder,
  lanes: Lanes,
  count: number,
  offset: Local,
  body: () => void,
): void {
  const turns = Math.floor(count / unrolled);
  const next = (): void => void f.get(offset).i32(lanes.bytes).op("i32.add").set(offset);
  f.i32(0).set(offset);
  if (turns > 0)
    f.loop(() => {
      for (let u = 0; u < unrolled; u++) {
        body();
        next();
      }
      f.get(offset)
        .i32(turns * unrolled * lanes.bytes)
        .op("i32.lt_u")
        .branchIf(0);
    });
  for (let rest = turns * unrolled; rest < count; rest++) {
    body();
    next();
  }
}

/** A vector's value at the offset of a loop, times a weight. */
export interface Term {
  readonly weight: number;
  /** Leave the value on the stack. */
  push(): void;
}

/** Leave Σ weight·value; zero where there are no terms. Terms of weight 0 are left out. */
export function weightedSum(f: FunctionBuilder, lanes: Lanes, terms: readonly Term[]): void {
  const present = terms.filter(({ weight }) => weight !== 0);
  if (present.length === 0) lanes.constant(f, 0);
  present.forEach(({ weight, push }, i) => {
    push();
    if (weight !== 1) {
      lanes.constant(f, weight);
      lanes.arithmetic(f, "mul");
    }
    if (i > 0) lanes.arithmetic(f, "add");
  });
}

/** Vectors whose values a loop reads more than once: loaded once a turn, then from registers. */
export class LoadedValues {
  readonly #locals: readonly Local[];

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
    readonly offset: Local,
    readonly addresses: readonly number[],
  ) {
    this.#locals = addresses.map(() => f.local(lanes.type));
  }

  load(): void {
    this.addresses.forEach((address, i) => {
      this.f.get(this.offset);
      this.lanes.load(this.f, address);
      this.f.set(this.#locals[i]!);
    });
  }

  /** The first vectors with their weights. */
  terms(weights: readonly number[]): Term[] {
    return weights.map((weight, i) => ({
      weight,
      push: () => void this.f.get(this.#locals[i]!),
    }));
  }
}
