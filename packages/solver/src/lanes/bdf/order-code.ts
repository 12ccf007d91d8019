// The choice of one lane's order and step size after an accepted step as code: `accepted` of
// multistep/bdf-controller.ts, with the errors that the step would have had at the orders beside it.

import type { ModuleBuilder } from "@chondron/compiler";
import type { BdfTable } from "../../method/bdf.js";
import type { BdfMemory } from "./bdf-memory.js";
import { defineForLane, type LaneCode } from "./lane-code.js";
import {
  add,
  assign,
  both,
  call,
  choose,
  div,
  type Expression,
  either,
  greater,
  integer,
  isLess,
  leave,
  less,
  max,
  min,
  mul,
  plus,
  sqrt,
  sub,
  type Variable,
  variable,
  when,
} from "./scalar-code.js";

/** Define the function of (record, lane byte) that sets `wanted` and `orderChange`. */
export function defineOrderChoice(
  module: ModuleBuilder,
  table: BdfTable,
  memory: BdfMemory,
  growth: number,
): number {
  return defineForLane(module, memory, undefined, (lane) =>
    new OrderCode(lane, table, growth).write(),
  );
}

class OrderCode {
  readonly #limit: Variable;
  readonly #stay: Variable;
  readonly #best: Variable;
  readonly #change: Variable;

  constructor(
    readonly lane: LaneCode,
    readonly table: BdfTable,
    readonly growth: number,
  ) {
    const { f } = lane;
    this.#limit = variable(f);
    this.#stay = variable(f);
    this.#best = variable(f);
    this.#change = variable(f, "i32");
  }

  write(): void {
    const { lane, table } = this;
    const { f } = lane;
    const order = lane.integer("order");
    lane.set("wanted", lane.double("size"));
    lane.setInteger("orderChange", 0);
    assign(f, this.#limit, lane.double("largestGrowth"));
    lane.set("largestGrowth", table.largestGrowth);
    when(f, lane.integer("failures"), () => {
      lane.setInteger("failures", 0);
      when(f, isLess(lane.integer("wait"), integer(2)), () => lane.setInteger("wait", 2));
      leave(f);
    });
    const biased = mul(table.bias.same, lane.double("stepError"));
    assign(f, this.#stay, this.#growth(biased, order, 1));
    assign(f, this.#best, this.#stay);
    assign(f, this.#change, integer(0));
    when(f, isLess(lane.integer("wait"), integer(1)), () => this.#compare());
    when(f, less(this.#best, table.leastGrowth), () => leave(f));
    lane.setInteger("orderChange", this.#change);
    when(f, this.#change, () =>
      lane.setInteger("wait", plus(plus(order, this.#change), integer(1))),
    );
    lane.set("wanted", mul(lane.double("size"), min(this.#best, this.#limit)));
  }

  #compare(): void {
    const { lane, table } = this;
    const { f } = lane;
    const [down, up] = [variable(f), variable(f)];
    const order = lane.integer("order");
    lane.setInteger("wait", 2);
    assign(f, down, 0);
    assign(f, up, 0);
    when(f, isLess(integer(1), order), () => {
      const below = variable(f);
      this.#errorBelow(below);
      assign(f, down, this.#growth(mul(table.bias.down, below), order, 0));
    });
    const known = greater(lane.double("savedScale"), 0);
    when(f, both(isLess(order, integer(table.maxOrder)), known), () => {
      const above = variable(f);
      this.#errorAbove(above);
      assign(f, up, this.#growth(mul(table.bias.up, above), order, 2));
    });
    const moves = either(less(this.#stay, down), less(this.#stay, up));
    when(f, moves, () => {
      assign(f, this.#change, choose(greater(down, up), integer(-1), integer(1)));
      assign(f, this.#best, max(down, up));
    });
  }

  #growth(error: Expression, order: Expression, more: number): Expression {
    return call(this.growth, error, plus(order, integer(more)));
  }

  #errorBelow(result: Variable): void {
    const { lane } = this;
    const { history } = lane.memory;
    this.#norm(() => lane.elementOfRow(history, lane.integer("order")), result);
    assign(lane.f, result, mul(lane.double("errorBelow"), result));
  }

  #errorAbove(result: Variable): void {
    const { lane } = this;
    const { f, memory } = lane;
    const [ratio, power, stretch] = [variable(f), variable(f), variable(f)];
    assign(f, ratio, div(lane.double("derivativeScale"), lane.double("savedScale")));
    assign(f, stretch, div(lane.double("size"), lane.double("savedSize")));
    assign(f, power, stretch);
    for (let i = 1; i <= memory.maxOrder; i++)
      when(f, isLess(integer(i - 1), lane.integer("order")), () =>
        assign(f, power, mul(power, stretch)),
      );
    assign(f, ratio, mul(ratio, power));
    this.#norm(
      () => sub(lane.element(memory.correction), mul(ratio, lane.element(memory.saved))),
      result,
    );
    assign(f, result, mul(lane.double("errorAbove"), result));
  }

  #norm(value: () => Expression, result: Variable): void {
    const { lane } = this;
    const { f, memory } = lane;
    const part = variable(f);
    assign(f, result, 0);
    lane.overStates(() => {
      assign(f, part, mul(value(), lane.element(memory.weights)));
      assign(f, result, add(result, mul(part, part)));
    });
    assign(f, result, sqrt(div(result, Math.max(1, memory.states))));
  }
}
