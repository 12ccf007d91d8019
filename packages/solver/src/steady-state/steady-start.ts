// State and parameters where the search for a steady state starts: the model's own start.

import { type System, workingLength } from "@chondron/compiler";
import { AlgebraicSolver } from "../algebraic.js";
import { Consistency } from "../consistency.js";
import { initialize } from "../initial-values.js";
import type { SteadyProblem } from "./steady-problem.js";

/** Where the search stands. */
export interface Standing {
  readonly t: number;
  /** [state] */
  readonly y: Float64Array;
  /** Working parameter vector. */
  readonly p: Float64Array;
}

export function startOf(system: System, problem: SteadyProblem): Standing {
  const start = problem.start ?? 0;
  const y = new Float64Array(system.compiled.states.length);
  const p = new Float64Array(workingLength(system.compiled));
  const consistency = new Consistency(system, new AlgebraicSolver(system), () => true);
  const saveAt = new Float64Array(0);
  initialize(system, { ...problem, start, end: start, saveAt }, y, p, consistency);
  return { t: start, y, p };
}
