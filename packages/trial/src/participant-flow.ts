// The flow of participants after CONSORT 2010: assessed, excluded with reasons, randomised; per arm
// allocated, received, left, analysed.

import { observedAt, rowsByArm } from "./analyse/columns.js";
import { responderStatus } from "./analyse/responders.js";
import type { Trial } from "./prepare.js";
import {
  type ArmFlow,
  type FlowSummary,
  type ReasonCount,
  type SubjectTable,
  subjectEndings,
} from "./result.js";
import { beforeEntry, failedReason, unstableReason } from "./screen.js";
import type { ReplicateRun } from "./summary.js";

/** The flow of one replicate. */
export function flowOf(
  trial: Trial,
  { screening, followUp }: Omit<ReplicateRun, "typical">,
): FlowSummary {
  const { table } = followUp;
  const rows = rowsByArm(table, trial.protocol.arms.length);
  return {
    replicate: table.replicate,
    assessed: screening.assessed,
    excluded: exclusions(trial, screening.excluded),
    randomised: table.size,
    arms: trial.protocol.arms.map((_, arm) => armFlow(trial, table, arm, rows[arm]!)),
  };
}

/** Every possible reason in a fixed order, counted; rules of the protocol first. */
function exclusions(
  { protocol, hazards }: Trial,
  counts: ReadonlyMap<string, number>,
): ReasonCount[] {
  const rules = protocol.population.eligibility.map((rule) => rule.reason);
  const events = hazards.map(({ label }) => beforeEntry(label));
  const reasons = [...new Set([...rules, ...events, unstableReason, failedReason])];
  return reasons.map((reason) => ({ reason, count: counts.get(reason) ?? 0 }));
}

function armFlow(trial: Trial, table: SubjectTable, arm: number, rows: Int32Array): ArmFlow {
  const { id, regimen } = trial.protocol.arms[arm]!;
  const firstDay = Math.min(...regimen.flatMap((item) => item.times));
  const count = (holds: (row: number) => boolean): number =>
    rows.reduce((n, row) => n + (holds(row) ? 1 : 0), 0);
  const ended = (ending: number) => count((row) => table.ending[row] === ending);
  return {
    arm: id,
    allocated: rows.length,
    received: regimen.length === 0 ? rows.length : count((row) => table.exitDay[row]! >= firstDay),
    discontinued: [{ reason: subjectEndings[1], count: ended(1) }],
    events: trial.disease.naturalHistory.hazardEvents.map((event, i) => ({
      event: event.id,
      label: event.label,
      count: count((row) => table.eventHappened[row * table.eventIds.length + i] === 1),
    })),
    failed: ended(2),
    analysed: count((row) => isAnalysed(trial, table, row)),
  };
}

/** In the analysis of the primary endpoint: has the values that it needs. */
function isAnalysed(trial: Trial, table: SubjectTable, row: number): boolean {
  const primary = trial.protocol.endpoints.find((endpoint) => endpoint.primary)!;
  switch (primary.kind) {
    case "change": {
      const outcome = table.outcomeIds.indexOf(primary.outcome);
      return !Number.isNaN(observedAt(table, row, primary.visit, outcome));
    }
    case "responder":
      return responderStatus(trial, table, primary, row) !== undefined;
    case "time-to-event":
      return true;
  }
}

/** Sums over replicates; all have the same reasons and arms in the same order. */
export function sumFlows(flows: readonly FlowSummary[]): FlowSummary {
  const total = (of: (flow: FlowSummary) => number): number =>
    flows.reduce((sum, flow) => sum + of(flow), 0);
  const [first] = flows as readonly [FlowSummary, ...FlowSummary[]];
  return {
    replicate: 0,
    assessed: total((flow) => flow.assessed),
    excluded: first.excluded.map(({ reason }, i) => ({
      reason,
      count: total((flow) => flow.excluded[i]!.count),
    })),
    randomised: total((flow) => flow.randomised),
    arms: first.arms.map((arm, a) => sumArm(arm, (of) => total((flow) => of(flow.arms[a]!)))),
  };
}

function sumArm(arm: ArmFlow, total: (of: (arm: ArmFlow) => number) => number): ArmFlow {
  return {
    arm: arm.arm,
    allocated: total((a) => a.allocated),
    received: total((a) => a.received),
    discontinued: arm.discontinued.map(({ reason }, i) => ({
      reason,
      count: total((a) => a.discontinued[i]!.count),
    })),
    events: arm.events.map((event, i) => ({ ...event, count: total((a) => a.events[i]!.count) })),
    failed: total((a) => a.failed),
    analysed: total((a) => a.analysed),
  };
}
