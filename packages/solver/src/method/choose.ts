// Which method suits a problem: one table, the first rule that applies. Measured in
// docs/notes/methods.md. Stiffness is a question of its own (stiffness.ts): a run that starts as
// non-stiff is given to the method of the stiff one when steps show that it is not.

import type { CompiledModel } from "@chondron/compiler";
import { explicitMethods, methodNames, multistepMethods } from "./methods.js";

/** Everything that the choice depends on. */
export interface MethodTraits {
  readonly states: number;
  readonly relativeTolerance: number;
  /** Some states have no derivative. */
  readonly algebraic: boolean;
  /** The equations look back. */
  readonly delays: boolean;
  readonly fastReactions: boolean;
  readonly stiff: boolean;
}

export interface MethodRule {
  readonly method: string;
  readonly when: string;
  applies(traits: MethodTraits): boolean;
}

/** From this number of states on factorisations cost more than steps. */
export const largeSystem = 100;
/** Relative tolerances from here on are loose, and up to here tight. */
export const looseTolerance = 1e-3;
export const tightTolerance = 1e-5;

export const methodRules: readonly MethodRule[] = [
  {
    method: "rodas5p",
    when: "delays or fast reactions",
    applies: ({ delays, fastReactions }) => delays || fastReactions,
  },
  {
    method: "tsit5",
    when: "not stiff, no algebraic states",
    applies: ({ stiff, algebraic }) => !stiff && !algebraic,
  },
  {
    method: "bdf",
    when: `more than ${largeSystem} states and a relative tolerance of at most ${tightTolerance}`,
    applies: ({ states, relativeTolerance }) =>
      states > largeSystem && relativeTolerance <= tightTolerance,
  },
  {
    method: "rodas4",
    when: `a relative tolerance of at least ${looseTolerance}`,
    applies: ({ relativeTolerance }) => relativeTolerance >= looseTolerance,
  },
  { method: "rodas5p", when: "everything else", applies: () => true },
];

export function traitsOf(
  compiled: CompiledModel,
  relativeTolerance: number,
  stiff: boolean,
): MethodTraits {
  return {
    states: compiled.states.length,
    relativeTolerance,
    algebraic: compiled.algebraicStates.length > 0,
    delays: compiled.delays.length > 0,
    fastReactions: compiled.hasFastReactions,
    stiff,
  };
}

/** Name of the method for a problem with these traits. */
export function chooseMethod(traits: MethodTraits): string {
  return methodRules.find((rule) => rule.applies(traits))!.method;
}

/** Why a method cannot run a model; undefined where it can. */
export function unsuited(method: string, compiled: CompiledModel): string | undefined {
  const { algebraicStates, hasFastReactions } = compiled;
  if (explicitMethods[method] && algebraicStates.length > 0)
    return "an explicit method cannot follow algebraic rules";
  if (explicitMethods[method] && hasFastReactions)
    return "an explicit method cannot follow fast reactions";
  if (multistepMethods[method] && hasFastReactions)
    return "fast reactions need a one-step method that damps them fully";
  return undefined;
}

/** Names of the methods, the choice included, that can run a model. */
export function suitedMethods(compiled: CompiledModel): string[] {
  return methodNames.filter((name) => unsuited(name, compiled) === undefined);
}
