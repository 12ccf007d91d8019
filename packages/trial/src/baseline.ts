// The baseline table: covariates and entry values of outcomes, per arm and all together. No tests:
// differences at baseline of a randomised trial are chance (CONSORT 2010, item 15).

import { observedColumn, rowsByArm } from "./analyse/columns.js";
import { orNull } from "./analyse/measures.js";
import type { Trial } from "./prepare.js";
import type { BaselineRow, SubjectTable } from "./result.js";
import { summarise } from "./stats/summary.js";

export function baselineRows(trial: Trial, table: SubjectTable): BaselineRow[] {
  const { covariates, outcomes } = trial.disease;
  return [
    ...covariates.map(({ id, label, unit, distribution }, column) =>
      baselineRow(trial, table, {
        ...{ id, label, unit, source: "covariate" },
        kind: distribution.trimStart().startsWith("bernoulli") ? "count" : "continuous",
        values: (rows) => covariateColumn(table, rows, column),
      }),
    ),
    ...outcomes.map(({ id, label, unit }, outcome) =>
      baselineRow(trial, table, {
        ...{ id, label, unit, source: "outcome", kind: "continuous" },
        values: (rows) => observedColumn(table, rows, 0, outcome),
      }),
    ),
  ];
}

interface Variable extends Omit<BaselineRow, "groups"> {
  readonly values: (rows: Int32Array) => Float64Array;
}

function baselineRow({ protocol }: Trial, table: SubjectTable, variable: Variable): BaselineRow {
  const { values, ...head } = variable;
  const byArm = rowsByArm(table, protocol.arms.length);
  const everyone = Int32Array.from({ length: table.size }, (_, row) => row);
  return {
    ...head,
    groups: [
      ...protocol.arms.map((arm, i) => groupOf(arm.id, values(byArm[i]!))),
      groupOf("", values(everyone)),
    ],
  };
}

function groupOf(arm: string, values: Float64Array): BaselineRow["groups"][number] {
  const { n, mean, sd, median } = summarise(values);
  const count = values.reduce((sum, value) => sum + (value === 1 ? 1 : 0), 0);
  return {
    arm,
    n,
    mean: orNull(mean),
    sd: orNull(sd),
    median: orNull(median),
    count,
    share: n > 0 ? count / n : null,
  };
}

function covariateColumn(
  { covariates, covariateIds }: SubjectTable,
  rows: Int32Array,
  column: number,
): Float64Array {
  return Float64Array.from(rows, (row) => covariates[row * covariateIds.length + column]!);
}
