// Screening: candidates are drawn one after the other, their knees grown from health to the day of
// entry, measured, and included or not, until the trial is full. Candidates whose covariates exclude
// them are not integrated. Everything is keyed by the candidate's number and taken in its order, so
// the size of a batch and the number of workers change nothing.
//
// The measurement at entry both selects and is the entry value, as in trials with one screening
// visit: the mean then moves towards the population's at later visits, in all arms alike.

import { type EnsemblePool, type EnsembleResult, ResultCode } from "@chondron/solver";
import { type Batch, type Candidate, drawBatch, runHistories } from "./candidates.js";
import { failureRow } from "./failure.js";
import { measureVisit } from "./measurement.js";
import type { TypicalValues } from "./population/parameters.js";
import type { Trial } from "./prepare.js";
import type { FailureRow } from "./result.js";
import { createDraws, type Draws } from "./stats/random.js";
import { eventThreshold } from "./threshold.js";

export interface Enrolment {
  /** [subject] */
  readonly candidate: Int32Array;
  /** [subject][covariate] */
  readonly covariates: Float64Array;
  /** [subject][parameter] */
  readonly vectors: Float64Array;
  /** [subject][state] at entry. */
  readonly states: Float64Array;
  /** [subject][outcome] at entry: as the model has it, and as recorded. */
  readonly underlying: Float64Array;
  readonly observed: Float64Array;
}

export interface Screening {
  readonly enrolment: Enrolment;
  readonly enrolled: number;
  /** Candidates up to the last one enrolled. */
  readonly assessed: number;
  readonly excluded: ReadonlyMap<string, number>;
  readonly failures: readonly FailureRow[];
  readonly integrations: number;
  readonly counters: Readonly<Record<string, number>>;
}

export const unstableReason = "unstable parameter draw";
export const failedReason = "failed integration";

/** Reason of exclusion of those who have had the event of that label. */
export function beforeEntry(label: string): string {
  return `${label} before entry`;
}

const firstBatch = { least: 32, most: 256 };
const batchLimit = 2048;

export interface RunControl {
  readonly signal?: AbortSignal;
  /** Called with the subjects done: enrolled, or followed to the end. */
  onProgress?(done: number): void;
}

/** Screen one replicate until it is full or `maximumScreened` candidates were assessed. */
export async function screen(
  trial: Trial,
  replicate: number,
  typical: TypicalValues,
  pool: EnsemblePool,
  control: RunControl = {},
): Promise<Screening> {
  const { size, maximumScreened } = trial.protocol.population;
  const register = openRegister(trial, size);
  let next = 1;
  while (register.enrolled < size && next <= maximumScreened) {
    const wanted = batchSize(size - register.enrolled, register);
    const batch = drawBatch(trial, replicate, typical, next, wanted, maximumScreened);
    next = batch.next;
    const result = await runHistories(trial, batch, pool, control.signal);
    admit(trial, replicate, batch, result, register);
    control.onProgress?.(register.enrolled);
  }
  return register;
}

/**
 * Candidates to integrate next: what is missing and a standard deviation more, over the share
 * accepted so far. A few too many cost less than another round with idle workers.
 */
function batchSize(missing: number, { enrolled, tried }: Register): number {
  if (tried === 0) return Math.min(firstBatch.most, Math.max(firstBatch.least, missing));
  const accepted = (enrolled + 1) / (tried + 2);
  const wanted = Math.ceil((missing + Math.sqrt(missing)) / accepted);
  return Math.min(batchLimit, Math.max(firstBatch.least, wanted));
}

/** The screening log while it is written. */
interface Register extends Screening {
  enrolled: number;
  assessed: number;
  integrations: number;
  /** Candidates integrated and looked at. */
  tried: number;
  readonly excluded: Map<string, number>;
  readonly failures: FailureRow[];
  readonly counters: Record<string, number>;
}

function openRegister(trial: Trial, size: number): Register {
  const outcomes = trial.instruments.length;
  return {
    enrolment: {
      candidate: new Int32Array(size),
      covariates: new Float64Array(size * trial.covariates.length),
      vectors: new Float64Array(size * trial.defaultVector.length),
      states: new Float64Array(size * trial.compiled.states.length),
      underlying: new Float64Array(size * outcomes),
      observed: new Float64Array(size * outcomes),
    },
    enrolled: 0,
    assessed: 0,
    tried: 0,
    integrations: 0,
    excluded: new Map(),
    failures: [],
    counters: {},
  };
}

/** Take the candidates of a batch in order until the trial is full; later ones were never seen. */
function admit(
  trial: Trial,
  replicate: number,
  batch: Batch,
  result: EnsembleResult | undefined,
  register: Register,
): void {
  if (result) addCounters(register.counters, { ...result.counters });
  const { size } = trial.protocol.population;
  for (const candidate of batch.candidates) {
    if (register.enrolled === size) return;
    register.assessed = candidate.number;
    const reason = result
      ? assess(trial, replicate, batch, result, candidate, register)
      : candidate.reason;
    if (reason !== "") register.excluded.set(reason, (register.excluded.get(reason) ?? 0) + 1);
  }
}

/** Enrols the candidate, or returns the reason for exclusion. */
function assess(
  trial: Trial,
  replicate: number,
  batch: Batch,
  result: EnsembleResult,
  { number, lane, reason }: Candidate,
  register: Register,
): string {
  if (lane < 0) return reason;
  register.tried += 1;
  const code = result.codes[lane]!;
  if (code === ResultCode.unstableStart) return unstableReason;
  register.integrations += 1;
  if (code !== ResultCode.success) {
    const row = failureRow(result, lane, {
      replicate,
      candidate: number,
      phase: "history",
      arm: "",
    });
    register.failures.push(row);
    return failedReason;
  }
  const draws = createDraws(trial.protocol.seed, replicate, number);
  writeEntry(trial, draws, result, lane, register);
  const found = eventReason(trial, draws, result, lane) || outcomeReason(trial, register);
  if (found !== "") return found;
  copyCandidate(trial, batch, result, number, lane, register);
  register.enrolled += 1;
  return "";
}

/** Outcomes at entry, into the row that the candidate will have if enrolled. */
function writeEntry(
  trial: Trial,
  draws: Draws,
  result: EnsembleResult,
  lane: number,
  { enrolment, enrolled }: Register,
): void {
  const count = trial.instruments.length;
  const from = enrolled * count;
  const values = enrolment.underlying.subarray(from, from + count);
  for (let outcome = 0; outcome < count; outcome++)
    values[outcome] = result.values[lane * trial.observe.length + trial.outcomeColumns[outcome]!]!;
  const recorded = enrolment.observed.subarray(from, from + count);
  measureVisit(trial.instruments, values, draws, 0, recorded);
}

/** Nobody enters with the event behind them: those whose hazard passed their threshold did not. */
function eventReason(trial: Trial, draws: Draws, result: EnsembleResult, lane: number): string {
  const states = lane * trial.compiled.states.length;
  const past = trial.hazards.find(
    ({ state, purpose }) => result.finalStates![states + state]! >= eventThreshold(draws, purpose),
  );
  return past ? beforeEntry(past.label) : "";
}

function outcomeReason(trial: Trial, { enrolment, enrolled }: Register): string {
  const count = trial.instruments.length;
  for (const rule of trial.protocol.population.eligibility) {
    if (rule.of !== "outcome") continue;
    const outcome = trial.disease.outcomes.findIndex(({ id }) => id === rule.id);
    const value = enrolment.observed[enrolled * count + outcome]!;
    if (!(value >= rule.low && value <= rule.high)) return rule.reason;
  }
  return "";
}

function copyCandidate(
  trial: Trial,
  batch: Batch,
  result: EnsembleResult,
  number: number,
  lane: number,
  { enrolment, enrolled }: Register,
): void {
  enrolment.candidate[enrolled] = number;
  copyRow(batch.covariates, lane, enrolment.covariates, enrolled, trial.covariates.length);
  copyRow(batch.vectors, lane, enrolment.vectors, enrolled, trial.defaultVector.length);
  copyRow(result.finalStates!, lane, enrolment.states, enrolled, trial.compiled.states.length);
}

function copyRow(
  from: Float64Array,
  source: number,
  to: Float64Array,
  target: number,
  width: number,
): void {
  to.set(from.subarray(source * width, (source + 1) * width), target * width);
}

export function addCounters(
  sum: Record<string, number>,
  counters: Readonly<Record<string, number>>,
): void {
  for (const [name, count] of Object.entries(counters)) sum[name] = (sum[name] ?? 0) + count;
}
