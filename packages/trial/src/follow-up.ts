// From randomisation to the end: arms are allocated, every subject is integrated with the schedule
// of the arm, seen at the visits until the day of leaving, and its events are dated.

import {
  type EnsembleJob,
  type EnsemblePool,
  type EnsembleResult,
  ResultCode,
} from "@chondron/solver";
import { failureRow } from "./failure.js";
import { measureVisit } from "./measurement.js";
import type { Trial } from "./prepare.js";
import type { Stratum } from "./protocol.js";
import { createRandomiser, levelsOf, levelText, stratumCount, stratumOf } from "./randomise.js";
import type { FailureRow, SubjectTable } from "./result.js";
import type { RunControl, Screening } from "./screen.js";
import { log } from "./stats/elementary.js";
import { createDraws, type Draws } from "./stats/random.js";
import { eventThreshold } from "./threshold.js";

export interface FollowUp {
  readonly table: SubjectTable;
  /** [subject][day of the grid][outcome] As the model has it. */
  readonly courses: Float64Array;
  readonly failures: readonly FailureRow[];
  readonly counters: Readonly<Record<string, number>>;
}

/** Endings by index into `subjectEndings`. */
const completed = 0;
const droppedOut = 1;
const failed = 2;

/** Randomise and follow the enrolled subjects of one replicate. */
export async function followUp(
  trial: Trial,
  replicate: number,
  screening: Screening,
  pool: EnsemblePool,
  control: RunControl = {},
): Promise<FollowUp> {
  const subjects = allocate(trial, replicate, screening);
  const result = await runFollowUp(trial, replicate, screening, subjects.arm, pool, control);
  const courses = readCourses(trial, screening, result);
  const table = observe(trial, replicate, screening, subjects, result, courses);
  const failures = failuresOf(trial, replicate, screening, subjects.arm, result);
  return { table, courses, failures, counters: { ...result.counters } };
}

interface Allocation {
  readonly arm: Uint8Array;
  readonly stratum: Int32Array;
}

function allocate(trial: Trial, replicate: number, { enrolment, enrolled }: Screening): Allocation {
  const { arms, randomisation, seed } = trial.protocol;
  const randomiser = createRandomiser(arms, randomisation, seed, replicate);
  const arm = new Uint8Array(enrolled);
  const stratum = new Int32Array(enrolled);
  const columns = randomisation.strata.map((factor) => factorColumn(trial, factor));
  for (let subject = 0; subject < enrolled; subject++) {
    const values = columns.map(({ of, index, width }) =>
      of === "covariate"
        ? enrolment.covariates[subject * width + index]!
        : enrolment.observed[subject * width + index]!,
    );
    stratum[subject] = stratumOf(randomisation.strata, values);
    arm[subject] = randomiser.next(stratum[subject]!);
  }
  return { arm, stratum };
}

function factorColumn(trial: Trial, { of, id }: Stratum) {
  const rows: readonly { readonly id: string }[] =
    of === "covariate" ? trial.covariates : trial.disease.outcomes;
  return { of, index: rows.findIndex((row) => row.id === id), width: rows.length };
}

/** Names of the strata by number, e.g. "Sex: below 1, Pain: 12 or more"; "all" without factors. */
export function stratumNames({ protocol, disease }: Trial): string[] {
  const { strata } = protocol.randomisation;
  const label = ({ of, id }: Stratum): string =>
    (of === "covariate" ? disease.covariates : disease.outcomes).find((row) => row.id === id)
      ?.label ?? id;
  return Array.from({ length: stratumCount(strata) }, (_, number) => {
    const levels = levelsOf(strata, number);
    const parts = strata.map((factor, i) => `${label(factor)}: ${levelText(factor, levels[i]!)}`);
    return parts.join(", ") || "all";
  });
}

async function runFollowUp(
  trial: Trial,
  replicate: number,
  { enrolment, enrolled }: Screening,
  arm: Uint8Array,
  pool: EnsemblePool,
  { signal, onProgress }: RunControl,
): Promise<EnsembleResult> {
  const parameters = enrolment.vectors.slice(0, enrolled * trial.defaultVector.length);
  const initialStates = enrolment.states.slice(0, enrolled * trial.compiled.states.length);
  for (let subject = 0; subject < enrolled; subject++) {
    const draws = createDraws(trial.protocol.seed, replicate, enrolment.candidate[subject]!);
    setThresholds(trial, draws, subject, parameters);
  }
  const job: EnsembleJob = {
    compiled: trial.compiled,
    observe: trial.observe,
    lanes: enrolled,
    start: 0,
    end: trial.protocol.durationDays,
    saveAt: trial.grid.days,
    parameters,
    overridden: trial.overridden,
    initialStates,
    schedules: Array.from(arm, (index) => trial.schedules[index]!),
    tolerance: trial.tolerance,
    method: trial.protocol.solver.method,
  };
  const result = await pool.run(job, {
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress: onProgress } : {}),
  });
  signal?.throwIfAborted();
  return result;
}

function setThresholds(
  trial: Trial,
  draws: Draws,
  subject: number,
  parameters: Float64Array,
): void {
  for (const { threshold, purpose } of trial.hazards) {
    parameters[subject * trial.defaultVector.length + threshold] = eventThreshold(draws, purpose);
  }
}

/** Outcomes on the grid. Day 0 is read at the end of the history: before anything is given. */
function readCourses(
  trial: Trial,
  { enrolment, enrolled }: Screening,
  result: EnsembleResult,
): Float64Array {
  const days = trial.grid.days.length;
  const outcomes = trial.instruments.length;
  const observed = trial.observe.length;
  const courses = new Float64Array(enrolled * days * outcomes);
  for (let row = 0; row < enrolled * days; row++) {
    for (let outcome = 0; outcome < outcomes; outcome++) {
      courses[row * outcomes + outcome] =
        result.values[row * observed + trial.outcomeColumns[outcome]!]!;
    }
  }
  for (let subject = 0; subject < enrolled; subject++) {
    const entry = enrolment.underlying.subarray(subject * outcomes, (subject + 1) * outcomes);
    courses.set(entry, subject * days * outcomes);
  }
  return courses;
}

function observe(
  trial: Trial,
  replicate: number,
  screening: Screening,
  { arm, stratum }: Allocation,
  result: EnsembleResult,
  courses: Float64Array,
): SubjectTable {
  const { enrolment, enrolled } = screening;
  const { visits, durationDays } = trial.protocol;
  const outcomes = trial.instruments.length;
  const events = trial.hazards.length;
  const table: SubjectTable = {
    replicate,
    size: enrolled,
    candidate: enrolment.candidate.slice(0, enrolled),
    arm,
    stratum,
    strata: stratumNames(trial),
    covariateIds: trial.covariates.map(({ id }) => id),
    covariates: enrolment.covariates.slice(0, enrolled * trial.covariates.length),
    outcomeIds: trial.disease.outcomes.map(({ id }) => id),
    visitDays: Float64Array.from(visits, ({ day }) => day),
    observed: new Float64Array(enrolled * visits.length * outcomes).fill(Number.NaN),
    underlying: new Float64Array(enrolled * visits.length * outcomes),
    exitDay: new Float64Array(enrolled).fill(durationDays),
    ending: new Uint8Array(enrolled).fill(completed),
    eventIds: trial.hazards.map(({ id }) => id),
    eventDay: new Float64Array(enrolled * events),
    eventHappened: new Uint8Array(enrolled * events),
  };
  for (let subject = 0; subject < enrolled; subject++) {
    const draws = createDraws(trial.protocol.seed, replicate, table.candidate[subject]!);
    setEnding(trial, table, subject, draws, result);
    setVisits(trial, table, subject, draws, courses, enrolment.observed);
    setEvents(trial, table, subject, result);
  }
  return table;
}

/** The first of the end of the trial, dropping out, and a failed integration. */
function setEnding(
  { protocol }: Trial,
  { arm, exitDay, ending }: SubjectTable,
  subject: number,
  draws: Draws,
  result: EnsembleResult,
): void {
  const { annualHazard, multipliers } = protocol.dropout;
  const hazard = annualHazard * multipliers[arm[subject]!]!;
  const leaves = hazard > 0 ? (-log(draws.uniform("dropout")) / hazard) * 365.25 : Infinity;
  if (leaves < exitDay[subject]!) {
    exitDay[subject] = leaves;
    ending[subject] = droppedOut;
  }
  if (result.codes[subject] === ResultCode.success) return;
  const stopped = result.failureTimes[subject]!;
  const day = Number.isFinite(stopped) ? Math.max(0, stopped) : 0;
  if (day < exitDay[subject]!) {
    exitDay[subject] = day;
    ending[subject] = failed;
  }
}

function setVisits(
  trial: Trial,
  table: SubjectTable,
  subject: number,
  draws: Draws,
  courses: Float64Array,
  entry: Float64Array,
): void {
  const outcomes = trial.instruments.length;
  const days = trial.grid.days.length;
  trial.protocol.visits.forEach(({ day }, visit) => {
    const from = (subject * days + trial.grid.visits[visit]!) * outcomes;
    const to = (subject * trial.protocol.visits.length + visit) * outcomes;
    const values = courses.slice(from, from + outcomes);
    table.underlying.set(values, to);
    if (day > table.exitDay[subject]!) return;
    const recorded = table.observed.subarray(to, to + outcomes);
    if (day === 0) recorded.set(entry.subarray(subject * outcomes, (subject + 1) * outcomes));
    // Keyed by the hour, so that another visit changes no measurement.
    else measureVisit(trial.instruments, values, draws, Math.round(day * 24), recorded);
  });
}

function setEvents(
  trial: Trial,
  { exitDay, eventDay, eventHappened }: SubjectTable,
  subject: number,
  result: EnsembleResult,
): void {
  trial.hazards.forEach(({ event }, i) => {
    const fired = result.fired[subject]!.find((row) => row.event === event);
    const at = subject * trial.hazards.length + i;
    const seen = fired !== undefined && fired.time <= exitDay[subject]!;
    eventDay[at] = seen ? fired.time : exitDay[subject]!;
    eventHappened[at] = seen ? 1 : 0;
  });
}

function failuresOf(
  { protocol }: Trial,
  replicate: number,
  { enrolment, enrolled }: Screening,
  arm: Uint8Array,
  result: EnsembleResult,
): FailureRow[] {
  const rows: FailureRow[] = [];
  for (let subject = 0; subject < enrolled; subject++) {
    if (result.codes[subject] === ResultCode.success) continue;
    const candidate = enrolment.candidate[subject]!;
    const who = {
      replicate,
      candidate,
      phase: "follow-up",
      arm: protocol.arms[arm[subject]!]!.id,
    } as const;
    rows.push(failureRow(result, subject, who));
  }
  return rows;
}
