// One function of a WebAssembly module, written instruction by instruction onto the value stack.
// Knows encodings, not meanings: what is pushed must fit what is popped (a module that does not is
// refused when it is compiled, which every test does).

import { ByteWriter } from "./byte-writer.js";
import {
  type LaneInstruction,
  laneOpcodes,
  type MemoryInstruction,
  memoryOpcodes,
  type PlainInstruction,
  plainOpcodes,
  type ValueType,
  type VectorInstruction,
  valueTypes,
  vectorOpcodes,
  vectorPrefix,
} from "./opcodes.js";

const emptyBlock = 0x40;

/** Index of a parameter or local of a function. */
export type Local = number;

export class FunctionBuilder {
  readonly #code = new ByteWriter();
  readonly #locals: ValueType[] = [];

  constructor(
    readonly parameters: readonly ValueType[],
    readonly results: readonly ValueType[],
  ) {}

  /** Bytes of code so far. */
  get size(): number {
    return this.#code.length;
  }

  local(type: ValueType): Local {
    return this.parameters.length + this.#locals.push(type) - 1;
  }

  get(local: Local): this {
    this.#code.byte(0x20);
    this.#code.unsigned(local);
    return this;
  }

  set(local: Local): this {
    this.#code.byte(0x21);
    this.#code.unsigned(local);
    return this;
  }

  tee(local: Local): this {
    this.#code.byte(0x22);
    this.#code.unsigned(local);
    return this;
  }

  i32(value: number): this {
    this.#code.byte(0x41);
    this.#code.signed(value);
    return this;
  }

  i64(value: bigint): this {
    this.#code.byte(0x42);
    this.#code.signed64(value);
    return this;
  }

  f64(value: number): this {
    this.#code.byte(0x44);
    this.#code.float64(value);
    return this;
  }

  /** A vector of two equal doubles. */
  f64x2(value: number): this {
    this.#vector(0x0c);
    this.#code.float64(value);
    this.#code.float64(value);
    return this;
  }

  /** A vector of two equal 64-bit integers. */
  i64x2(value: bigint): this {
    this.#vector(0x0c);
    this.#code.integer64(value);
    this.#code.integer64(value);
    return this;
  }

  op(instruction: PlainInstruction): this {
    this.#code.byte(plainOpcodes[instruction]);
    return this;
  }

  vector(instruction: VectorInstruction): this {
    this.#vector(vectorOpcodes[instruction]);
    return this;
  }

  /** A load or store at the address on the stack plus `offset` bytes. */
  memory(instruction: MemoryInstruction, offset = 0): this {
    const { code, align, vector } = memoryOpcodes[instruction];
    if (vector) this.#vector(code);
    else this.#code.byte(code);
    this.#code.unsigned(align);
    this.#code.unsigned(offset);
    return this;
  }

  lane(instruction: LaneInstruction, lane: number): this {
    this.#vector(laneOpcodes[instruction]);
    this.#code.byte(lane);
    return this;
  }

  call(functionIndex: number): this {
    this.#code.byte(0x10);
    this.#code.unsigned(functionIndex);
    return this;
  }

  /** `body` runs where the i32 on the stack is not zero, `otherwise` where it is. */
  if(body: () => void, otherwise?: () => void): this {
    this.#code.byte(0x04);
    this.#code.byte(emptyBlock);
    body();
    if (otherwise) {
      this.#code.byte(0x05);
      otherwise();
    }
    this.#code.byte(0x0b);
    return this;
  }

  /** A block that `branch(0)` in its body leaves. */
  block(body: () => void): this {
    return this.#structure(0x02, body);
  }

  /** A loop that `branch(0)` in its body begins again. */
  loop(body: () => void): this {
    return this.#structure(0x03, body);
  }

  branch(depth: number): this {
    this.#code.byte(0x0c);
    this.#code.unsigned(depth);
    return this;
  }

  branchIf(depth: number): this {
    this.#code.byte(0x0d);
    this.#code.unsigned(depth);
    return this;
  }

  /** Add a constant to the i32 on the stack. */
  plus(value: number): this {
    return value === 0 ? this : this.i32(value).op("i32.add");
  }

  /** The function's entry in the code section. */
  body(): ByteWriter {
    const groups = groupsOf(this.#locals);
    const entry = new ByteWriter();
    entry.unsigned(groups.length);
    for (const { count, type } of groups) {
      entry.unsigned(count);
      entry.byte(valueTypes[type]);
    }
    entry.append(this.#code.bytes());
    entry.byte(0x0b);
    return entry;
  }

  #structure(opcode: number, body: () => void): this {
    this.#code.byte(opcode);
    this.#code.byte(emptyBlock);
    body();
    this.#code.byte(0x0b);
    return this;
  }

  #vector(opcode: number): void {
    this.#code.byte(vectorPrefix);
    this.#code.unsigned(opcode);
  }
}

/** Neighbouring locals of one type, counted. */
function groupsOf(types: readonly ValueType[]): { count: number; type: ValueType }[] {
  const groups: { count: number; type: ValueType }[] = [];
  for (const type of types) {
    const last = groups.at(-1);
    if (last?.type === type) last.count++;
    else groups.push({ count: 1, type });
  }
  return groups;
}
