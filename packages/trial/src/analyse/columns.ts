// Views on the subject table for the statistics: which subjects are in an arm, one outcome at one
// visit, factors as text. Missing values stay NaN.

import type { Trial } from "../prepare.js";
import { levelsOf, levelText } from "../randomise.js";
import type { SubjectTable } from "../result.js";

/** [arm] Rows of the arm's subjects. */
export function rowsByArm({ arm }: SubjectTable, arms: number): Int32Array[] {
  const rows = Array.from({ length: arms }, () => [] as number[]);
  arm.forEach((index, row) => {
    rows[index]!.push(row);
  });
  return rows.map((list) => Int32Array.from(list));
}

/** Recorded value of one outcome at one visit, by row. */
export function observedAt(
  { observed, visitDays, outcomeIds }: SubjectTable,
  row: number,
  visit: number,
  outcome: number,
): number {
  return observed[(row * visitDays.length + visit) * outcomeIds.length + outcome]!;
}

/** Recorded values of the given rows. */
export function observedColumn(
  table: SubjectTable,
  rows: ArrayLike<number>,
  visit: number,
  outcome: number,
): Float64Array {
  const column = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) column[i] = observedAt(table, rows[i]!, visit, outcome);
  return column;
}

export interface Factor {
  readonly name: string;
  readonly values: readonly string[];
}

/** The factors of randomisation of the given rows, as text. */
export function strataFactors(
  trial: Trial,
  table: SubjectTable,
  rows: readonly number[],
): Factor[] {
  const { strata } = trial.protocol.randomisation;
  return strata.map((factor, i) => ({
    name: factor.id,
    values: rows.map((row) => levelText(factor, levelsOf(strata, table.stratum[row]!)[i]!)),
  }));
}
