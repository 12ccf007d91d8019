// Solving with the factors of list-factor-code.ts or factor-code.ts, driven by lists of places: the
// operations of the unrolled solution in the same order, to the same bits, for patterns too large to
// unroll. Vectors lie by state, so that nothing is permuted.

import type { Arena, FunctionBuilder, Lanes, Local, ModuleBuilder } from "@chondron/compiler";
import { reserveIntegers } from "./data-lists.js";
import type { FactorMemory } from "./factor-code.js";
import type { FactorPattern } from "./factor-pattern.js";

/** Bytes of a row's description. */
const rowBytes = 16;

interface Lists {
  /** [entry] byte of its column's state in a vector. */
  readonly places: number;
  /** [position] first entry, diagonal, end, byte of the row's state. Entries as bytes of `places`. */
  readonly rows: number;
}

/** (right-hand side, solution) → solves; the right-hand side is overwritten. */
export function defineListSolution(
  module: ModuleBuilder,
  arena: Arena,
  lanes: Lanes,
  pattern: FactorPattern,
  memory: FactorMemory,
): number {
  const lists = reserveLists(module, arena, lanes, pattern);
  return module.define(["i32", "i32"], [], (f) =>
    new SolutionLoops(f, lanes, pattern, memory, lists).write(),
  );
}

function reserveLists(
  module: ModuleBuilder,
  arena: Arena,
  lanes: Lanes,
  { size, order, rows, entries }: FactorPattern,
): Lists {
  const places = new Int32Array(entries);
  const table = new Int32Array((size * rowBytes) / 4);
  let entry = 0;
  rows.forEach((columns, i) => {
    const first = entry;
    const diagonal = first + columns.indexOf(i);
    for (const j of columns) places[entry++] = order[j]! * lanes.bytes;
    const state = order[i]!;
    table.set([4 * first, 4 * diagonal, 4 * entry, state * lanes.bytes], 4 * i);
  });
  return {
    places: reserveIntegers(module, arena, places),
    rows: reserveIntegers(module, arena, table),
  };
}

class SolutionLoops {
  readonly #sum: Local;
  readonly #place: Local;
  readonly row: Local;
  readonly entry: Local;
  readonly end: Local;

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
    readonly pattern: FactorPattern,
    readonly memory: FactorMemory,
    readonly lists: Lists,
  ) {
    this.row = f.local("i32");
    this.entry = f.local("i32");
    this.end = f.local("i32");
    this.#sum = f.local(lanes.type);
    this.#place = f.local("i32");
  }

  write(): void {
    this.overRows(1, () => this.#forward());
    this.overRows(-1, () => this.#backward());
  }

  /** `body` for every row, in the order of elimination or against it. */
  overRows(direction: 1 | -1, body: () => void): void {
    const { f, lists, pattern } = this;
    if (pattern.size === 0) return;
    const last = lists.rows + (pattern.size - 1) * rowBytes;
    f.i32(direction === 1 ? lists.rows : last).set(this.row);
    f.loop(() => {
      body();
      f.get(this.row)
        .plus(direction * rowBytes)
        .tee(this.row);
      if (direction === 1) f.i32(last + rowBytes).op("i32.lt_u");
      else f.i32(lists.rows).op("i32.ge_u");
      f.branchIf(0);
    });
  }

  /** Part of the row's description: 0 first entry, 1 diagonal, 2 end, 3 the state's byte. */
  ofRow(part: 0 | 1 | 2 | 3): FunctionBuilder {
    return this.f.get(this.row).memory("i32.load", 4 * part);
  }

  /** `body` while `entry` is below `end`. */
  upTo(end: Local, entry: Local, body: () => void): void {
    const { f } = this;
    f.block(() => {
      f.loop(() => {
        f.get(entry).get(end).op("i32.ge_u").branchIf(1);
        body();
        f.get(entry).plus(4).set(entry);
        f.branch(0);
      });
    });
  }

  /** Byte in a vector of the column's state. */
  placeOf(entry: Local): FunctionBuilder {
    return this.f.get(entry).memory("i32.load", this.lists.places);
  }

  /** Address of an entry's value behind the matrix. */
  valueAt(entry: Local): FunctionBuilder {
    const shift = this.lanes.bytes === 16 ? 2 : 1;
    return this.f.get(entry).i32(shift).op("i32.shl");
  }

  loadEntry(entry: Local): void {
    this.valueAt(entry);
    this.lanes.load(this.f, this.memory.matrix);
  }

  /** y_i = b_i - Σ l_ik y_k, in place. */
  #forward(): void {
    const { f, lanes } = this;
    this.ofRow(0).set(this.entry);
    this.ofRow(1).set(this.end);
    this.#startWith(0);
    this.upTo(this.end, this.entry, () => this.#subtract(0));
    f.get(this.#place).get(this.#sum);
    lanes.store(f, 0);
  }

  /** x_i = (y_i - Σ u_ij x_j) / u_ii, the column known last first. */
  #backward(): void {
    const { f, lanes } = this;
    this.ofRow(2).plus(-4).set(this.entry);
    this.ofRow(1).set(this.end);
    this.#startWith(0);
    f.block(() => {
      f.loop(() => {
        f.get(this.end).get(this.entry).op("i32.ge_u").branchIf(1);
        this.#subtract(1);
        f.get(this.entry).plus(-4).set(this.entry);
        f.branch(0);
      });
    });
    this.ofRow(3).get(1).op("i32.add").get(this.#sum);
    this.loadEntry(this.end);
    lanes.arithmetic(f, "mul");
    lanes.store(f, 0);
  }

  #startWith(pointer: Local): void {
    const { f, lanes } = this;
    this.ofRow(3).get(pointer).op("i32.add").tee(this.#place);
    lanes.load(f, 0);
    f.set(this.#sum);
  }

  #subtract(pointer: Local): void {
    const { f, lanes } = this;
    f.get(this.#sum);
    this.loadEntry(this.entry);
    this.placeOf(this.entry).get(pointer).op("i32.add");
    lanes.load(f, 0);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "sub");
    f.set(this.#sum);
  }
}
