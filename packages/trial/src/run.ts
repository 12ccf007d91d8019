// A whole trial: prepare once; per replicate draw what is unknown, screen, randomise, follow,
// analyse; summarise. Replicates run one after the other, their patients over all workers.

import type { CompiledModel } from "@chondron/compiler";
import { DiagnosticError, type Disease, diagnose } from "@chondron/model";
import { type EnsemblePool, openPool, processorCount } from "@chondron/solver";
import { analyseReplicate } from "./analyse/replicate.js";
import { drawIndex, drawValues, type Posterior } from "./calibrate/posterior.js";
import { followUp } from "./follow-up.js";
import { manifestFacts } from "./manifest.js";
import {
  drawTypicalValue,
  drawTypicalValues,
  type TypicalValues,
  typicalValuesOf,
} from "./population/parameters.js";
import { prepareTrial, type Trial } from "./prepare.js";
import type { Protocol } from "./protocol.js";
import type { CurveTable, TrialResult, TrialSummary } from "./result.js";
import { type Screening, screen } from "./screen.js";
import { createDraws, type Draws } from "./stats/random.js";
import { type ReplicateRun, summarise } from "./summary.js";

export interface Progress {
  readonly phase: "screening" | "follow-up" | "analysis";
  /** From 1. */
  readonly replicate: number;
  readonly replicates: number;
  /** Subjects enrolled (screening) or integrated to the end (follow-up) in this replicate. */
  readonly done: number;
  readonly total: number;
  /** Share of the whole run, 0 to 1, a phase weighing as much as another. */
  readonly share: number;
}

export interface TrialOptions {
  /** Worker threads, 0: the calling thread; default: one per core. They never change the result. */
  readonly workers?: number;
  /** A pool to use and leave open, in place of one opened for this run. */
  readonly pool?: EnsemblePool;
  /** The disease's model compiled with `therapyActions`, where it is at hand. */
  readonly compiled?: CompiledModel;
  /** Draws of uncertain parameters, one for each replicate, in place of their priors. */
  readonly posterior?: Posterior;
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
  /** Called when a replicate has ended; `summary` makes the summary of the trial as if it were the last. */
  onReplicate?(replicate: number, summary: () => TrialSummary): void;
}

/**
 * Run a trial. Patients that cannot be integrated are rows of `summary.failures`. Rejects with
 * DiagnosticError where the disease's tables do not fit its model (CH4081, CH4032, CH4036) or the
 * eligibility leaves the trial short of subjects (CH4080), and with the signal's reason on abort.
 */
export async function runTrial(
  protocol: Protocol,
  disease: Disease,
  options: TrialOptions = {},
): Promise<TrialResult> {
  const { trial, diagnostics } = prepareTrial(
    protocol,
    disease,
    options.compiled,
    options.posterior,
  );
  if (!trial) throw new DiagnosticError(diagnostics);
  const pool = options.pool ?? (await openPool({ workers: options.workers ?? processorCount() }));
  try {
    return await runReplicates(trial, pool, options);
  } finally {
    if (!options.pool) await pool.close();
  }
}

async function runReplicates(
  trial: Trial,
  pool: EnsemblePool,
  options: TrialOptions,
): Promise<TrialResult> {
  const { replicates } = trial.protocol;
  const clock = openClock();
  const runs: ReplicateRun[] = [];
  let shown: Float64Array = new Float64Array();
  for (let replicate = 1; replicate <= replicates; replicate++) {
    const { run, courses } = await runReplicate(trial, replicate, pool, options, clock);
    if (replicate === 1) shown = courses;
    runs.push(run);
    options.onReplicate?.(replicate, () => summarise(ofReplicates(trial, replicate), runs, shown));
  }
  clock.enter("analysis");
  const summary = summarise(trial, runs, shown);
  return {
    protocol: trial.protocol,
    summary,
    replicates: runs.map((run) => run.followUp.table),
    curves: curvesOf(trial, runs[0]!, shown),
    tooManyFailures: summary.solver.failureShare > summary.solver.failureLimit,
    manifest: manifestFacts(trial, summary),
    timing: { ...clock.stop(), workers: pool.workers },
  };
}

function ofReplicates(trial: Trial, replicates: number): Trial {
  return { ...trial, protocol: { ...trial.protocol, replicates } };
}

async function runReplicate(
  trial: Trial,
  replicate: number,
  pool: EnsemblePool,
  options: TrialOptions,
  clock: Clock,
): Promise<{ readonly run: ReplicateRun; readonly courses: Float64Array }> {
  const { protocol } = trial;
  const { size } = protocol.population;
  const tell = (phase: Progress["phase"], done: number): void => {
    const { replicates } = protocol;
    const passed = { screening: 0, "follow-up": 1, analysis: 2 }[phase];
    const share = (replicate - 1 + (passed + done / size) / 3) / replicates;
    options.onProgress?.({ phase, replicate, replicates, done, total: size, share });
  };
  const control = (phase: Progress["phase"]) => ({
    ...(options.signal ? { signal: options.signal } : {}),
    onProgress: (done: number) => tell(phase, done),
  });
  // Patient 0 is nobody: its draws belong to the replicate.
  const typical = drawReplicateValues(trial, createDraws(protocol.seed, replicate, 0));
  clock.enter("screening");
  tell("screening", 0);
  const screening = await screen(trial, replicate, typical, pool, control("screening"));
  requireFull(trial, replicate, screening);
  clock.enter("followUp");
  tell("follow-up", 0);
  const { courses, ...followed } = await followUp(
    trial,
    replicate,
    screening,
    pool,
    control("follow-up"),
  );
  clock.enter("analysis");
  const analysis = analyseReplicate(trial, followed.table, courses);
  tell("analysis", size);
  const { enrolment: _, ...log } = screening;
  return { run: { typical, screening: log, followUp: followed, analysis }, courses };
}

/** Typical values of a replicate: one draw of the posterior, whole; what it lacks from its prior. */
function drawReplicateValues(
  { parameters, posterior, protocol }: Trial,
  draws: Draws,
): TypicalValues {
  if (!posterior || !protocol.variation.priors) return drawTypicalValues(parameters, draws);
  const values = drawValues(posterior, drawIndex(posterior, draws.uniform("posterior draw")));
  return typicalValuesOf(
    parameters,
    (parameter) => values.get(parameter.row.id) ?? drawTypicalValue(parameter, draws),
  );
}

function requireFull(
  { protocol }: Trial,
  replicate: number,
  { enrolled, assessed }: Screening,
): void {
  const { size } = protocol.population;
  if (enrolled === size) return;
  const values = { replicate, randomised: enrolled, size, assessed };
  throw new DiagnosticError([diagnose("CH4080", values)]);
}

function curvesOf(
  { grid, disease }: Trial,
  { followUp: { table } }: ReplicateRun,
  values: Float64Array,
): CurveTable {
  return {
    replicate: table.replicate,
    days: grid.days,
    outcomeIds: disease.outcomes.map(({ id }) => id),
    arm: table.arm,
    values,
  };
}

interface Clock {
  enter(phase: "screening" | "followUp" | "analysis"): void;
  stop(): {
    totalSeconds: number;
    screeningSeconds: number;
    followUpSeconds: number;
    analysisSeconds: number;
  };
}

/** Wall-clock seconds by phase. */
function openClock(): Clock {
  const spent = { screening: 0, followUp: 0, analysis: 0 };
  const start = performance.now();
  let phase: keyof typeof spent = "screening";
  let since = start;
  const enter = (next: keyof typeof spent): void => {
    const now = performance.now();
    spent[phase] += (now - since) / 1000;
    phase = next;
    since = now;
  };
  return {
    enter,
    stop() {
      enter(phase);
      return {
        totalSeconds: (performance.now() - start) / 1000,
        screeningSeconds: spent.screening,
        followUpSeconds: spent.followUp,
        analysisSeconds: spent.analysis,
      };
    },
  };
}
