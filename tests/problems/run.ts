// One run of a small model, for tests: default parameters, tight tolerances, values by id and row.
// A package's own tests pass its own `integrate`, others the built one.

import { type CompiledModel, loadJs, type System } from "@chondron/compiler";
import type { Problem, Solution } from "@chondron/solver";
import { defaultParameters, uniformTolerance } from "./problem.js";

export interface TestRun extends Solution {
  /** Value of an observable in a row of saveAt. */
  at(id: string, row: number): number;
}

type Integrate = (system: System, problem: Problem, method?: string) => Solution;
type Extra = Partial<Problem> & { readonly end: number };

export function runnerWith(
  integrate: Integrate,
): (compiled: CompiledModel, extra: Extra, method?: string) => TestRun {
  return (compiled, extra, method) => {
    const system = loadJs(compiled);
    const solution = integrate(
      system,
      {
        start: 0,
        parameters: defaultParameters(system),
        saveAt: Float64Array.of(extra.end),
        tolerance: uniformTolerance(system, 1e-9, 1e-12),
        ...extra,
      },
      method,
    );
    const { observables } = compiled;
    const at = (id: string, row: number): number =>
      solution.values[row * observables.length + observables.indexOf(id)]!;
    return { ...solution, at };
  };
}

/** A run from 0 to `end` that records nothing, at one relative and one absolute tolerance. */
export function runToEnd(
  integrate: Integrate,
  system: System,
  end: number,
  [relative, absolute]: readonly [relative: number, absolute: number],
  method: string,
): Solution {
  return integrate(
    system,
    {
      start: 0,
      end,
      parameters: defaultParameters(system),
      saveAt: new Float64Array(),
      tolerance: uniformTolerance(system, relative, absolute),
    },
    method,
  );
}
