// What identifies an ensemble and how it ended, beside its tables. The one file that holds the clock,
// the machine and the number of workers.

import { basename } from "node:path";
import { type Counters, planJob, type StreamEnd, type Target } from "@chondron/solver";
import type { FileFacts } from "./file-sink.js";
import type { EnsemblePlan, EnsembleRun } from "./run-ensemble.js";

export interface EnsembleManifest {
  readonly format: "chondron-ensemble";
  readonly formatVersion: 1;
  readonly simulated: true;
  readonly command: string;
  readonly versions: { readonly chondron: string };
  readonly node: string;
  readonly platform: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly workers: number;
  readonly model: InputFacts & { readonly id: string; readonly compiledHash: string };
  readonly table?: InputFacts & { readonly columns: readonly string[] };
  /** As typed. */
  readonly draws: readonly string[];
  readonly doses: readonly string[];
  readonly seed: number;
  readonly start: number;
  readonly end: number;
  readonly steps: number;
  readonly observe: readonly string[];
  readonly solver: {
    /** What really ran it. */
    readonly target: Target;
    readonly method: string;
    readonly relativeTolerance: number;
    readonly absoluteTolerance: number;
    readonly counters: Counters;
  };
  readonly ended: StreamEnd;
  readonly patients: {
    readonly planned: number;
    readonly done: number;
    readonly failed: number;
    readonly failuresByCode: Readonly<Record<string, number>>;
    readonly mostFailures: { readonly count?: number; readonly share?: number };
  };
  /** In the folder of the manifest. */
  readonly files: readonly ({ readonly file: string } & FileFacts)[];
}

interface InputFacts {
  readonly file: string;
  readonly sha256: string;
}

/** Context of a run that the run itself does not know. */
export interface ManifestContext {
  readonly command: string;
  readonly created: string;
  readonly model: InputFacts;
  readonly table?: InputFacts;
  readonly doses: readonly string[];
  readonly steps: number;
  readonly workers: number;
  readonly seconds: number;
}

export function ensembleManifest(
  { population, shared, failureLimit, version }: EnsemblePlan,
  { outcome, failuresByCode, files }: EnsembleRun,
  context: ManifestContext,
): EnsembleManifest {
  const { command, created, doses, steps, workers, seconds } = context;
  const { compiled, tolerance } = shared;
  const { target, method } = planJob(shared);
  return {
    format: "chondron-ensemble",
    formatVersion: 1,
    simulated: true,
    command,
    versions: { chondron: version },
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    startedAt: created,
    seconds,
    workers,
    model: { ...context.model, id: compiled.id, compiledHash: compiled.hash },
    ...(context.table
      ? { table: { ...context.table, columns: population.targets.map(({ id }) => id) } }
      : {}),
    draws: population.draws.map(({ text }) => text),
    doses,
    seed: population.seed,
    start: population.start,
    end: shared.end,
    steps,
    observe: shared.observe,
    solver: {
      target,
      method,
      relativeTolerance: tolerance.relative,
      absoluteTolerance: tolerance.absolute[0] ?? 0,
      counters: outcome.counters,
    },
    ended: outcome.end,
    patients: {
      planned: population.patients,
      done: outcome.done,
      failed: outcome.failed,
      failuresByCode,
      mostFailures: failureLimit,
    },
    files: Object.entries(files).map(([file, facts]) => ({ file: basename(file), ...facts })),
  };
}
