// Sparse LU without pivoting in loops that lists drive: the operations of factor-code.ts in the same
// order for every entry, to the same bits, for patterns too large to unroll; code stays small, data is
// one integer an entry and a few a row. Loops take several values a turn, and two rows of U at once
// where one continues the other (subtractions.ts).
//
// Row i of W is spread over a work vector by position, rows of U above it are subtracted, and it is
// gathered again: the row-wise elimination of Duff, Erisman & Reid, Direct Methods for Sparse
// Matrices, section 10.

import type { Arena, FunctionBuilder, Lanes, Local, ModuleBuilder } from "@chondron/compiler";
import { reserveIntegers } from "./data-lists.js";
import type { FactorMemory } from "./factor-code.js";
import type { FactorPattern } from "./factor-pattern.js";
import { subtractionsOf } from "./subtractions.js";

/** Integers of a row's description, as bytes behind its start. */
const rowFields = {
  /** Addresses of the first entry and of that on the diagonal. */
  first: 0,
  diagonal: 4,
  /** Addresses in the list of places: of the first entry, behind the diagonal, behind the last. */
  places: 8,
  rightPlaces: 12,
  placesEnd: 16,
  /** Addresses of the first subtraction and behind the last. */
  subtractions: 20,
  subtractionsEnd: 24,
  /** Address of the row's own position in the work vector. */
  own: 28,
} as const;
type RowField = keyof typeof rowFields;
const rowBytes = 32;
/** Values per turn of an inner loop. */
const unrolled = 4;

interface FactorLists {
  /** [position] `rowFields`. */
  readonly rows: number;
}

/** () → factorises W in place and writes the cancellation. */
export function defineListFactorization(
  module: ModuleBuilder,
  arena: Arena,
  lanes: Lanes,
  pattern: FactorPattern,
  memory: FactorMemory,
): number {
  const lists = reserveLists(module, arena, lanes, pattern, memory);
  return module.define([], [], (f) => new ListFactorCode(f, lanes, pattern, memory, lists).write());
}

function reserveLists(
  module: ModuleBuilder,
  arena: Arena,
  lanes: Lanes,
  pattern: FactorPattern,
  memory: FactorMemory,
): FactorLists {
  const { rows, size } = pattern;
  const work = arena.reserve(size * lanes.bytes);
  const table = arena.reserve(size * rowBytes);
  const own = (j: number): number => work + j * lanes.bytes;
  const places = reserveIntegers(module, arena, Int32Array.from(rows.flat(), own));
  // The lowest bit of the address of a pivot's row says that the next row is subtracted with it.
  const tasks = subtractionsOf(pattern).map((subtractions) =>
    subtractions.map(({ pivot, pair }) => table + pivot * rowBytes + (pair ? 1 : 0)),
  );
  const taskList = reserveIntegers(module, arena, Int32Array.from(tasks.flat()));
  let entry = 0;
  let task = 0;
  const description = rows.flatMap((columns, i) => {
    const first = entry;
    const diagonal = first + columns.indexOf(i);
    const firstTask = task;
    entry += columns.length;
    task += tasks[i]!.length;
    return [
      ...[first, diagonal].map((e) => memory.matrix + e * lanes.bytes),
      ...[first, diagonal + 1, entry].map((e) => places + 4 * e),
      ...[firstTask, task].map((t) => taskList + 4 * t),
      own(i),
    ];
  });
  module.data(table, new Uint8Array(Int32Array.from(description).buffer));
  return { rows: table };
}

class ListFactorCode {
  readonly #row: Local;
  readonly #pivot: Local;
  readonly #task: Local;
  readonly #taskEnd: Local;
  readonly #place: Local;
  readonly #placeEnd: Local;
  readonly #at: Local;
  readonly #value: Local;
  readonly #second: Local;
  readonly #multiplier: Local;
  readonly #nextMultiplier: Local;
  readonly #inverse: Local;
  readonly #cancellation: Local;

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
    readonly pattern: FactorPattern,
    readonly memory: FactorMemory,
    readonly lists: FactorLists,
  ) {
    this.#row = f.local("i32");
    this.#pivot = f.local("i32");
    this.#task = f.local("i32");
    this.#taskEnd = f.local("i32");
    this.#place = f.local("i32");
    this.#placeEnd = f.local("i32");
    this.#at = f.local("i32");
    this.#value = f.local("i32");
    this.#second = f.local("i32");
    this.#multiplier = f.local(lanes.type);
    this.#nextMultiplier = f.local(lanes.type);
    this.#inverse = f.local(lanes.type);
    this.#cancellation = f.local(lanes.type);
  }

  write(): void {
    const { f, lanes, lists, pattern, memory } = this;
    lanes.constant(f, 0);
    f.set(this.#cancellation);
    if (pattern.size > 0) {
      f.i32(lists.rows).set(this.#row);
      f.loop(() => {
        this.#eliminate();
        f.get(this.#row).plus(rowBytes).tee(this.#row);
        f.i32(lists.rows + pattern.size * rowBytes).op("i32.lt_u");
        f.branchIf(0);
      });
    }
    f.i32(0).get(this.#cancellation);
    lanes.store(f, memory.cancellation);
  }

  /** Row i of L and U; a row that nothing is subtracted from stays where it is. */
  #eliminate(): void {
    const { f } = this;
    this.#of(this.#row, "subtractions").tee(this.#task);
    this.#of(this.#row, "subtractionsEnd").tee(this.#taskEnd).op("i32.lt_u");
    f.if(
      () => {
        this.#copyRow("spread");
        this.#subtractRows();
        this.#invertChanged();
        this.#copyRow("gather");
      },
      () => this.#invertPlain(),
    );
  }

  #copyRow(direction: "spread" | "gather"): void {
    const { f, lanes } = this;
    this.#of(this.#row, "first").set(this.#value);
    this.#of(this.#row, "places").set(this.#place);
    this.#of(this.#row, "placesEnd").set(this.#placeEnd);
    this.#overPlaces([this.#value], (place, value) => {
      if (direction === "gather") f.get(this.#value);
      f.get(this.#place).memory("i32.load", place);
      if (direction === "gather") lanes.load(f, 0);
      else {
        f.get(this.#value);
        lanes.load(f, value);
      }
      lanes.store(f, direction === "gather" ? value : 0);
    });
  }

  #subtractRows(): void {
    const { f } = this;
    f.loop(() => {
      f.get(this.#task).memory("i32.load").tee(this.#pivot).i32(1).op("i32.and");
      f.if(
        () => {
          f.get(this.#pivot).plus(-1).set(this.#pivot);
          this.#subtractPair();
        },
        () => this.#subtractOne(),
      );
      f.get(this.#task).plus(4).tee(this.#task).get(this.#taskEnd).op("i32.lt_u").branchIf(0);
    });
  }

  #subtractOne(): void {
    this.#takeMultiplier(0, this.#multiplier);
    this.#behindDiagonal(0, this.#value);
    this.#overRight(0, [this.#value], (value) => {
      this.#subtract(this.#multiplier, this.#value, value);
    });
  }

  /** Rows k and k + 1 of U, whose columns behind k + 1 are the same. */
  #subtractPair(): void {
    const { f, lanes } = this;
    this.#takeMultiplier(0, this.#multiplier);
    this.#behindDiagonal(0, this.#value);
    // The second pivot's own place.
    this.#of(this.#pivot, "own").tee(this.#at).get(this.#at);
    lanes.load(f, lanes.bytes);
    this.#subtract(this.#multiplier, this.#value, 0);
    lanes.store(f, lanes.bytes);
    this.#takeMultiplier(rowBytes, this.#nextMultiplier);
    f.get(this.#value).plus(lanes.bytes).set(this.#value);
    this.#behindDiagonal(rowBytes, this.#second);
    this.#overRight(rowBytes, [this.#value, this.#second], (value) => {
      this.#subtract(this.#multiplier, this.#value, value);
      this.#subtract(this.#nextMultiplier, this.#second, value);
    });
  }

  /** `change` what stands at every place right of the diagonal of a pivot's row. */
  #overRight(shift: number, walked: readonly Local[], change: (value: number) => void): void {
    const { f, lanes } = this;
    this.#of(this.#pivot, "rightPlaces", shift).set(this.#place);
    this.#of(this.#pivot, "placesEnd", shift).set(this.#placeEnd);
    this.#overPlaces(walked, (place, value) => {
      f.get(this.#place).memory("i32.load", place).tee(this.#at).get(this.#at);
      lanes.load(f, 0);
      change(value);
      lanes.store(f, 0);
    });
  }

  /** l_ik of the pivot `shift` bytes behind the present one, into a local and its place. */
  #takeMultiplier(shift: number, multiplier: Local): void {
    const { f, lanes } = this;
    this.#of(this.#pivot, "own", shift).tee(this.#at).get(this.#at);
    lanes.load(f, 0);
    this.#of(this.#pivot, "diagonal", shift);
    lanes.load(f, 0);
    lanes.arithmetic(f, "mul");
    f.tee(multiplier);
    lanes.store(f, 0);
  }

  #behindDiagonal(shift: number, value: Local): void {
    this.#of(this.#pivot, "diagonal", shift).plus(this.lanes.bytes).set(value);
  }

  /** Take multiplier · value from what is on the stack. */
  #subtract(multiplier: Local, value: Local, offset: number): void {
    const { f, lanes } = this;
    f.get(multiplier).get(value);
    lanes.load(f, offset);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "sub");
  }

  // The pivot becomes its reciprocal; what it was before elimination still stands in the matrix.
  #invertChanged(): void {
    const { f, lanes } = this;
    this.#of(this.#row, "own").tee(this.#at);
    lanes.constant(f, 1);
    f.get(this.#at);
    lanes.load(f, 0);
    lanes.arithmetic(f, "div");
    f.tee(this.#inverse);
    lanes.store(f, 0);
    f.get(this.#cancellation);
    this.#of(this.#row, "diagonal");
    lanes.load(f, 0);
    f.get(this.#inverse);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "abs");
    lanes.larger(f);
    f.set(this.#cancellation);
  }

  #invertPlain(): void {
    const { f, lanes } = this;
    this.#of(this.#row, "diagonal").tee(this.#value);
    lanes.constant(f, 1);
    f.get(this.#value);
    lanes.load(f, 0);
    lanes.arithmetic(f, "div");
    lanes.store(f, 0);
  }

  /** Leave a field of the row described at `row`, or `shift` bytes behind it. */
  #of(row: Local, field: RowField, shift = 0): FunctionBuilder {
    return this.f.get(row).memory("i32.load", rowFields[field] + shift);
  }

  /**
   * `body` for every place of the list from `place` to `placeEnd`, told the bytes behind `place` and
   * behind each of the addresses `walked`, which go along value by value.
   */
  #overPlaces(walked: readonly Local[], body: (place: number, value: number) => void): void {
    this.#while(unrolled, walked, body);
    this.#while(1, walked, body);
  }

  /** Take `count` places at a time while so many are left. */
  #while(
    count: number,
    walked: readonly Local[],
    body: (place: number, value: number) => void,
  ): void {
    const { f, lanes } = this;
    f.block(() => {
      f.loop(() => {
        f.get(this.#placeEnd)
          .get(this.#place)
          .plus(4 * count);
        f.op("i32.lt_u").branchIf(1);
        for (let u = 0; u < count; u++) body(4 * u, u * lanes.bytes);
        f.get(this.#place)
          .plus(4 * count)
          .set(this.#place);
        for (const local of walked)
          f.get(local)
            .plus(count * lanes.bytes)
            .set(local);
        f.branch(0);
      });
    });
  }
}
