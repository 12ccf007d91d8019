// Time to an event per arm: Kaplan-Meier curves, censored at leaving the trial and at its end.

import type { Trial } from "../prepare.js";
import type { SubjectTable } from "../result.js";
import { kaplanMeier, type SurvivalCurve } from "../stats/survival.js";
import { rowsByArm } from "./columns.js";

/** [arm] */
export function survivalCurves(trial: Trial, table: SubjectTable, event: string): SurvivalCurve[] {
  const { arms, analysis } = trial.protocol;
  const column = table.eventIds.indexOf(event);
  const width = table.eventIds.length;
  return rowsByArm(table, arms.length).map((rows) =>
    kaplanMeier(
      Array.from(rows, (row) => ({
        time: table.eventDay[row * width + column]!,
        event: table.eventHappened[row * width + column] === 1,
      })),
      analysis.confidenceLevel,
    ),
  );
}
