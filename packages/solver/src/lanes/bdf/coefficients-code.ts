// Coefficients of one lane's step as code: the formulas of multistep/bdf-coefficients.ts. They go into
// the lane's record and, for the vectors of states, into Λ's place among values of all lanes.

import type { FunctionBuilder, ModuleBuilder } from "@chondron/compiler";
import type { BdfMemory } from "./bdf-memory.js";
import { past } from "./history-code.js";
import { defineForLane, type LaneCode } from "./lane-code.js";
import {
  abs,
  add,
  assign,
  choose,
  div,
  type Expression,
  integer,
  isEqual,
  isLess,
  mul,
  sub,
  sum,
  toDouble,
  type Variable,
  variable,
  when,
} from "./scalar-code.js";

/** Define the function of (record, lane byte), for the lane's order, `size` and past. */
export function defineCoefficients(module: ModuleBuilder, memory: BdfMemory): number {
  return defineForLane(module, memory, undefined, (lane) => new CoefficientsCode(lane).write());
}

class CoefficientsCode {
  readonly #f: FunctionBuilder;
  readonly #polynomial: readonly Variable[];
  readonly #leading: Variable;
  readonly #distance: Variable;
  readonly #inverseStar: Variable;
  readonly #inverseLast: Variable;
  /** Σ_(i≤q) 1/ξ_i */
  readonly #grid: Variable;
  readonly #h: Expression;
  readonly #order: Expression;

  constructor(readonly lane: LaneCode) {
    const { f, memory } = lane;
    this.#f = f;
    this.#polynomial = Array.from({ length: memory.maxOrder + 1 }, () => variable(f));
    this.#leading = variable(f);
    this.#distance = variable(f);
    this.#inverseStar = variable(f);
    this.#inverseLast = variable(f);
    this.#grid = variable(f);
    this.#h = lane.double("size");
    this.#order = lane.integer("order");
  }

  write(): void {
    this.#expand();
    this.#storePolynomial();
    this.#errorConstants();
  }

  #expand(): void {
    const { lane } = this;
    const { maxOrder } = lane.memory;
    const f = this.#f;
    const polynomial = this.#polynomial;
    const distance = this.#distance;
    polynomial.forEach((coefficient, i) => {
      assign(f, coefficient, i === 0 ? 1 : 0);
    });
    assign(f, distance, 0);
    let leading = 0;
    for (let q = 1; q <= maxOrder; q++) {
      leading += 1 / q;
      when(f, isEqual(this.#order, integer(q)), () => assign(f, this.#leading, leading));
    }
    const lastPast = variable(f);
    assign(f, lastPast, this.#h);
    for (let i = 1; i < maxOrder; i++)
      when(f, isLess(integer(i), this.#order), () => {
        assign(f, distance, add(distance, lastPast));
        this.#multiply(div(this.#h, distance));
        assign(f, lastPast, past(lane, i));
      });
    assign(f, this.#inverseStar, sub(this.#leading, polynomial[1]!));
    assign(f, distance, add(distance, lastPast));
    assign(f, this.#inverseLast, div(this.#h, distance));
    assign(f, this.#grid, add(polynomial[1]!, this.#inverseLast));
    this.#multiply(this.#inverseStar);
  }

  /** Multiply by 1 + factor·x. */
  #multiply(factor: Expression): void {
    const f = this.#f;
    const value = variable(f);
    assign(f, value, factor);
    for (let i = this.#polynomial.length - 1; i >= 1; i--)
      assign(
        f,
        this.#polynomial[i]!,
        add(this.#polynomial[i]!, mul(this.#polynomial[i - 1]!, value)),
      );
  }

  #storePolynomial(): void {
    const { lane } = this;
    const { memory } = lane;
    this.#polynomial.forEach((coefficient, i) => {
      lane.setValue(memory.polynomial + i * memory.lanes.bytes, coefficient);
    });
    lane.setValue(memory.inverseLeading, div(1, this.#leading));
    lane.set("gamma", div(this.#h, this.#leading));
    lane.setValue(memory.inverseGamma, div(1, lane.double("gamma")));
  }

  #errorConstants(): void {
    const { lane } = this;
    const f = this.#f;
    const [q, highest, excess, denominator] = [0, 1, 2, 3].map(() => variable(f)) as [
      Variable,
      Variable,
      Variable,
      Variable,
    ];
    const leading = this.#leading;
    const grid = this.#grid;
    assign(f, q, toDouble(this.#order));
    // The highest coefficient is the last that is not 0, at the lane's order.
    this.#polynomial.forEach((coefficient, i) => {
      if (i > 0) when(f, isEqual(this.#order, integer(i)), () => assign(f, highest, coefficient));
    });
    assign(f, excess, sub(add(1, grid), leading));
    assign(f, denominator, add(1, mul(q, excess)));
    lane.set("error", abs(div(excess, mul(leading, denominator))));
    const perCorrection = div(mul(denominator, this.#inverseStar), mul(highest, this.#inverseLast));
    lane.set("derivativeScale", abs(perCorrection));
    this.#errorBelow(q, highest);
    this.#errorAbove(q, excess, denominator);
  }

  #errorBelow(q: Variable, highest: Variable): void {
    const { lane } = this;
    const below = variable(this.#f);
    assign(this.#f, below, sub(this.#leading, div(1, q)));
    const ratio = div(sub(sub(add(1, this.#grid), this.#inverseLast), below), below);
    const error = abs(div(this.#inverseStar, mul(highest, ratio)));
    lane.set("errorBelow", choose(isLess(integer(1), this.#order), error, 1));
  }

  #errorAbove(q: Variable, excess: Variable, denominator: Variable): void {
    const { lane } = this;
    const f = this.#f;
    const [next, inverseNext] = [variable(f), variable(f)];
    assign(f, next, 0);
    for (let i = 1; i <= lane.memory.maxOrder; i++)
      when(f, isEqual(this.#order, integer(i)), () => assign(f, next, past(lane, i)));
    assign(f, inverseNext, div(this.#h, add(this.#distance, next)));
    const inverseOrder = div(1, add(q, 1));
    const excessAbove = sub(add(excess, inverseNext), inverseOrder);
    const ratio = div(denominator, excessAbove);
    const above = mul(mul(mul(ratio, inverseNext), add(q, 2)), sum(this.#leading, inverseOrder));
    lane.set("errorAbove", abs(div(1, above)));
  }
}
