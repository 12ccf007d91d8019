// Reading and writing of a lane's record and of its place in vectors, as code. In functions of the
// control, parameter 0 is the address of the record and parameter 1 the lane's byte in a vector.

import type { FunctionBuilder } from "@chondron/compiler";
import { type DoubleField, fieldOffset, type IntegerField } from "./lane-memory.js";

const record = 0;
const laneByte = 1;

export class RecordAccess {
  constructor(readonly f: FunctionBuilder) {}

  double(field: DoubleField): FunctionBuilder {
    return this.f.get(record).memory("f64.load", fieldOffset(field));
  }

  integer(field: IntegerField): FunctionBuilder {
    return this.f.get(record).memory("i32.load", fieldOffset(field));
  }

  setDouble(field: DoubleField, value: () => void): void {
    this.f.get(record);
    value();
    this.f.memory("f64.store", fieldOffset(field));
  }

  setInteger(field: IntegerField, value: () => void): void {
    this.f.get(record);
    value();
    this.f.memory("i32.store", fieldOffset(field));
  }

  add(field: IntegerField, amount: number): void {
    this.setInteger(field, () => void this.integer(field).plus(amount));
  }

  /** The lane's value of a vector at `address`. */
  value(address: number): FunctionBuilder {
    return this.f.get(laneByte).memory("f64.load", address);
  }

  setValue(address: number, value: () => void): void {
    this.f.get(laneByte);
    value();
    this.f.memory("f64.store", address);
  }

  /** All bits of the lane's value of a mask. */
  setMask(address: number, on: boolean): void {
    for (const half of [0, 4])
      this.f
        .get(laneByte)
        .i32(on ? -1 : 0)
        .memory("i32.store", address + half);
  }
}
