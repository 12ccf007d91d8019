// What a solution can be differentiated by: parameters and initial values of states. An input that an
// initial assignment would compute is taken as given at its value: the assignment no longer applies.

import type { CompiledModel } from "@chondron/compiler";
import type { Problem } from "../problem.js";

/** A column of derivatives. */
export interface SensitivityInput {
  readonly vector: "parameter" | "state";
  /**
   * Index into CompiledModel.parameters or CompiledModel.states; of a state the initial value in the
   * slot is meant, an amount where it holds one.
   */
  readonly index: number;
}

/** Inputs by id, in the order of the ids; `unknown` are neither parameters nor states. */
export function findInputs(
  compiled: CompiledModel,
  ids: readonly string[],
): { inputs: SensitivityInput[]; unknown: string[] } {
  const found = ids.map((id): SensitivityInput | undefined => {
    const parameter = compiled.parameters.findIndex((item) => item.id === id);
    if (parameter >= 0) return { vector: "parameter", index: parameter };
    const state = compiled.states.findIndex((item) => item.id === id);
    return state < 0 ? undefined : { vector: "state", index: state };
  });
  return {
    inputs: found.filter((input) => input !== undefined),
    unknown: ids.filter((_, i) => found[i] === undefined),
  };
}

/**
 * Which computed start values (`Changes.initial`) a run computes and their derivatives follow: those
 * that neither the problem nor an input takes as given.
 */
export function initialApplies(
  compiled: CompiledModel,
  problem: Problem,
  inputs: readonly SensitivityInput[],
): (index: number) => boolean {
  const taken = new Set(inputs.map(({ vector, index }) => `${vector}${index}`));
  return (initial) => {
    const { vector, index } = compiled.changes.initial[initial]!;
    if (taken.has(`${vector}${index}`)) return false;
    if (vector === "parameter") return problem.fixedParameters?.[index] !== 1;
    return Number.isNaN(problem.initialState?.[index] ?? Number.NaN);
  };
}

/** Why a model's solutions cannot be differentiated here; undefined where they can. */
export function refusal(compiled: CompiledModel): string | undefined {
  if (compiled.delays.length > 0) return "it reads values of the past (delay)";
  if (compiled.hasFastReactions) return "it has fast reactions";
  const { algebraicStates } = compiled;
  const computed = compiled.changes.initial.length > 0;
  if (algebraicStates.length > 0 && computed)
    return "it has algebraic rules beside computed initial values";
  return undefined;
}
