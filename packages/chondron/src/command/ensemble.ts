// chondron ensemble MODEL: a population of runs of one model, from a table of parameters, from draws
// or both, as Parquet tables with a manifest beside them.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { availableParallelism } from "node:os";
import { type CompiledModel, compile } from "@chondron/compiler";
import { type Diagnostic, hasErrors, type Model } from "@chondron/model";
import { type EnsemblePool, type FailureLimit, openPool, StreamEnd } from "@chondron/solver";
import { type Dose, readDose, scheduleDoses } from "../ensemble/dose.js";
import { planDraws } from "../ensemble/draw.js";
import { companion, isParquetName } from "../ensemble/ensemble-files.js";
import { numberedRows, type Population } from "../ensemble/lane-source.js";
import { type EnsembleManifest, ensembleManifest } from "../ensemble/manifest.js";
import { type OpenTable, type PatientTable, readPatientTable } from "../ensemble/patient-table.js";
import { type EnsemblePlan, type EnsembleRun, runEnsemble } from "../ensemble/run-ensemble.js";
import { count } from "../report/format.js";
import { CliError, ExitCode, failure, systemCause, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { loadModel } from "./model-file.js";
import { durationWords, Progress } from "./progress.js";
import { saveFile } from "./save-file.js";
import {
  observableIndex,
  outputGrid,
  refuseUnknownMethod,
  type SimulateOptions,
} from "./simulate.js";
import type { Terminal } from "./terminal.js";
import { chondronVersion, creationTime } from "./version.js";

/** The grid has `steps` + 1 rows of each patient. */
export interface EnsembleOptions extends Omit<SimulateOptions, "set" | "out"> {
  readonly table?: string;
  readonly patients?: number;
  readonly draw: readonly string[];
  readonly dose: readonly string[];
  readonly seed: number;
  readonly maxFailed: FailureLimit;
  readonly out: string;
  readonly workers?: number;
}

export async function ensemble(
  file: string,
  options: EnsembleOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuse(options);
  const started = performance.now();
  const created = creationTime();
  const input = await readInput(file, options);
  noteDiagnostics(terminal, input.diagnostics);
  const workers = options.workers ?? availableParallelism();
  const pool = await openPool({ workers });
  try {
    const plan = planOf(input, options);
    const run = await runWithProgress(plan, pool, terminal);
    const manifest = ensembleManifest(plan, run, {
      command: ["chondron", ...terminal.arguments].join(" "),
      created,
      model: input.modelFile,
      ...(input.tableFile ? { table: input.tableFile } : {}),
      doses: options.dose,
      steps: options.steps,
      workers,
      seconds: (performance.now() - started) / 1000,
    });
    await saveFile(
      companion(options.out, "manifest.json"),
      `${JSON.stringify(manifest, null, 2)}\n`,
    );
    await terminal.write(options.json ? `${JSON.stringify(manifest)}\n` : summary(manifest));
    return conclude(manifest, options);
  } finally {
    await pool.close();
  }
}

function refuse({ start, end, method, out, table, patients }: EnsembleOptions): void {
  if (!(end > start)) throw usageError("CH6008", { start, end });
  if (method !== undefined) refuseUnknownMethod(method);
  if (!isParquetName(out)) throw usageError("CH6039", { file: out });
  if (table !== undefined && patients !== undefined)
    throw usageError("CH6038", {
      cause: "--table and --patients both say how many patients there are",
    });
  if (table === undefined && patients === undefined)
    throw usageError("CH6038", { cause: "nothing says who the patients are" });
}

interface Input {
  readonly compiled: CompiledModel;
  readonly population: Population;
  readonly idType: "integer" | "string";
  readonly observe: readonly string[];
  /** Warnings and notices. */
  readonly diagnostics: readonly Diagnostic[];
  readonly modelFile: InputFile;
  readonly tableFile?: InputFile;
}

interface InputFile {
  readonly file: string;
  readonly sha256: string;
}

/** Everything read and checked; throws CliError with all that is wrong. */
async function readInput(file: string, options: EnsembleOptions): Promise<Input> {
  const { model, diagnostics } = loadModel(file);
  const doses = readDoses(options.dose, model);
  const compiling = compile(model, {
    actions: doses.map((dose) => dose.action),
    ignoreFast: options.ignoreFast === true,
  });
  const found = [...diagnostics, ...compiling.diagnostics];
  const { compiled } = compiling;
  if (!compiled || hasErrors(found)) throw new CliError(found, ExitCode.failed);
  const observe = observed(compiled, options);
  const table = options.table === undefined ? undefined : await readTable(options.table, compiled);
  const targets = table?.targets ?? [];
  const { draws, diagnostics: wrong } = planDraws(
    options.draw,
    compiled,
    targets.map(({ id }) => id),
  );
  if (wrong.length > 0) throw new CliError(wrong, ExitCode.usage);
  const patients = table?.patients ?? options.patients!;
  return {
    compiled,
    observe,
    diagnostics: found,
    idType: table?.idType ?? "integer",
    modelFile: { file, sha256: await sumOf(file) },
    ...(options.table === undefined
      ? {}
      : { tableFile: { file: options.table, sha256: await sumOf(options.table) } }),
    population: {
      compiled,
      patients,
      targets,
      rows: () => table?.rows() ?? numberedRows(patients),
      draws,
      seed: options.seed,
      start: options.start,
      schedule: scheduleDoses(doses, compiled),
    },
  };
}

function readDoses(texts: readonly string[], model: Model): Dose[] {
  const read = texts.map((text, i) => readDose(text, i + 1, model));
  const wrong = read.filter((dose): dose is Diagnostic => "code" in dose);
  if (wrong.length > 0) throw new CliError(wrong, ExitCode.usage);
  return read.filter((dose): dose is Dose => "action" in dose);
}

/** Names of the keys of the table of courses. */
const keys = ["id", "time"];

function observed(compiled: CompiledModel, { observe }: EnsembleOptions): string[] {
  const ids = [...new Set(observe ?? compiled.states.map((state) => state.id))];
  for (const id of ids) observableIndex(compiled, id);
  const key = ids.find((id) => keys.includes(id));
  if (key !== undefined) throw usageError("CH6040", { id: key });
  return ids;
}

async function readTable(file: string, compiled: CompiledModel): Promise<PatientTable> {
  const { table, diagnostics } = await readPatientTable(openFile(file), file, compiled);
  if (!table) throw new CliError(diagnostics, ExitCode.failed);
  return table;
}

function openFile(file: string): OpenTable {
  return async function* () {
    try {
      for await (const chunk of createReadStream(file)) yield chunk as Uint8Array;
    } catch (error) {
      throw usageError("CH6001", { file, cause: systemCause(error) });
    }
  };
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of openFile(file)()) hash.update(chunk);
  return hash.digest("hex");
}

function planOf(
  { compiled, population, idType, observe }: Input,
  options: EnsembleOptions,
): EnsemblePlan {
  return {
    population,
    idType,
    shared: {
      compiled,
      observe,
      end: options.end,
      saveAt: outputGrid(options.start, options.end, options.steps),
      tolerance: {
        relative: options.rtol,
        absolute: new Float64Array(compiled.states.length).fill(options.atol),
      },
      ...(options.method === undefined ? {} : { method: options.method }),
      ...(options.target === undefined ? {} : { target: options.target }),
    },
    failureLimit: options.maxFailed,
    out: options.out,
    version: chondronVersion(),
  };
}

async function runWithProgress(
  plan: EnsemblePlan,
  pool: EnsemblePool,
  terminal: Terminal,
): Promise<EnsembleRun> {
  const progress = new Progress(terminal);
  const { patients } = plan.population;
  try {
    const run = await runEnsemble(plan, pool, {
      signal: terminal.signal,
      onProgress: ({ done, failed }) =>
        progress.update({
          stage: failed === 0 ? "integrating" : `integrating, ${count(failed)} failed`,
          share: done / patients,
          total: patients,
          unit: "patients",
        }),
    });
    if (run.outcome.end === StreamEnd.cancelled)
      throw new CliError(failure("CH6011", {}).diagnostics, ExitCode.cancelled);
    return run;
  } finally {
    progress.clear();
  }
}

function summary({ patients, files, solver, seconds }: EnsembleManifest): string {
  const { done, failed, failuresByCode } = patients;
  const words = Object.entries(failuresByCode).map(([code, n]) => `${code}: ${count(n)}`);
  const reasons = words.length === 0 ? "" : ` (${words.join(", ")})`;
  return [
    `${count(done)} of ${count(patients.planned)} patients in ${durationWords(seconds)}, ${count(failed)} failed${reasons}; ${solver.method} on ${solver.target}, ${count(solver.counters.steps)} steps`,
    ...files.map(({ file, bytes }) => `${file}  ${count(bytes)} bytes`),
    "Simulated patients; not medical advice.\n",
  ].join("\n");
}

/** Throws CliError (3) where more patients failed than allowed. */
function conclude({ ended, patients }: EnsembleManifest, options: EnsembleOptions): ExitCode {
  if (ended === StreamEnd.complete) return ExitCode.success;
  const { diagnostics } = failure("CH6041", {
    failed: patients.failed,
    done: patients.done,
    planned: patients.planned,
    limit: limitWords(options.maxFailed),
    file: companion(options.out, "failures.parquet"),
  });
  throw new CliError(diagnostics, ExitCode.tooManyFailures);
}

function limitWords({ count: most, share }: FailureLimit): string {
  return share === undefined ? `the ${most}` : `the ${100 * share} %`;
}
