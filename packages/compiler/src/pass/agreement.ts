// Two programs of the same outputs, compared at a point in units of the rounding error that the first
// may have (rounding-bound.ts).

import type { Program } from "../program.js";
import { evaluateNodes, type OperationMeaning, type Point } from "./evaluate.js";
import { type RootList, rootLists } from "./program-roots.js";
import { roundingBound } from "./rounding-bound.js";

export interface Disagreement {
  readonly list: RootList;
  readonly index: number;
  readonly expected: number;
  readonly actual: number;
  /** |actual - expected| in units of the bound; infinite where only one of them is finite. */
  readonly distance: number;
}

/** Differences below this are those of numbers that nearly underflow. */
const nearlyZero = 1e-290;

/**
 * The output where `changed` is farthest from `plain`; undefined where no output can be compared.
 * Outputs that are not finite in `plain`, or hang on a choice that rounding may turn, are left out.
 */
export function largestDisagreement(
  plain: Program,
  changed: Program,
  point: Point,
  meaning?: OperationMeaning,
): Disagreement | undefined {
  const { values, bounds } = roundingBound(plain.nodes, point);
  const others = evaluateNodes(changed.nodes, point, meaning);
  let worst: Disagreement | undefined;
  for (const list of rootLists)
    plain[list].forEach((id, index) => {
      const [expected, bound] = [values[id]!, bounds[id]!];
      if (!Number.isFinite(expected) || !Number.isFinite(bound)) return;
      const actual = others[changed[list][index]!]!;
      const difference = Math.abs(actual - expected);
      const apart = difference <= nearlyZero ? 0 : difference / bound;
      const distance = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
      if (!worst || distance > worst.distance) worst = { list, index, expected, actual, distance };
    });
  return worst;
}
