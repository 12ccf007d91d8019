// Derivatives of what happens at one moment, by every input: start values, events, actions, and the
// algebraic states that follow from them.

import type {
  ChangeDerivative,
  DerivativeSystem,
  StoredSlot,
  TangentBlock,
} from "@chondron/compiler";
import { AlgebraicTangent } from "./algebraic-derivative.js";
import type { Replay } from "./replay.js";
import type { Tangent } from "./tangents.js";
import type { TracedChange } from "./trace.js";

const none = new Float64Array(0);

export class ChangeTangent {
  /** [column] derivative of the time when a wait ends, by its id. */
  readonly #due = new Map<number, Float64Array>();
  /** [column][assignment] derivatives of values not yet stored, by their id. */
  readonly #values = new Map<number, readonly Float64Array[]>();
  readonly #algebraic: AlgebraicTangent;

  constructor(
    readonly replay: Replay,
    readonly derivatives: DerivativeSystem<TangentBlock>,
  ) {
    this.#algebraic = new AlgebraicTangent(replay.system, derivatives);
  }

  due(id: number): Float64Array {
    return this.#due.get(id)!;
  }

  /** Start values that initial assignments computed, where `applies`; then algebraic states. */
  initial(columns: readonly Tangent[], applies: (index: number) => boolean): void {
    this.derivatives.initial.forEach((change, index) => {
      if (applies(index)) this.#store(change, none, undefined, columns);
    });
    this.follow(columns);
  }

  /** Differentiate a change that `replay` has not yet applied. */
  before(change: TracedChange, columns: readonly Tangent[]): void {
    if (change.kind === "delay") this.#wait(change, columns);
    else if (change.kind === "values") this.#evaluate(change, columns);
    else if (change.kind === "event") {
      const { stored } = this.derivatives.events[change.event]!;
      this.#store(stored, change.values, this.#values.get(change.id), columns);
      this.#values.delete(change.id);
    } else if (change.kind === "action")
      this.#store(this.derivatives.actions[change.action]!, change.arguments, undefined, columns);
  }

  /** Algebraic states follow what a change that `replay` has applied stored. */
  follow(columns: readonly Tangent[]): void {
    const { t, y, p } = this.replay;
    this.#algebraic.follow(t, y, p, columns);
  }

  #wait(change: Extract<TracedChange, { kind: "delay" }>, columns: readonly Tangent[]): void {
    const { t, y, p } = this.replay;
    const { delay } = this.derivatives.events[change.event]!;
    const out = new Float64Array(1);
    const due = columns.map(({ dt, dy, dp }) => {
      delay!.tangent(t, y, p, none, dt, dy, dp, none, out);
      return dt + out[0]!;
    });
    this.#due.set(change.id, Float64Array.from(due));
  }

  #evaluate(change: Extract<TracedChange, { kind: "values" }>, columns: readonly Tangent[]): void {
    const { t, y, p } = this.replay;
    const { values } = this.derivatives.events[change.event]!;
    const found = columns.map(({ dt, dy, dp }) => {
      const out = new Float64Array(values.count);
      values.tangent(t, y, p, none, dt, dy, dp, none, out);
      return out;
    });
    this.#values.set(change.id, found);
  }

  #store(
    { slots, block }: ChangeDerivative<TangentBlock>,
    args: ArrayLike<number>,
    dArgs: readonly Float64Array[] | undefined,
    columns: readonly Tangent[],
  ): void {
    const { t, y, p } = this.replay;
    const out = new Float64Array(block.count);
    columns.forEach((column, j) => {
      const { dt, dy, dp } = column;
      block.tangent(t, y, p, args, dt, dy, dp, dArgs?.[j] ?? none, out);
      slots.forEach((slot, i) => {
        if (slot) vectorOf(column, slot)[slot.index] = out[i]!;
      });
    });
  }
}

function vectorOf(column: Tangent, slot: StoredSlot): Float64Array {
  return slot.vector === "state" ? column.dy : column.dp;
}
