// Values of patients out of what their runs recorded: which days and symbols a run must record for the
// columns of its arm, and each column as one number per patient.

import type { Disease } from "@chondron/model";
import type { EnsembleResult } from "@chondron/solver";
import { measureVisit } from "../measurement.js";
import type { Trial } from "../prepare.js";
import type { Screening } from "../screen.js";
import { createDraws } from "../stats/random.js";
import type { ExperimentPlan, PlannedArm, PlannedColumn } from "./experiment-plan.js";

/** The lanes of one arm under one value of the parameters, within a result. */
export interface ArmRun {
  readonly trial: Trial;
  readonly screening: Screening;
  /** Ascending. */
  readonly days: Float64Array;
  readonly observe: readonly string[];
  readonly result: EnsembleResult;
  readonly first: number;
  readonly patients: number;
}

const replicate = 1;
/** Extremes are looked for daily over spans of up to four weeks, weekly over longer ones. */
const dailyUpTo = 28;

/** Days that an arm's columns need, and day 0. */
export function daysOf({ columns }: PlannedArm): Float64Array {
  return Float64Array.from(new Set([0, ...columns.flatMap(daysOfColumn)])).sort();
}

function daysOfColumn({ kind, days: [from, to] }: PlannedColumn): number[] {
  if (kind === "covariate") return [];
  if (from === to) return [from];
  const step = to - from <= dailyUpTo ? 1 : 7;
  const count = Math.ceil((to - from) / step);
  return Array.from({ length: count + 1 }, (_, i) => Math.min(to, from + i * step));
}

/**
 * Symbols that all runs record: outcomes, hazards, and what any column names besides. One list for all
 * arms, so that engines built for one serve the others.
 */
export function observablesOf({ cohorts }: ExperimentPlan, disease: Disease): string[] {
  const outcomes = disease.outcomes.map((outcome) => outcome.observable);
  const hazards = disease.naturalHistory.hazardEvents.map((event) => event.hazard);
  const columns = cohorts.flatMap(({ arms }) => arms.flatMap((arm) => arm.columns));
  const named = columns.flatMap(({ kind, symbol }) =>
    kind === "value" || kind === "peak" || kind === "trough" ? [symbol] : [],
  );
  return [...new Set([...outcomes, ...hazards, ...named])];
}

/** [patient] NaN where the run failed. */
export function patientColumn(run: ArmRun, column: PlannedColumn): Float64Array {
  const patients = Array.from({ length: run.patients }, (_, patient) => patient);
  return Float64Array.from(patients, reader(run, column));
}

function reader(run: ArmRun, column: PlannedColumn): (patient: number) => number {
  const { kind, symbol, days } = column;
  if (kind === "covariate") return covariateReader(run, symbol);
  if (kind === "recorded") return recordedReader(run, symbol, days[0]);
  if (kind === "chance") return eventReader(run, symbol, days[0]);
  const values = daysOfColumn(column).map((day) => observableReader(run, symbol, day));
  const extreme = kind === "trough" ? Math.min : Math.max;
  return (patient) => extreme(...values.map((value) => value(patient)));
}

function observableReader(run: ArmRun, symbol: string, day: number): (patient: number) => number {
  const { days, observe, result, first } = run;
  const [row, column] = [days.indexOf(day), observe.indexOf(symbol)];
  return (patient) =>
    result.codes[first + patient] === 0
      ? result.values[((first + patient) * days.length + row) * observe.length + column]!
      : Number.NaN;
}

function covariateReader({ trial, screening }: ArmRun, id: string): (patient: number) => number {
  const index = trial.covariates.findIndex((covariate) => covariate.id === id);
  const width = trial.covariates.length;
  return (patient) => screening.enrolment.covariates[patient * width + index]!;
}

/** Probability of the event since entry, in per cent. */
function eventReader(run: ArmRun, id: string, day: number): (patient: number) => number {
  const { hazardEvents } = run.trial.disease.naturalHistory;
  const { hazard } = hazardEvents.find((event) => event.id === id)!;
  const [now, then] = [day, 0].map((at) => observableReader(run, hazard, at));
  return (patient) => -100 * Math.expm1(then!(patient) - now!(patient));
}

/** As the visit of that day records it; day 0 is the screening visit. */
function recordedReader(run: ArmRun, id: string, day: number): (patient: number) => number {
  const { trial, screening } = run;
  const { enrolment } = screening;
  const count = trial.instruments.length;
  const outcome = trial.disease.outcomes.findIndex((row) => row.id === id);
  if (day === 0) return (patient) => enrolment.observed[patient * count + outcome]!;
  const readers = trial.disease.outcomes.map(({ observable }) =>
    observableReader(run, observable, day),
  );
  return (patient) => {
    const values = Float64Array.from(readers, (read) => read(patient));
    const recorded = new Float64Array(count);
    const draws = createDraws(trial.protocol.seed, replicate, enrolment.candidate[patient]!);
    measureVisit(trial.instruments, values, draws, day, recorded);
    return recorded[outcome]!;
  };
}
