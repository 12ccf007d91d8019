// chondron simulate MODEL: one run of one model, as CSV (time and what is watched) or JSON. Numbers
// are printed so that reading them back gives the same bits.

import { type CompiledModel, compile } from "@chondron/compiler";
import { type Diagnostic, hasErrors, nearestName } from "@chondron/model";
import {
  defaultMethod,
  type EngineQuestion,
  type Target as EngineTarget,
  methodNames,
  openEngine,
  planEngine,
  ResultCode,
  resultText,
  type Solution,
  suitedMethods,
  unsuited,
} from "@chondron/solver";
import { CliError, ExitCode, failure, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { loadModel } from "./model-file.js";
import type { Setting } from "./option-value.js";
import { type RunStats, statsText } from "./run-stats.js";
import { saveFile } from "./save-file.js";
import { refuseSensitivity, sensitivityRun } from "./simulate-sensitivity.js";
import { findTarget, isTarget, storedState, type Target } from "./target.js";
import type { Terminal } from "./terminal.js";

export interface SimulateOptions {
  readonly start: number;
  readonly end: number;
  /** Number of equal steps of the output grid; steps + 1 rows. */
  readonly steps: number;
  readonly rtol: number;
  /** One absolute tolerance for every state. */
  readonly atol: number;
  /** Absent: the choice is left to the engine. */
  readonly method?: string;
  /** Absent: what its command takes. */
  readonly target?: EngineTarget;
  /** Say on standard error, and in JSON, what the run cost. */
  readonly stats?: boolean;
  /** Ids to watch; absent: all states. */
  readonly observe?: readonly string[];
  readonly set: readonly Setting[];
  /** Parameters and states by whose (initial) values what is watched is differentiated. */
  readonly sensitivity?: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
  /** Treat reactions marked fast as any others. */
  readonly ignoreFast?: boolean;
}

export async function simulate(
  file: string,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuse(options);
  const { model, diagnostics } = loadModel(file);
  const compiling = compile(model, { ignoreFast: options.ignoreFast === true });
  const found = [...diagnostics, ...compiling.diagnostics];
  const { compiled } = compiling;
  if (!compiled || hasErrors(found)) throw new CliError(found, ExitCode.failed);
  if (!options.json) noteDiagnostics(terminal, found);
  refuseMethod(compiled, options.method ?? defaultMethod);
  const watched = options.observe ?? compiled.states.map((state) => state.id);
  const { columns, ...run } = runOnce(compiled, options, watched, terminal);
  if (options.stats) terminal.note(statsText(run));
  const text = options.json ? jsonText(run, columns, options, found) : csvText(run, columns);
  if (options.out === undefined) await terminal.write(text);
  else await saveFile(options.out, text);
  if (run.solution.code === ResultCode.success) return ExitCode.success;
  throw stopped(compiled, run.solution, options);
}

function refuse({ start, end, method }: SimulateOptions): void {
  if (!(end > start)) throw usageError("CH6008", { start, end });
  if (method !== undefined) refuseUnknownMethod(method);
}

/** Throws CliError (usage) for a name that is no method. */
export function refuseUnknownMethod(method: string): void {
  if (methodNames.includes(method)) return;
  throw usageError("CH6014", { method, methods: methodNames.join(", ") });
}

/** Throws CliError (usage) for a method that cannot run the model. */
export function refuseMethod(compiled: CompiledModel, method: string): void {
  const reason = unsuited(method, compiled);
  if (reason !== undefined)
    throw usageError("CH6017", { method, reason, methods: suitedMethods(compiled).join(", ") });
}

interface RunOutput extends RunStats {
  readonly times: Float64Array;
}

function runOnce(
  compiled: CompiledModel,
  options: SimulateOptions,
  columns: readonly string[],
  terminal: Terminal,
): RunOutput & { readonly columns: readonly string[] } {
  const { sensitivity = [], method = defaultMethod } = options;
  if (sensitivity.length > 0) refuseSensitivity(compiled, sensitivity, method);
  const times = outputGrid(options.start, options.end, options.steps);
  const observe = Int32Array.from(columns, (id) => observableIndex(compiled, id));
  const start = startValues(compiled, options.set);
  const problem = {
    start: options.start,
    end: options.end,
    ...start,
    saveAt: times,
    observe,
    tolerance: {
      relative: options.rtol,
      absolute: new Float64Array(compiled.states.length).fill(options.atol),
    },
  };
  const question: EngineQuestion = {
    compiled,
    // Most single runs are over before a module of their equations is built; derivatives are of the
    // JavaScript.
    target: sensitivity.length > 0 ? "js" : (options.target ?? "js"),
    method,
    relativeTolerance: options.rtol,
    observe,
    rows: times.length,
  };
  const opened = performance.now();
  const engine = openEngine(question);
  const started = performance.now();
  const run =
    sensitivity.length === 0
      ? { columns, solution: engine.run(problem) }
      : sensitivityRun(engine.system, problem, columns, sensitivity, method, terminal);
  const milliseconds = performance.now() - started;
  const { target } = planEngine(question);
  return { times, ...run, target, loading: started - opened, milliseconds };
}

/** steps + 1 times from start to end; the last is `end` itself. */
export function outputGrid(start: number, end: number, steps: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, i) =>
    i === steps ? end : start + ((end - start) * i) / steps,
  );
}

/** Throws CliError (usage) for an id that cannot be watched. */
export function observableIndex(compiled: CompiledModel, id: string): number {
  const index = compiled.observables.indexOf(id);
  if (index < 0)
    throw usageError("CH6006", { id, suggestion: suggestion(id, compiled.observables) });
  return index;
}

export function suggestion(id: string, candidates: readonly string[]): string {
  const near = nearestName(id, candidates);
  return near === undefined
    ? 'Run "chondron check" on the model, or watch all states by leaving --observe out.'
    : `Did you mean "${near}"? Names are case-sensitive.`;
}

/** Parameters and initial states with the settings applied, concentrations as amounts. */
export function startValues(
  compiled: CompiledModel,
  settings: readonly Setting[],
): { parameters: Float64Array; fixedParameters: Uint8Array; initialState: Float64Array } {
  const targets = settings.map(({ id, value }) => ({ target: settable(compiled, id), value }));
  const parameters = Float64Array.from(compiled.parameters, (parameter) => parameter.value);
  const fixedParameters = new Uint8Array(parameters.length);
  const initialState = new Float64Array(compiled.states.length).fill(Number.NaN);
  for (const { target, value } of targets) {
    if (target.vector === "state") continue;
    parameters[target.index] = value;
    fixedParameters[target.index] = 1;
  }
  for (const { target, value } of targets)
    if (target.vector === "state")
      initialState[target.index] = storedState(target, value, parameters);
  return { parameters, fixedParameters, initialState };
}

function settable(compiled: CompiledModel, id: string): Target {
  const found = findTarget(compiled, id);
  if (isTarget(found)) return found;
  throw new CliError([found], ExitCode.usage);
}

/** Rows of [time, ...observed] as numbers; rows after a failure are left out. */
function dataRows({ times, solution }: RunOutput, width: number): number[][] {
  const reached = solution.code === ResultCode.success ? Number.POSITIVE_INFINITY : solution.time;
  return [...times].flatMap((time, i) =>
    time <= reached ? [[time, ...solution.values.subarray(i * width, (i + 1) * width)]] : [],
  );
}

function csvText(run: RunOutput, columns: readonly string[]): string {
  const lines = dataRows(run, columns.length).map((row) => row.map(String).join(","));
  return `${[["time", ...columns].join(","), ...lines].join("\n")}\n`;
}

function jsonText(
  run: RunOutput,
  columns: readonly string[],
  options: SimulateOptions,
  diagnostics: readonly Diagnostic[],
): string {
  const { solution } = run;
  const result = {
    columns: ["time", ...columns],
    rows: dataRows(run, columns.length),
    method: solution.method,
    target: run.target,
    ended: resultName(solution.code),
    time: solution.time,
    counters: solution.counters,
    ...(options.stats ? { loadingMilliseconds: run.loading, milliseconds: run.milliseconds } : {}),
    diagnostics,
  };
  return `${JSON.stringify(result)}\n`;
}

function resultName(code: ResultCode): string {
  return Object.entries(ResultCode).find(([, value]) => value === code)?.[0] ?? String(code);
}

function stopped(compiled: CompiledModel, solution: Solution, options: SimulateOptions): CliError {
  const state = compiled.states[solution.worstState]?.id;
  return failure("CH6013", {
    time: solution.time,
    end: options.end,
    reason: resultName(solution.code),
    state: state === undefined ? "" : `; largest error: "${state}"`,
    help: resultText[solution.code],
  });
}
