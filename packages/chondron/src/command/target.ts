// Where a value given for an id goes in a compiled model: the parameter vector or the initial state.

import type { CompiledModel } from "@chondron/compiler";
import { type Diagnostic, diagnose, nearestName } from "@chondron/model";

export interface Target {
  readonly id: string;
  readonly vector: "parameter" | "state";
  readonly index: number;
  /** Parameter by which the value is multiplied: the state holds an amount, the id a concentration. */
  readonly timesParameter?: number;
}

/** The place of an id, or CH6007 with the reason why it cannot be set. */
export function findTarget(compiled: CompiledModel, id: string): Target | Diagnostic {
  const parameter = compiled.parameters.findIndex((item) => item.id === id);
  if (parameter >= 0) return { id, vector: "parameter", index: parameter };
  const state = compiled.states.findIndex((item) => item.id === id);
  if (state < 0) return diagnose("CH6007", { id, ...whyNot(compiled, id) });
  const compartment = compiled.states[state]!.concentrationIn;
  if (compartment === undefined) return { id, vector: "state", index: state };
  const size = compiled.parameters.findIndex((item) => item.id === compartment);
  return size >= 0 && !compiled.parameters[size]!.computed
    ? { id, vector: "state", index: state, timesParameter: size }
    : diagnose("CH6007", {
        id,
        cause: `it is a concentration in "${compartment}", whose size is computed`,
        suggestion: "Set what its initial value is computed from, or give the species an amount.",
      });
}

function whyNot(compiled: CompiledModel, id: string): { cause: string; suggestion: string } {
  if (compiled.observables.includes(id))
    return {
      cause: "a rule or a rate law computes it",
      suggestion: "Set one of the values it is computed from.",
    };
  const near = nearestName(
    id,
    [...compiled.parameters, ...compiled.states].map((item) => item.id),
  );
  return {
    cause: "the model has no such parameter or state",
    suggestion:
      near === undefined
        ? 'Run "chondron check" on the model.'
        : `Did you mean "${near}"? Names are case-sensitive.`,
  };
}

export function isTarget(found: Target | Diagnostic): found is Target {
  return "vector" in found;
}

/** What the initial state holds for a value given to its id, once all parameters are set. */
export function storedState(
  { timesParameter }: Target,
  value: number,
  parameters: Float64Array,
): number {
  return timesParameter === undefined ? value : value * parameters[timesParameter]!;
}
