// Which code factorises and solves: unrolled (factor-code.ts) where the pattern is small enough, else
// driven by lists (list-factor-code.ts). Both give the same bits.

import type { Arena, Lanes, ModuleBuilder } from "@chondron/compiler";
import { defineFactorization, defineSolution, type FactorMemory } from "./factor-code.js";
import type { FactorPattern } from "./factor-pattern.js";
import { defineListSolver, type LinearFunctions } from "./list-factor-code.js";

/** Multiplications of a factorisation beyond which code is not unrolled: about 2 MB of it. */
const largestUnrolled = 60_000;

export function defineLinearSolver(
  module: ModuleBuilder,
  arena: Arena,
  lanes: Lanes,
  pattern: FactorPattern,
  memory: FactorMemory,
): LinearFunctions {
  if (multiplicationsOf(pattern) > largestUnrolled)
    return defineListSolver(module, arena, lanes, pattern, memory);
  return {
    factorize: defineFactorization(module, lanes, pattern, memory),
    solve: defineSolution(module, lanes, pattern, memory),
  };
}

/** Multiplications of one factorisation. */
export function multiplicationsOf({ rows }: FactorPattern): number {
  const right = rows.map((columns, i) => columns.length - columns.indexOf(i) - 1);
  let count = 0;
  rows.forEach((columns, i) => {
    for (const k of columns) {
      if (k >= i) break;
      count += 1 + right[k]!;
    }
  });
  return count;
}
