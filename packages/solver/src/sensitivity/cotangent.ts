// The gradient of a scalar by where a run stands: what the adjoint carries backwards.

import type {
  ChangeDerivative,
  CotangentBlock,
  DerivativeSystem,
  System,
} from "@chondron/compiler";
import { followBack } from "./algebraic-derivative.js";
import type { TracedChange } from "./trace.js";

const none = new Float64Array(0);

/** Gradient by time, state and active parameters at one moment. */
export interface Cotangent {
  tt: number;
  readonly ty: Float64Array;
  readonly tp: Float64Array;
  /** [state] 1 where the gradient by the state is infinite, and `ty` is without that part. */
  readonly unbounded: Uint8Array;
}

/** Where a change happened: state and parameters before it and, where it is known, after it. */
export interface ChangeMoment {
  readonly t: number;
  readonly y: Float64Array;
  readonly p: Float64Array;
}

/** The transpose of change-tangent.ts: changes are passed from the last to the first. */
export class ChangeCotangent {
  /** Gradient by the time when a wait ends, by its id. */
  readonly #due = new Map<number, number>();
  /** [assignment] gradient by values stored later, by their id. */
  readonly #values = new Map<number, Float64Array>();

  constructor(
    readonly system: System,
    readonly derivatives: DerivativeSystem<CotangentBlock>,
  ) {}

  addDue(id: number, gradient: number): void {
    this.#due.set(id, (this.#due.get(id) ?? 0) + gradient);
  }

  /** From the gradient after a change, other than of recording, to that before it, in place. */
  pass(change: TracedChange, before: ChangeMoment, after: ChangeMoment, to: Cotangent): void {
    if (change.kind === "delay") this.#wait(change, before, to);
    else if (change.kind === "values") this.#evaluate(change, before, to);
    else if (change.kind === "event") {
      this.follow(after, to);
      const { stored } = this.derivatives.events[change.event]!;
      const toValues = new Float64Array(change.values.length);
      storeBack(stored, change.values, toValues, before, to);
      this.#values.set(change.id, toValues);
    } else if (change.kind === "action") {
      this.follow(after, to);
      storeBack(this.derivatives.actions[change.action]!, change.arguments, none, before, to);
    }
  }

  /** Start values that initial assignments computed, where `applies`, and algebraic states. */
  initial(start: ChangeMoment, applies: (index: number) => boolean, to: Cotangent): void {
    this.follow(start, to);
    for (let index = this.derivatives.initial.length - 1; index >= 0; index--)
      if (applies(index)) storeBack(this.derivatives.initial[index]!, none, none, start, to);
  }

  follow({ t, y, p }: ChangeMoment, to: Cotangent): void {
    to.tt += followBack(this.system, this.derivatives, t, y, p, to.ty, to.tp);
  }

  #wait(
    change: Extract<TracedChange, { kind: "delay" }>,
    { t, y, p }: ChangeMoment,
    to: Cotangent,
  ): void {
    const gradient = this.#due.get(change.id) ?? 0;
    if (gradient === 0) return;
    const { delay } = this.derivatives.events[change.event]!;
    const w = Float64Array.of(gradient);
    to.tt += gradient + delay!.cotangent(t, y, p, none, w, to.ty, to.tp, none);
  }

  #evaluate(
    change: Extract<TracedChange, { kind: "values" }>,
    { t, y, p }: ChangeMoment,
    to: Cotangent,
  ): void {
    const w = this.#values.get(change.id);
    // An event that was dropped stored nothing.
    if (!w) return;
    this.#values.delete(change.id);
    const { values } = this.derivatives.events[change.event]!;
    to.tt += values.cotangent(t, y, p, none, w, to.ty, to.tp, none);
  }
}

// What a slot held before is lost where a change stores into it.
function storeBack(
  { slots, block }: ChangeDerivative<CotangentBlock>,
  args: ArrayLike<number>,
  toArgs: Float64Array,
  { t, y, p }: ChangeMoment,
  to: Cotangent,
): void {
  const w = new Float64Array(block.count);
  for (let i = slots.length - 1; i >= 0; i--) {
    const slot = slots[i];
    if (!slot) continue;
    const vector = slot.vector === "state" ? to.ty : to.tp;
    w[i] = vector[slot.index]!;
    vector[slot.index] = 0;
    if (slot.vector === "parameter" || to.unbounded[slot.index] === 0) continue;
    w[i] = Number.NaN;
    to.unbounded[slot.index] = 0;
  }
  to.tt += block.cotangent(t, y, p, args, w, to.ty, to.tp, toArgs);
}
