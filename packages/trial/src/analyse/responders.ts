// Responders per arm: those with both values are counted; the others are missing, not failures.

import type { Trial } from "../prepare.js";
import type { ResponderEndpoint } from "../protocol.js";
import { isResponder, outcomesOf } from "../responder.js";
import type { SubjectTable } from "../result.js";
import type { Count } from "../stats/proportion.js";
import { observedAt, rowsByArm } from "./columns.js";

/** [arm] Responders and subjects with the values that the rule needs. */
export function countResponders(
  trial: Trial,
  table: SubjectTable,
  endpoint: ResponderEndpoint,
): Count[] {
  return rowsByArm(table, trial.protocol.arms.length).map((rows) => {
    let events = 0;
    let n = 0;
    for (const row of rows) {
      const met = responderStatus(trial, table, endpoint, row);
      if (met === undefined) continue;
      n += 1;
      if (met) events += 1;
    }
    return { events, n };
  });
}

/** Whether one subject responded; undefined where a value is missing. */
export function responderStatus(
  { disease }: Trial,
  table: SubjectTable,
  { rule, visit }: ResponderEndpoint,
  row: number,
): boolean | undefined {
  const pairs = new Map(
    outcomesOf(rule).map((id) => {
      const outcome = table.outcomeIds.indexOf(id);
      const entry = observedAt(table, row, 0, outcome);
      return [id, [entry, observedAt(table, row, visit, outcome)] as const];
    }),
  );
  return isResponder(rule, disease.outcomes, (id) => pairs.get(id)!);
}
