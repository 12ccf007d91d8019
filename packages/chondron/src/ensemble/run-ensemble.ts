// Integrate a population and write its tables as the results come. Nothing is held but the blocks
// under way and one row group of each table; equal populations give equal bytes.

import type {
  EnsemblePool,
  EnsembleShared,
  FailureLimit,
  StreamOutcome,
  StreamProgress,
} from "@chondron/solver";
import { failureRows, StreamEnd } from "@chondron/solver";
import { companion, ParquetFiles } from "./ensemble-files.js";
import type { FileFacts } from "./file-sink.js";
import { LaneSource, type Population } from "./lane-source.js";
import {
  courseHead,
  courseRows,
  drawColumns,
  drawHead,
  failureColumns,
  failureHead,
} from "./result-tables.js";

export interface EnsemblePlan {
  readonly population: Population;
  readonly idType: "integer" | "string";
  /** Without `overridden`, which follows from the population. */
  readonly shared: Omit<EnsembleShared, "overridden">;
  readonly failureLimit: FailureLimit;
  /** Path of the table of courses; ends in .parquet. */
  readonly out: string;
  /** Of Chondron, for the files. */
  readonly version: string;
}

export interface EnsembleRun {
  readonly outcome: StreamOutcome;
  readonly failuresByCode: Readonly<Record<string, number>>;
  /** By path; empty after a cancellation, which leaves no file. */
  readonly files: Readonly<Record<string, FileFacts>>;
}

export interface RunControl {
  readonly signal: AbortSignal;
  onProgress(progress: StreamProgress): void;
}

/** Throws CliError (failed) where a file cannot be written. */
export async function runEnsemble(
  plan: EnsemblePlan,
  pool: EnsemblePool,
  control: RunControl,
): Promise<EnsembleRun> {
  const files = new ParquetFiles(plan.version);
  try {
    const { outcome, failuresByCode } = await streamTables(plan, pool, control, files);
    if (outcome.end === StreamEnd.cancelled) return { outcome, failuresByCode, files: {} };
    return { outcome, failuresByCode, files: await files.keep() };
  } finally {
    await files.discard();
  }
}

async function streamTables(
  plan: EnsemblePlan,
  pool: EnsemblePool,
  control: RunControl,
  files: ParquetFiles,
): Promise<Omit<EnsembleRun, "files">> {
  const { population, idType, shared, out } = plan;
  const { draws } = population;
  const courses = await files.create(out, courseHead(idType, shared.observe));
  const failures = await files.create(companion(out, "failures.parquet"), failureHead(idType));
  const drawn =
    draws.length > 0
      ? await files.create(companion(out, "draws.parquet"), drawHead(idType, draws))
      : undefined;
  const source = new LaneSource(population, lanesPerBlock(plan));
  const failuresByCode: Record<string, number> = {};
  const outcome = await pool.stream(
    {
      ...shared,
      overridden: source.overridden,
      lanes: population.patients,
      blocks: source.blocks(),
    },
    {
      ...control,
      failureLimit: plan.failureLimit,
      onBlock: async (block) => {
        const people = source.take();
        await courses.append(courseRows(block, people, shared.saveAt, shared.observe.length));
        await failures.append(failureColumns(block, people));
        await drawn?.append(drawColumns(block, people));
        for (const { code } of failureRows(block))
          failuresByCode[code] = (failuresByCode[code] ?? 0) + 1;
      },
    },
  );
  return { outcome, failuresByCode };
}

const mostLanesPerBlock = 64;
/** Least number of blocks of a job that is large enough: work for every core until the end. */
const blocksPerJob = 64;
/** Numbers of a block that go to a worker and come back. */
const valuesPerBlock = 1 << 17;

/** Depends on the job alone: where a stream stops after failures must not depend on workers. */
function lanesPerBlock({ population, shared }: EnsemblePlan): number {
  const { compiled, saveAt, observe } = shared;
  const perLane =
    compiled.parameters.length + compiled.states.length + saveAt.length * observe.length;
  const wanted = Math.ceil(population.patients / blocksPerJob);
  const fitting = Math.floor(valuesPerBlock / Math.max(1, perLane));
  return Math.max(1, Math.min(mostLanesPerBlock, wanted, fitting));
}
