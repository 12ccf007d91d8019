// Sparse LU without pivoting, unrolled: every multiplication that the pattern asks for is an
// instruction, nothing is searched or indexed at run time. Rows of W are overwritten by L (unit
// diagonal) and U, whose diagonal holds reciprocals. Whether the pivots can be trusted is measured:
// the largest |w_kk / u_kk| says how many digits of a pivot were cancelled, whatever the scales of
// rows and columns are.

import type { FunctionBuilder, Lanes, Local, ModuleBuilder } from "@chondron/compiler";
import type { FactorPattern } from "./factor-pattern.js";

/** Values of a solution that are kept in registers behind the newest. */
const recentValues = 12;
/** Multiplications per function: engines optimise only functions of bounded size. */
const chunkSize = 3000;

export interface FactorMemory {
  /** Address of the first entry of W. */
  readonly matrix: number;
  /** Address of the largest cancellation in a pivot. */
  readonly cancellation: number;
}

/** () → factorises W in place and writes the cancellation. */
export function defineFactorization(
  module: ModuleBuilder,
  lanes: Lanes,
  pattern: FactorPattern,
  memory: FactorMemory,
): number {
  const parts = chunks(pattern, (row) => 1 + updatesOf(pattern, row)).map((rows, part) =>
    module.define([], [], (f) => {
      const code = new FactorCode(f, lanes, pattern, memory);
      code.begin(part === 0);
      for (const row of rows) code.eliminate(row);
      code.end();
    }),
  );
  return callAll(module, [], parts);
}

/** (right-hand side, solution) → solves; the right-hand side is overwritten. */
export function defineSolution(
  module: ModuleBuilder,
  lanes: Lanes,
  pattern: FactorPattern,
  memory: FactorMemory,
): number {
  const cost = (row: number): number => pattern.rows[row]!.length;
  const forward = chunks(pattern, cost).map((rows) =>
    module.define(["i32", "i32"], [], (f) => {
      const code = new SolutionCode(f, lanes, pattern, memory);
      for (const row of rows) code.forward(row);
    }),
  );
  const backward = chunks(pattern, cost)
    .reverse()
    .map((rows) =>
      module.define(["i32", "i32"], [], (f) => {
        const code = new SolutionCode(f, lanes, pattern, memory);
        for (const row of rows.reverse()) code.backward(row);
      }),
    );
  return callAll(module, ["i32", "i32"], [...forward, ...backward]);
}

function callAll(module: ModuleBuilder, parameters: "i32"[], parts: readonly number[]): number {
  if (parts.length === 1) return parts[0]!;
  return module.define(parameters, [], (f) => {
    for (const part of parts) {
      parameters.forEach((_, p) => {
        f.get(p);
      });
      f.call(part);
    }
  });
}

function updatesOf({ rows }: FactorPattern, row: number): number {
  let count = 0;
  for (const k of rows[row]!) if (k < row) count += rows[k]!.filter((j) => j > k).length;
  return count;
}

function chunks(pattern: FactorPattern, cost: (row: number) => number): number[][] {
  const result: number[][] = [[]];
  let size = 0;
  for (let row = 0; row < pattern.size; row++) {
    const more = cost(row);
    if (size > 0 && size + more > chunkSize) {
      result.push([]);
      size = 0;
    }
    result.at(-1)!.push(row);
    size += more;
  }
  return result;
}

class FactorCode {
  readonly #free: Local[] = [];
  readonly #cancellation: Local;

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
    readonly pattern: FactorPattern,
    readonly memory: FactorMemory,
  ) {
    this.#cancellation = f.local(lanes.type);
  }

  begin(first: boolean): void {
    if (first) this.lanes.constant(this.f, 0);
    else {
      this.f.i32(0);
      this.lanes.load(this.f, this.memory.cancellation);
    }
    this.f.set(this.#cancellation);
  }

  end(): void {
    this.f.i32(0).get(this.#cancellation);
    this.lanes.store(this.f, this.memory.cancellation);
  }

  /** Row i of L and U from row i of W and the rows of U before it. */
  eliminate(i: number): void {
    const { f, lanes, pattern } = this;
    const columns = pattern.rows[i]!;
    const entry = new Map<number, Local>();
    for (const j of columns) {
      const local = this.#free.pop() ?? f.local(lanes.type);
      this.#load(i, j);
      f.set(local);
      entry.set(j, local);
    }
    for (const k of columns) {
      if (k >= i) break;
      const multiplier = entry.get(k)!;
      f.get(multiplier);
      this.#load(k, k);
      lanes.arithmetic(f, "mul");
      f.set(multiplier);
      for (const j of pattern.rows[k]!) {
        if (j <= k) continue;
        f.get(entry.get(j)!).get(multiplier);
        this.#load(k, j);
        lanes.arithmetic(f, "mul");
        lanes.arithmetic(f, "sub");
        f.set(entry.get(j)!);
      }
    }
    const changed = columns[0]! < i;
    this.#invert(i, entry.get(i)!, changed);
    for (const j of columns)
      if (changed || j === i) {
        f.i32(0).get(entry.get(j)!);
        lanes.store(f, this.#address(i, j));
      }
    this.#free.push(...entry.values());
  }

  // The pivot becomes its reciprocal; what it was before elimination still stands in memory.
  #invert(i: number, pivot: Local, changed: boolean): void {
    const { f, lanes } = this;
    lanes.constant(f, 1);
    f.get(pivot);
    lanes.arithmetic(f, "div");
    f.set(pivot);
    if (!changed) return;
    f.get(this.#cancellation);
    this.#load(i, i);
    f.get(pivot);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "abs");
    lanes.larger(f);
    f.set(this.#cancellation);
  }

  #address(row: number, column: number): number {
    return this.memory.matrix + this.pattern.index(row, column) * this.lanes.bytes;
  }

  #load(row: number, column: number): void {
    this.f.i32(0);
    this.lanes.load(this.f, this.#address(row, column));
  }
}

class SolutionCode {
  readonly #recent = new Map<number, Local>();
  readonly #free: Local[] = [];

  constructor(
    readonly f: FunctionBuilder,
    readonly lanes: Lanes,
    readonly pattern: FactorPattern,
    readonly memory: FactorMemory,
  ) {}

  /** y_i = b_i - Σ l_ik y_k, in place; the value needed last is the one known last. */
  forward(i: number): void {
    const { f, lanes, pattern } = this;
    const left = pattern.rows[i]!.filter((k) => k < i);
    if (left.length === 0) return;
    f.get(0).get(0);
    lanes.load(f, this.#offset(i));
    for (const k of left) this.#subtract(i, k, 0);
    this.#keep(i);
    lanes.store(f, this.#offset(i));
  }

  /** x_i = (y_i - Σ u_ij x_j) / u_ii. */
  backward(i: number): void {
    const { f, lanes, pattern } = this;
    f.get(1).get(0);
    lanes.load(f, this.#offset(i));
    const right = pattern.rows[i]!.filter((j) => j > i);
    for (const j of right.reverse()) this.#subtract(i, j, 1);
    this.#loadEntry(i, i);
    lanes.arithmetic(f, "mul");
    this.#keep(i);
    lanes.store(f, this.#offset(i));
  }

  // The next rows wait for this value: a register spares them the way through memory.
  #keep(position: number): void {
    const { f, lanes } = this;
    const local = this.#free.pop() ?? f.local(lanes.type);
    f.tee(local);
    this.#recent.set(position, local);
    if (this.#recent.size <= recentValues) return;
    const [oldest, freed] = this.#recent.entries().next().value!;
    this.#recent.delete(oldest);
    this.#free.push(freed);
  }

  #subtract(row: number, column: number, pointer: Local): void {
    const { f, lanes } = this;
    this.#loadEntry(row, column);
    const recent = this.#recent.get(column);
    if (recent === undefined) {
      f.get(pointer);
      lanes.load(f, this.#offset(column));
    } else f.get(recent);
    lanes.arithmetic(f, "mul");
    lanes.arithmetic(f, "sub");
  }

  #offset(position: number): number {
    return this.pattern.order[position]! * this.lanes.bytes;
  }

  #loadEntry(row: number, column: number): void {
    const { memory, pattern, lanes } = this;
    this.f.i32(0);
    lanes.load(this.f, memory.matrix + pattern.index(row, column) * lanes.bytes);
  }
}
