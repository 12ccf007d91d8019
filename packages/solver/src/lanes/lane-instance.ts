// A lane module loaded: its memory as typed arrays, its functions, and the copying between a lane's
// places and plain vectors. Knows nothing of courses or schedules.

import { hostImplementations, importedMemory, importModule } from "@chondron/compiler";
import { type DoubleField, fieldOffset, type IntegerField } from "./lane-memory.js";
import { type LaneExports, type LaneLayout, layoutOf } from "./lane-module.js";

/** Vectors of state size that a host reads or writes. */
export type StateVector = "from" | "to" | "absolute" | "between";

export class LaneInstance {
  readonly exports: LaneExports;
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
  readonly #width: number;

  readonly layout: LaneLayout;

  /** @param module what `buildLaneModule` gave, compiled. */
  constructor(module: WebAssembly.Module) {
    const layout = layoutOf(module);
    this.layout = layout;
    const memory = new WebAssembly.Memory({ initial: layout.pages });
    const imports = { [importModule]: { ...hostImplementations, [importedMemory]: memory } };
    const instance = new WebAssembly.Instance(module, imports);
    this.exports = instance.exports as unknown as LaneExports;
    this.doubles = new Float64Array(memory.buffer);
    this.integers = new Int32Array(memory.buffer);
    this.#width = layout.width;
    // Lanes without a patient still compute: with 1 nothing overflows.
    for (let lane = 0; lane < layout.width; lane++) this.#fillIdle(lane);
  }

  double(lane: number, field: DoubleField): number {
    return this.doubles[this.#record(lane, field) >> 3]!;
  }

  setDouble(lane: number, field: DoubleField, value: number): void {
    this.doubles[this.#record(lane, field) >> 3] = value;
  }

  integer(lane: number, field: IntegerField): number {
    return this.integers[this.#record(lane, field) >> 2]!;
  }

  setInteger(lane: number, field: IntegerField, value: number): void {
    this.integers[this.#record(lane, field) >> 2] = value;
  }

  /** One value of all lanes at `address`, for one lane. */
  setValue(lane: number, address: number, value: number): void {
    this.doubles[(address >> 3) + lane] = value;
  }

  readState(lane: number, vector: StateVector, out: Float64Array): void {
    this.#read(lane, this.layout[vector], out);
  }

  /** Errors [state] of the lane's last attempt up to a factor, whichever way it was judged. */
  readErrors(lane: number, out: Float64Array): void {
    this.#read(lane, this.layout.errors, out);
  }

  writeState(lane: number, vector: StateVector, values: Float64Array): void {
    this.#write(lane, this.layout[vector], values, values.length);
  }

  /** Parameters and context from a working vector of the JavaScript target. */
  writeParameters(lane: number, p: Float64Array, contextStart: number): void {
    const { parameters, parameterCount, context, contextCount } = this.layout;
    this.#write(lane, parameters, p, parameterCount);
    for (let k = 0; k < contextCount; k++)
      this.doubles[(context >> 3) + k * this.#width + lane] = p[contextStart + k]!;
  }

  /** Let the lane's next step start from `to`. */
  accept(lane: number): void {
    const index = (this.layout.accepted >> 2) + 2 * lane;
    this.integers[index] = -1;
    this.integers[index + 1] = -1;
  }

  /** Does the lane's next step start from `to`, not from `from`? */
  isAccepted(lane: number): boolean {
    return this.integers[(this.layout.accepted >> 2) + 2 * lane] !== 0;
  }

  /** State inside the lane's last step, into `between`. */
  interpolate(lane: number, fraction: number): void {
    this.setValue(lane, this.layout.fraction, fraction);
    this.exports.interpolate();
  }

  /** Chosen observables at the state in `between`. */
  observe(lane: number, time: number, out: Float64Array, offset: number): void {
    const { between, observed, observables, time: timeAddress } = this.layout;
    this.setValue(lane, timeAddress, time);
    this.exports.observe(between, observed);
    const base = (observed >> 3) + lane;
    for (let k = 0; k < observables; k++) out[offset + k] = this.doubles[base + k * this.#width]!;
  }

  firstStep(lane: number): number {
    const { records, recordBytes } = this.layout;
    return this.exports.firstStep(records + lane * recordBytes, 8 * lane);
  }

  #record(lane: number, field: DoubleField | IntegerField): number {
    return this.layout.records + lane * this.layout.recordBytes + fieldOffset(field);
  }

  #read(lane: number, address: number, out: Float64Array): void {
    const base = (address >> 3) + lane;
    for (let i = 0; i < out.length; i++) out[i] = this.doubles[base + i * this.#width]!;
  }

  #write(lane: number, address: number, values: Float64Array, count: number): void {
    const base = (address >> 3) + lane;
    for (let i = 0; i < count; i++) this.doubles[base + i * this.#width] = values[i]!;
  }

  #fillIdle(lane: number): void {
    const { parameters, parameterCount, states, from, to, absolute } = this.layout;
    const one = new Float64Array(Math.max(parameterCount, states)).fill(1);
    this.#write(lane, parameters, one, parameterCount);
    for (const vector of [from, to, absolute]) this.#write(lane, vector, one, states);
  }
}
