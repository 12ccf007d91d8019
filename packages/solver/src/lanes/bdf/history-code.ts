// The past of one lane as code, after multistep/nordsieck.ts: begun, rescaled, raised, lowered, moved.
// All rows are always there; those beyond the lane's order are 0, so that every operation is one sum
// over all rows, whatever the order. These operations are rare; each works on its lane alone.

import type { FunctionBuilder, ModuleBuilder } from "@chondron/compiler";
import { type BdfDouble, type BdfMemory, pastSteps } from "./bdf-memory.js";
import { defineForLane, type LaneCode } from "./lane-code.js";
import {
  add,
  assign,
  div,
  type Expression,
  integer,
  isLess,
  max,
  mul,
  plus,
  sub,
  type Variable,
  variable,
  when,
} from "./scalar-code.js";

/** Functions of (record, lane byte). */
export interface HistoryFunctions {
  /** Begin at order 1 at the lane's end, with value `to`, slope `rates` and a step of rowsSize. */
  readonly begin: number;
  /** Scale the rows to the step `size`. */
  readonly rescale: number;
  readonly raise: number;
  readonly lower: number;
  /** Move to the lane's end, inside the last step, where the value is `to`. */
  readonly move: number;
}

export function defineHistory(module: ModuleBuilder, memory: BdfMemory): HistoryFunctions {
  const define = (write: (lane: LaneCode) => void): number =>
    defineForLane(module, memory, undefined, write);
  return {
    begin: define(begin),
    rescale: define(rescale),
    raise: define(raise),
    lower: define(lower),
    move: define(move),
  };
}

/** Size of the i-th last step. */
export function past(lane: LaneCode, i: number): Expression {
  return lane.double(`past${i}` as BdfDouble);
}

function begin(lane: LaneCode): void {
  const { memory } = lane;
  lane.set("rowsTime", lane.double("end"));
  lane.setInteger("order", 1);
  for (let i = 1; i <= pastSteps; i++) lane.set(`past${i}` as BdfDouble, 0);
  lane.set("savedScale", 0);
  lane.overStates(() => {
    lane.setElement(lane.row(0), lane.element(memory.to));
    lane.setElement(lane.row(1), mul(lane.double("rowsSize"), lane.element(memory.rates)));
    for (let j = 2; j <= memory.maxOrder; j++) lane.setElement(lane.row(j), 0);
  });
}

function rescale(lane: LaneCode): void {
  const { f, memory } = lane;
  const ratio = variable(f);
  assign(f, ratio, div(lane.double("size"), lane.double("rowsSize")));
  const factors = Array.from({ length: memory.maxOrder }, () => variable(f));
  factors.forEach((factor, i) => {
    assign(f, factor, i === 0 ? ratio : mul(factors[i - 1]!, ratio));
  });
  lane.overStates(() => {
    factors.forEach((factor, i) => {
      const row = lane.row(i + 1);
      lane.setElement(row, mul(lane.element(row), factor));
    });
  });
  lane.set("rowsSize", lane.double("size"));
}

// x²·Π (x + ξ_i) by powers of x. Coefficients beyond its degree are 0.
function emptyProduct({ f, memory }: LaneCode): Variable[] {
  const multiples = Array.from({ length: memory.maxOrder + 1 }, () => variable(f));
  multiples.forEach((multiple, i) => {
    assign(f, multiple, i === 2 ? 1 : 0);
  });
  return multiples;
}

function multiplyBy(f: FunctionBuilder, multiples: readonly Variable[], xi: Expression): void {
  for (let i = multiples.length - 1; i >= 2; i--)
    assign(f, multiples[i]!, add(mul(multiples[i]!, xi), multiples[i - 1]!));
}

function raise(lane: LaneCode): void {
  const { f, memory } = lane;
  const multiples = emptyProduct(lane);
  const [leading, inverses, product, distance, previous, xi] = variables(f, 6);
  for (const one of [leading, inverses, product, previous]) assign(f, one!, 1);
  assign(f, distance!, lane.double("rowsSize"));
  for (let j = 1; j < memory.maxOrder; j++)
    when(f, isLess(integer(j), lane.integer("order")), () => {
      assign(f, distance!, add(distance!, past(lane, j + 1)));
      assign(f, xi!, div(distance!, lane.double("rowsSize")));
      assign(f, product!, mul(product!, xi!));
      assign(f, leading!, add(leading!, 1 / (j + 1)));
      assign(f, inverses!, add(inverses!, div(1, xi!)));
      multiplyBy(f, multiples, previous!);
      assign(f, previous!, xi!);
    });
  const [scale, highest] = variables(f, 2);
  assign(f, scale!, div(sub(leading!, inverses!), product!));
  lane.overStates(() => {
    assign(f, highest!, mul(scale!, lane.element(memory.correction)));
    addToRows(lane, multiples, highest!, add);
  });
  lane.increase("order");
}

function lower(lane: LaneCode): void {
  const { f, memory } = lane;
  const multiples = emptyProduct(lane);
  const [distance, xi, highest] = variables(f, 3);
  assign(f, distance!, 0);
  for (let j = 1; j <= memory.maxOrder - 2; j++)
    when(f, isLess(integer(j + 1), lane.integer("order")), () => {
      assign(f, distance!, add(distance!, past(lane, j)));
      assign(f, xi!, div(distance!, lane.double("rowsSize")));
      multiplyBy(f, multiples, xi!);
    });
  lane.overStates(() => {
    assign(f, highest!, lane.elementOfRow(memory.history, lane.integer("order")));
    addToRows(lane, multiples, highest!, sub);
  });
  lane.setInteger("order", plus(lane.integer("order"), integer(-1)));
}

/** The highest row has the coefficient 1: it is set where it was 0, and cleared where it goes. */
function addToRows(
  lane: LaneCode,
  multiples: readonly Variable[],
  highest: Variable,
  operation: typeof add,
): void {
  for (let j = 2; j < multiples.length; j++) {
    const row = lane.row(j);
    lane.setElement(row, operation(lane.element(row), mul(multiples[j]!, highest)));
  }
}

function move(lane: LaneCode): void {
  const { f, memory } = lane;
  const [back, fraction] = variables(f, 2);
  const rows = variables(f, memory.maxOrder + 1);
  assign(f, back!, sub(lane.double("end"), lane.double("rowsTime")));
  assign(f, fraction!, div(back!, lane.double("rowsSize")));
  lane.set("past1", max(0, add(past(lane, 1), back!)));
  lane.overStates(() => {
    rows.forEach((row, j) => {
      assign(f, row, lane.element(lane.row(j)));
    });
    for (let k = 0; k < memory.maxOrder; k++)
      for (let j = memory.maxOrder - 1; j >= k; j--)
        assign(f, rows[j]!, add(rows[j]!, mul(fraction!, rows[j + 1]!)));
    rows.forEach((row, j) => {
      lane.setElement(lane.row(j), j === 0 ? lane.element(memory.to) : row);
    });
  });
  lane.set("rowsTime", lane.double("end"));
}

function variables(f: FunctionBuilder, count: number): Variable[] {
  return Array.from({ length: count }, () => variable(f));
}
