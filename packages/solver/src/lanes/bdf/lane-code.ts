// One lane's record and its places in vectors as expressions, and loops over its states. In functions
// that use it parameter 0 is the address of the record and parameter 1 the lane's byte in a vector.

import type { FunctionBuilder, ModuleBuilder } from "@chondron/compiler";
import { RecordAccess } from "../record-access.js";
import { type BdfDouble, type BdfInteger, type BdfMemory, bdfOffset } from "./bdf-memory.js";
import { type Expression, type Operand, push, type Variable, variable } from "./scalar-code.js";

const record = 0;
const laneByte = 1;

export class LaneCode {
  readonly #at: Variable;

  constructor(
    readonly f: FunctionBuilder,
    readonly memory: BdfMemory,
  ) {
    this.#at = variable(f, "i32");
  }

  double(field: BdfDouble): Expression {
    return (f) => void f.get(record).memory("f64.load", bdfOffset(field));
  }

  integer(field: BdfInteger): Expression {
    return (f) => void f.get(record).memory("i32.load", bdfOffset(field));
  }

  set(field: BdfDouble, value: Operand): void {
    this.f.get(record);
    push(this.f, value);
    this.f.memory("f64.store", bdfOffset(field));
  }

  setInteger(field: BdfInteger, value: number | Expression): void {
    this.f.get(record);
    if (typeof value === "number") this.f.i32(value);
    else push(this.f, value);
    this.f.memory("i32.store", bdfOffset(field));
  }

  increase(field: BdfInteger, amount = 1): void {
    this.setInteger(field, (f) => {
      this.integer(field)(f);
      f.plus(amount);
    });
  }

  /** The lane's value of one value of all lanes at `address`. */
  value(address: number): Expression {
    return (f) => void f.get(laneByte).memory("f64.load", address);
  }

  setValue(address: number, value: Operand): void {
    this.f.get(laneByte);
    push(this.f, value);
    this.f.memory("f64.store", address);
  }

  setMask(address: number, on: boolean): void {
    new RecordAccess(this.f).setMask(address, on);
  }

  /** Call a function of (record, lane byte). */
  call(functionIndex: number): void {
    this.f.get(record).get(laneByte).call(functionIndex);
  }

  /** In a loop over states: the lane's value of a vector. */
  element(address: number): Expression {
    return (f) => {
      this.#at(f);
      f.memory("f64.load", address);
    };
  }

  /** As `element`, of row `row` of vectors that follow each other from `address`. */
  elementOfRow(address: number, row: Expression): Expression {
    return (f) => {
      row(f);
      f.i32(this.memory.states * this.memory.lanes.bytes).op("i32.mul");
      this.#at(f);
      f.op("i32.add").memory("f64.load", address);
    };
  }

  setElement(address: number, value: Operand): void {
    this.#at(this.f);
    push(this.f, value);
    this.f.memory("f64.store", address);
  }

  row(order: number): number {
    const { history, states, lanes } = this.memory;
    return history + order * states * lanes.bytes;
  }

  overStates(body: () => void): void {
    const { f, memory } = this;
    const { bytes } = memory.lanes;
    if (memory.states === 0) return;
    f.get(laneByte).set(this.#at.local);
    f.loop(() => {
      body();
      f.get(this.#at.local).i32(bytes).op("i32.add").tee(this.#at.local);
      f.i32(memory.states * bytes)
        .op("i32.lt_u")
        .branchIf(0);
    });
  }
}

/** Define a function of (record, lane byte). */
export function defineForLane(
  module: ModuleBuilder,
  memory: BdfMemory,
  result: "i32" | "f64" | undefined,
  write: (lane: LaneCode) => void,
): number {
  return module.define(["i32", "i32"], result ? [result] : [], (f) =>
    write(new LaneCode(f, memory)),
  );
}
