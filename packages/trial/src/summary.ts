// summary.json from the analyses: tables of plain numbers, in the order of the protocol. Nothing is
// computed here but spreads over replicates; nothing of time or machine gets in.

import { rowsByArm } from "./analyse/columns.js";
import { effectUncertainty } from "./analyse/effect-uncertainty.js";
import type { Effect } from "./analyse/effects.js";
import { courseColumn, orNull } from "./analyse/measures.js";
import type { ReplicateAnalysis } from "./analyse/replicate.js";
import { baselineRows } from "./baseline.js";
import { describeDesign } from "./design.js";
import type { FollowUp } from "./follow-up.js";
import { flowOf, sumFlows } from "./participant-flow.js";
import type { TypicalValues } from "./population/parameters.js";
import type { Trial } from "./prepare.js";
import type {
  AssumptionRow,
  CourseRow,
  EffectRow,
  EffectSpread,
  MeasureRow,
  ReplicateSpread,
  ResponderRow,
  SolverSummary,
  SubjectTable,
  SurvivalRow,
  TrialSummary,
} from "./result.js";
import { addCounters, type Screening } from "./screen.js";
import { expm1 } from "./stats/elementary.js";
import { proportion } from "./stats/proportion.js";
import { sorted, sortedQuantile } from "./stats/quantile.js";
import { mean } from "./stats/summary.js";
import { numbersAtRisk, type SurvivalCurve, survivalAt } from "./stats/survival.js";

/** What one replicate leaves behind. Courses are kept for the shown replicate alone. */
export interface ReplicateRun {
  readonly typical: TypicalValues;
  readonly screening: Omit<Screening, "enrolment">;
  readonly followUp: Omit<FollowUp, "courses">;
  readonly analysis: ReplicateAnalysis;
}

/** Summary of all replicates; the first is the shown one, `courses` are its subjects'. */
export function summarise(
  trial: Trial,
  runs: readonly ReplicateRun[],
  courses: Float64Array,
): TrialSummary {
  const { protocol, disease } = trial;
  const flows = runs.map((run) => flowOf(trial, run));
  return {
    format: "chondron-summary",
    formatVersion: 1,
    simulated: true,
    id: protocol.id,
    title: protocol.title,
    question: protocol.question,
    contextOfUse: protocol.contextOfUse,
    disease: { id: disease.id, name: disease.name, version: disease.version },
    design: describeDesign(trial),
    flow: flows[0]!,
    flowAllReplicates: sumFlows(flows),
    baseline: baselineRows(trial, runs[0]!.followUp.table),
    measures: measureRows(trial, runs),
    courses: courseRows(trial, runs, courses),
    effects: effectRows(trial, runs),
    responders: responderRows(trial, runs),
    survival: survivalRows(trial, runs),
    solver: solverSummary(trial, runs),
    failures: runs.flatMap((run) => [...run.screening.failures, ...run.followUp.failures]),
    assumptions: assumptionRows(trial, runs),
  };
}

/** Spread of one number over replicates; NaN and null are left out. */
export function spreadOf(values: readonly (number | null)[]): ReplicateSpread {
  const present = sorted(
    Float64Array.from(values.filter((v): v is number => v !== null && Number.isFinite(v))),
  );
  const at = (p: number): number | null => orNull(sortedQuantile(present, p));
  return {
    count: present.length,
    mean: orNull(mean(present)),
    q05: at(0.05),
    q25: at(0.25),
    q50: at(0.5),
    q75: at(0.75),
    q95: at(0.95),
  };
}

function measureRows(trial: Trial, runs: readonly ReplicateRun[]): MeasureRow[] {
  const { arms, visits } = trial.protocol;
  const rows: MeasureRow[] = [];
  for (const arm of arms) {
    for (const outcome of trial.disease.outcomes) {
      for (const visit of visits) {
        const i = rows.length;
        rows.push({
          arm: arm.id,
          outcome: outcome.id,
          visit: visit.id,
          day: visit.day,
          value: runs[0]!.analysis.measures.value[i]!,
          change: runs[0]!.analysis.measures.change[i]!,
          meanOverReplicates: spreadOf(runs.map((run) => run.analysis.measures.value[i]!.mean)),
          meanChangeOverReplicates: spreadOf(
            runs.map((run) => run.analysis.measures.change[i]!.mean),
          ),
        });
      }
    }
  }
  return rows;
}

function courseRows(
  trial: Trial,
  runs: readonly ReplicateRun[],
  courses: Float64Array,
): CourseRow[] {
  const { arms } = trial.protocol;
  const days = [...trial.grid.days];
  const outcomes = trial.disease.outcomes.length;
  const rows = rowsByArm(runs[0]!.followUp.table, arms.length);
  return arms.flatMap((arm, a) =>
    trial.disease.outcomes.map(({ id }, outcome) => {
      const overReplicates = days.map((_, day) => {
        const at = (a * outcomes + outcome) * days.length + day;
        return spreadOf(runs.map((run) => run.analysis.meanCourses[at]!));
      });
      const overSubjects = days.map((_, day) =>
        spreadOf([...courseColumn(courses, rows[a]!, days.length, outcomes, outcome, day)]),
      );
      return {
        arm: arm.id,
        outcome: id,
        days,
        mean: overReplicates.map((spread) => spread.mean),
        meanOverReplicates: quantileColumns(overReplicates),
        subjects: {
          ...quantileColumns(overSubjects),
          q50: overSubjects.map((spread) => spread.q50),
        },
      };
    }),
  );
}

function quantileColumns(spreads: readonly ReplicateSpread[]): CourseRow["meanOverReplicates"] {
  return {
    q05: spreads.map((spread) => spread.q05),
    q25: spreads.map((spread) => spread.q25),
    q75: spreads.map((spread) => spread.q75),
    q95: spreads.map((spread) => spread.q95),
  };
}

function effectRows(trial: Trial, runs: readonly ReplicateRun[]): EffectRow[] {
  return runs[0]!.analysis.effects.map((shown, i) =>
    effectRow(
      trial,
      shown,
      runs.map((run) => run.analysis.effects[i]!),
      runs.map((run) => run.followUp.table),
    ),
  );
}

function effectRow(
  trial: Trial,
  shown: Effect,
  all: readonly Effect[],
  tables: readonly SubjectTable[],
): EffectRow {
  const { protocol } = trial;
  const endpoint = protocol.endpoints.find(({ id }) => id === shown.endpoint)!;
  const visit = protocol.visits[shown.visit];
  return {
    endpoint: shown.endpoint,
    kind: shown.kind,
    outcome: shown.outcome,
    visit: visit?.id ?? "",
    day: visit?.day ?? protocol.durationDays,
    atEndpointVisit: endpoint.kind === "time-to-event" || endpoint.visit === shown.visit,
    primary: endpoint.primary,
    arm: protocol.arms[shown.arm]!.id,
    control: protocol.arms.find((arm) => arm.control)!.id,
    unit: shown.unit,
    better: shown.better,
    n: shown.n,
    nControl: shown.nControl,
    estimate: orNull(shown.estimate),
    standardError: orNull(shown.standardError),
    low: orNull(shown.low),
    high: orNull(shown.high),
    p: orNull(shown.p),
    method: shown.method,
    overReplicates: effectSpread(all, protocol.analysis.alpha),
    uncertainty: effectUncertainty(trial, all, tables),
  };
}

function effectSpread(effects: readonly Effect[], alpha: number): EffectSpread {
  const known = effects.filter(({ estimate }) => Number.isFinite(estimate));
  const favourable = known.filter(({ estimate, better }) =>
    better === "lower" ? estimate < 0 : estimate > 0,
  );
  const significant = favourable.filter(({ p }) => p < alpha);
  const share = (part: number): number | null => (known.length > 0 ? part / known.length : null);
  return {
    ...spreadOf(effects.map(({ estimate }) => estimate)),
    significantShare: share(significant.length),
    favourableShare: share(favourable.length),
  };
}

function responderRows({ protocol }: Trial, runs: readonly ReplicateRun[]): ResponderRow[] {
  const endpoints = protocol.endpoints.filter((endpoint) => endpoint.kind === "responder");
  return endpoints.flatMap((endpoint, e) =>
    protocol.arms.map((arm, a) => {
      const { id, day } = protocol.visits[endpoint.visit]!;
      const count = runs[0]!.analysis.responders[e]![a]!;
      const { estimate, lower, upper } = proportion(count, protocol.analysis.confidenceLevel);
      const shares = runs.map((run) => {
        const { events, n } = run.analysis.responders[e]![a]!;
        return events / n;
      });
      return {
        endpoint: endpoint.id,
        visit: id,
        day,
        arm: arm.id,
        n: count.n,
        responders: count.events,
        share: orNull(estimate),
        low: orNull(lower),
        high: orNull(upper),
        shareOverReplicates: spreadOf(shares),
      };
    }),
  );
}

function survivalRows({ protocol }: Trial, runs: readonly ReplicateRun[]): SurvivalRow[] {
  const endpoints = protocol.endpoints.filter((endpoint) => endpoint.kind === "time-to-event");
  const days = protocol.visits.map((visit) => visit.day);
  return endpoints.flatMap((endpoint, e) =>
    protocol.arms.map((arm, a) => {
      const curve = runs[0]!.analysis.survival[e]![a]!;
      const atEnd = runs.map((run) => {
        const [end] = survivalAt(run.analysis.survival[e]![a]!, [protocol.durationDays]);
        return end!.survival;
      });
      return {
        endpoint: endpoint.id,
        event: endpoint.event,
        arm: arm.id,
        n: curve.n,
        events: curve.events,
        steps: stepColumns(curve, protocol.durationDays),
        atRisk: { day: days, n: numbersAtRisk(curve, days) },
        survivalAtEndOverReplicates: spreadOf(atEnd),
      };
    }),
  );
}

/** The curve where it falls, from day 0 to the end of the trial. */
function stepColumns({ steps }: SurvivalCurve, end: number): SurvivalRow["steps"] {
  const falls = steps.filter((step) => step.events > 0);
  const last = falls.at(-1);
  const closing = last && last.time < end ? [{ ...last, time: end }] : [];
  const points = [...falls, ...closing];
  const start = last ? [0] : [0, end];
  const flat = start.map(() => 1);
  return {
    day: [...start, ...points.map((step) => step.time)],
    survival: [...flat, ...points.map((step) => step.survival)],
    low: [...flat, ...points.map((step) => orNull(step.lower))],
    high: [...flat, ...points.map((step) => orNull(step.upper))],
  };
}

function solverSummary({ protocol }: Trial, runs: readonly ReplicateRun[]): SolverSummary {
  const counters: Record<string, number> = {};
  let integrations = 0;
  let failed = 0;
  for (const { screening, followUp } of runs) {
    addCounters(counters, screening.counters);
    addCounters(counters, followUp.counters);
    integrations += screening.integrations + followUp.table.size;
    failed += screening.failures.length + followUp.failures.length;
  }
  return {
    method: protocol.solver.method,
    relativeTolerance: protocol.solver.relativeTolerance,
    integrations,
    failed,
    failureShare: integrations > 0 ? failed / integrations : 0,
    failureLimit: protocol.solver.failureLimit,
    counters,
  };
}

function assumptionRows(
  { parameters, compiled }: Trial,
  runs: readonly ReplicateRun[],
): AssumptionRow[] {
  const names = new Map(compiled.parameters.map(({ id, name }) => [id, name]));
  return parameters.map(({ row, logSd, prior }, i) => ({
    id: row.id,
    label: names.get(row.id) ?? row.id,
    value: row.value,
    unit: row.unit,
    low: row.low,
    high: row.high,
    grade: row.grade,
    status: row.status,
    source: row.source,
    note: row.note,
    variability: logSd > 0 ? Number(Math.sqrt(expm1(logSd * logSd)).toPrecision(6)) : 0,
    prior: prior ? row.prior : "",
    priorDraws: prior ? runs.map((run) => run.typical.value[i]!) : [],
  }));
}
