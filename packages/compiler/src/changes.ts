// What a model stores outside its derivatives, as nodes: start values, the assignments of events and
// of actions. Targets emit them as code (target/js.ts); derivative/ takes their derivatives.

import type { Equations, SlotAssignment, Variable } from "./equations.js";
import type { NodeId } from "./ir.js";

/** A slot of y or p and what is stored there. */
export interface StoredValue {
  readonly vector: "state" | "parameter";
  readonly index: number;
  readonly value: NodeId;
  /** Factor of `value`, read when it is stored, where the slot holds the amount of a concentration. */
  readonly size?: NodeId;
}

export interface EventChange {
  readonly assignments: readonly StoredValue[];
  readonly delay?: NodeId;
}

/** Nodes are those of the `Program` that was compiled, before any pass. */
export interface Changes {
  /** Computed start values, each after those that it reads. */
  readonly initial: readonly StoredValue[];
  /** In the order of `CompiledModel.events`. */
  readonly events: readonly EventChange[];
  /** In the order of `CompiledModel.actions`; formulas read the arguments as argument leaves. */
  readonly actions: readonly (readonly StoredValue[])[];
}

export function changesOf(
  equations: Equations,
  initialOrder: readonly Variable[],
  actions: readonly { readonly assignments: readonly SlotAssignment[] }[],
): Changes {
  const stored = ({ slot, value }: SlotAssignment): StoredValue => {
    const { vector, index } = slot;
    const size = equations.sizeOf(slot);
    return size === undefined ? { vector, index, value } : { vector, index, value, size };
  };
  return {
    // A start value's node already holds the factor.
    initial: initialOrder.map(({ slot: { vector, index }, initialNode }) => ({
      vector,
      index,
      value: initialNode!,
    })),
    events: equations.events.map(({ assignments, delay }) => ({
      assignments: assignments.map(stored),
      ...(delay === undefined ? {} : { delay }),
    })),
    actions: actions.map((action) => action.assignments.map(stored)),
  };
}
