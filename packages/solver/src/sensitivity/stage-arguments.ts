// U_i of a step that was made, from its start and stages: see rosenbrock.ts.

import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { addScaled } from "./vectors.js";

/** U_i = y + Σ_j a_ij·K_j, or U_{i-1} + K_{i-1} where the row is empty; linear in (y, K). */
export function stageArguments(
  tableau: RosenbrockTableau,
  y: Float64Array,
  stages: readonly Float64Array[],
  out: readonly Float64Array[],
): void {
  for (let i = 0; i < tableau.stages; i++) stageArgument(tableau, i, y, stages, out);
}

/** Stage i alone; `out` holds those before it. */
export function stageArgument(
  tableau: RosenbrockTableau,
  i: number,
  y: Float64Array,
  stages: readonly Float64Array[],
  out: readonly Float64Array[],
): void {
  const row = tableau.a[i]!;
  const target = out[i]!;
  if (i > 0 && row.length === 0) {
    target.set(out[i - 1]!);
    addScaled(target, 1, stages[i - 1]!);
    return;
  }
  target.set(y);
  for (let j = 0; j < row.length; j++) addScaled(target, row[j]!, stages[j]!);
}

/** A vector of zeros per stage. */
export function stageVectors(tableau: RosenbrockTableau, size: number): Float64Array[] {
  return Array.from({ length: tableau.stages }, () => new Float64Array(size));
}
