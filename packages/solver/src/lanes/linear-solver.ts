// Which code factorises and which solves: unrolled (factor-code.ts) where the pattern is small enough,
// else driven by lists (list-factor-code.ts, list-solution-code.ts). Both read the same matrix and give the same bits.
//
// Measured (docs/notes/bdf-lanes.md): unrolled code wins by up to 2 below about twelve hundred
// multiplications, and loses by 4 and more where it leaves the processor's caches.

import type { Arena, Lanes, ModuleBuilder } from "@chondron/compiler";
import { defineFactorization, defineSolution, type FactorMemory } from "./factor-code.js";
import type { FactorPattern } from "./factor-pattern.js";
import { defineListFactorization } from "./list-factor-code.js";
import { defineListSolution } from "./list-solution-code.js";

export interface LinearFunctions {
  /** () → factorises W in place and writes the cancellation. */
  readonly factorize: number;
  /** (right-hand side, solution) → solves; the right-hand side is overwritten. */
  readonly solve: number;
}

/** Largest number of multiplications, and of entries, whose code is unrolled. */
export interface UnrollingLimits {
  readonly multiplications: number;
  readonly entries: number;
}

const measuredLimits: UnrollingLimits = { multiplications: 1_200, entries: 8_000 };

export function defineLinearSolver(
  module: ModuleBuilder,
  arena: Arena,
  lanes: Lanes,
  pattern: FactorPattern,
  memory: FactorMemory,
  limits: UnrollingLimits = measuredLimits,
): LinearFunctions {
  return {
    factorize:
      multiplicationsOf(pattern) > limits.multiplications
        ? defineListFactorization(module, arena, lanes, pattern, memory)
        : defineFactorization(module, lanes, pattern, memory),
    solve:
      pattern.entries > limits.entries
        ? defineListSolution(module, arena, lanes, pattern, memory)
        : defineSolution(module, lanes, pattern, memory),
  };
}

/** Multiplications of one factorisation. */
export function multiplicationsOf({ rows }: Pick<FactorPattern, "rows">): number {
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
