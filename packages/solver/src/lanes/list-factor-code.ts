// Sparse LU without pivoting driven by lists of places: the operations of factor-code.ts in the same
// order, to the same bits, in a few loops instead of one instruction each. For patterns too large to
// unroll; code stays small, data is one integer an entry and six a row.
//
// Row i of W is spread over a work vector by state, rows of U above it are subtracted, and it is
// gathered again: the row-wise elimination of Duff, Erisman & Reid, Direct Methods for Sparse
// Matrices, section 10.

import type { Arena, FunctionBuilder, Lanes, Local, ModuleBuilder } from "@chondron/compiler";
import { reserveIntegers } from "./data-lists.js";
import type { FactorMemory } from "./factor-code.js";
import type { FactorPattern } from "./factor-pattern.js";

/** Bytes of a row's description: see `rowTable`. */
const rowBytes = 16;

interface Lists {
  /** [entry] byte of its column's state in a vector. */
  readonly places: number;
  /** [position] first entry, diagonal, end, byte of the row's state. Entries as bytes of `places`. */
  readonly rows: number;
  /** [state] diagonal and end of its row, one value of all lanes apart. */
  readonly pivots: number;
  /** [state] a row of W, spread. */
  readonly work: number;
}

export interface LinearFunctions {
  /** () → factorises W in place and writes the cancellation. */
  readonly factorize: number;
  /** (right-hand side, solution) → solves; the right-hand side is overwritten. */
  readonly solve: number;
}

/** The lists of a pattern, made when the first of its functions is asked for. */
export class ListSolver {
  #lists: Lists | undefined;

  constructor(
    readonly module: ModuleBuilder,
    readonly arena: Arena,
    readonly lanes: Lanes,
    readonly pattern: FactorPattern,
    readonly memory: FactorMemory,
  ) {}

  factorization(): number {
    const { module, lanes, pattern, memory } = this;
    const lists = this.#reserved();
    return module.define([], [], (f) => new FactorLoops(f, lanes, pattern, memory, lists).write());
  }

  solution(): number {
    const { module, lanes, pattern, memory } = this;
    const lists = this.#reserved();
    return module.define(["i32", "i32"], [], (f) =>
      new SolutionLoops(f, lanes, pattern, memory, lists).write(),
    );
  }

  #reserved(): Lists {
    this.#lists ??= reserveLists(this.module, this.arena, this.lanes, this.pattern);
    return this.#lists;
  }
}

function reserveLists(
  module: ModuleBuilder,
  arena: Arena,
  lanes: Lanes,
  { size, order, rows, entries }: FactorPattern,
): Lists {
  const places = new Int32Array(entries);
  const table = new Int32Array((size * rowBytes) / 4);
  const pivotStride = lanes.bytes / 4;
  const pivots = new Int32Array(size * pivotStride);
  let entry = 0;
  rows.forEach((columns, i) => {
    const first = entry;
    const diagonal = first + columns.indexOf(i);
    for (const j of columns) places[entry++] = order[j]! * lanes.bytes;
    const state = order[i]!;
    table.set([4 * first, 4 * diagonal, 4 * entry, state * lanes.bytes], 4 * i);
    pivots.set([4 * diagonal, 4 * entry], state * pivotStride);
  });
  return {
    places: reserveIntegers(module, arena, places),
    rows: reserveIntegers(module, arena, table),
    pivots: reserveIntegers(module, arena, pivots),
    work: arena.reserve(size * lanes.bytes),
  };
}

/** What both loops share: walks over rows and entries. */
class EntryLoops {
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
}

class FactorLoops extends EntryLoops {
  readonly #place = this.f.local("i32");
  readonly #column = this.f.local("i32");
  readonly #columnEnd = this.f.local("i32");
  readonly #multiplier = this.f.local(this.lanes.type);
  readonly #pivot = this.f.local(this.lanes.type);
  readonly #cancellation = this.f.local(this.lanes.type);

  write(): void {
    const { f, lanes, memory } = this;
    lanes.constant(f, 0);
    f.set(this.#cancellation);
    this.overRows(1, () => {
      this.#spread();
      this.#eliminate();
      this.#gather();
    });
    f.i32(0).get(this.#cancellation);
    lanes.store(f, memory.cancellation);
  }

  #spread(): void {
    const { f, lanes, lists } = this;
    this.ofRow(0).set(this.entry);
    this.ofRow(2).set(this.end);
    this.upTo(this.end, this.entry, () => {
      this.placeOf(this.entry);
      this.loadEntry(this.entry);
      lanes.store(f, lists.work);
    });
  }

  #eliminate(): void {
    const { f, lanes, lists } = this;
    this.ofRow(0).set(this.entry);
    this.ofRow(1).set(this.end);
    this.upTo(this.end, this.entry, () => {
      this.placeOf(this.entry).set(this.#place);
      f.get(this.#place).memory("i32.load", lists.pivots).set(this.#column);
      f.get(this.#place)
        .memory("i32.load", lists.pivots + 4)
        .set(this.#columnEnd);
      f.get(this.#place).get(this.#place);
      lanes.load(f, lists.work);
      this.loadEntry(this.#column);
      lanes.arithmetic(f, "mul");
      f.tee(this.#multiplier);
      lanes.store(f, lists.work);
      f.get(this.#column).plus(4).set(this.#column);
      this.upTo(this.#columnEnd, this.#column, () => this.#subtract());
    });
  }

  #subtract(): void {
    const { f, lanes, lists } = this;
    this.placeOf(this.#column).tee(this.#place).get(this.#place);
    lanes.load(f, lists.work);
    f.get(this.#multiplier);
    this.loadEntry(this.#column);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "sub");
    lanes.store(f, lists.work);
  }

  // The pivot becomes its reciprocal; what it was before elimination still stands in the matrix.
  #gather(): void {
    const { f, lanes, lists, memory } = this;
    this.ofRow(3).set(this.#place);
    lanes.constant(f, 1);
    f.get(this.#place);
    lanes.load(f, lists.work);
    lanes.arithmetic(f, "div");
    f.set(this.#pivot);
    this.ofRow(0);
    this.ofRow(1).op("i32.lt_u");
    f.if(() => this.#measure());
    f.get(this.#place).get(this.#pivot);
    lanes.store(f, lists.work);
    this.ofRow(0).set(this.entry);
    this.ofRow(2).set(this.end);
    this.upTo(this.end, this.entry, () => {
      this.valueAt(this.entry);
      this.placeOf(this.entry);
      lanes.load(f, lists.work);
      lanes.store(f, memory.matrix);
    });
  }

  #measure(): void {
    const { f, lanes } = this;
    f.get(this.#cancellation);
    this.ofRow(1).set(this.entry);
    this.loadEntry(this.entry);
    f.get(this.#pivot);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "abs");
    lanes.larger(f);
    f.set(this.#cancellation);
  }
}

class SolutionLoops extends EntryLoops {
  readonly #sum = this.f.local(this.lanes.type);
  readonly #place = this.f.local("i32");

  write(): void {
    this.overRows(1, () => this.#forward());
    this.overRows(-1, () => this.#backward());
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
