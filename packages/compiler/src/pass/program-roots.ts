// The outputs of a program as one list, and back: what passes copy without knowing their names.

import type { NodeId } from "../ir.js";
import type { Program } from "../program.js";

export type RootList = Exclude<keyof Program, "nodes">;

export const rootLists = [
  "derivatives",
  "jacobian",
  "timeDerivative",
  "observables",
  "triggers",
  "roots",
] as const satisfies readonly RootList[];

/** Every output of a program, list by list. */
export function programRoots(program: Program): NodeId[] {
  return rootLists.flatMap((list) => program[list]);
}

/** The output lists with every id replaced. */
export function mapRoots(
  program: Program,
  map: (id: NodeId, list: RootList) => NodeId,
): Omit<Program, "nodes"> {
  const mapped = (list: RootList): NodeId[] => program[list].map((id) => map(id, list));
  return {
    derivatives: mapped("derivatives"),
    jacobian: mapped("jacobian"),
    timeDerivative: mapped("timeDerivative"),
    observables: mapped("observables"),
    triggers: mapped("triggers"),
    roots: mapped("roots"),
  };
}
