// One case of the SBML Test Suite: read, compile, integrate, report what the settings ask for, judge.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type CompiledModel, compile } from "@chondron/compiler";
import { type Diagnostic, formatDiagnostic } from "@chondron/model";
import { openEngine, ResultCode, resultText, type Target } from "@chondron/solver";
import { CliError } from "../command/cli-error.js";
import { loadModel } from "../command/model-file.js";
import { firstMiss } from "./compare.js";
import { type ResultTable, readResults, writeResults } from "./result-table.js";
import { type CaseSettings, outputTimes, readSettings } from "./settings.js";
import type { SuiteCase } from "./suite.js";

export type CaseStatus = "passed" | "failed" | "skipped";

export interface CaseOutcome {
  readonly status: CaseStatus;
  /** Why it failed or was skipped. */
  readonly reason?: string;
  /** True where the model was refused before it ran. */
  readonly refused?: boolean;
  /** Text of the result table; present for every time course, also a failing one. */
  readonly results?: string;
}

/** Far below what the tests ask, so that their tolerances judge the meaning and not the method. */
const relativeTolerance = 1e-9;
const absoluteTolerance = 1e-12;
const absolutePerCase = 1e-5;
const maxSteps = 1_000_000;
/** Seeds of the order of simultaneous events; the second for the one re-run the suite allows. */
const seeds = [1, 2];

/** @param target what the case's equations become. */
export function runCase(suiteCase: SuiteCase, target: Target = "js"): CaseOutcome {
  const settings = readSettings(readFileSync(suiteCase.settings, "utf8"));
  if (!settings)
    return { status: "skipped", reason: "not a time course: flux balance (package fbc)" };
  const first = attempt(suiteCase, settings, seeds[0]!, target);
  if (first.status === "passed" || !isStochastic(suiteCase)) return first;
  return attempt(suiteCase, settings, seeds[1]!, target);
}

/** Does the outcome depend on an order that SBML leaves open? */
function isStochastic({ tags, synopsis }: SuiteCase): boolean {
  return tags.includes("RandomEventExecution") || /STOCHASTIC|random/i.test(synopsis);
}

function attempt(
  suiteCase: SuiteCase,
  settings: CaseSettings,
  seed: number,
  target: Target,
): CaseOutcome {
  const times = outputTimes(settings);
  const run = simulate(suiteCase, settings, times, seed, target);
  const table = run.table ?? nothing(settings, times.length);
  const results = writeResults(times, table);
  if (run.reason !== undefined && run.skipped) return { status: "skipped", reason: run.reason };
  if (run.reason !== undefined)
    return { status: "failed", reason: run.reason, refused: run.table === undefined, results };
  const expected = readResults(readFileSync(suiteCase.results, "utf8"));
  const reason = firstMiss(expected, table, settings);
  return { status: reason === undefined ? "passed" : "failed", results, ...(reason && { reason }) };
}

interface Simulated {
  readonly table?: ResultTable;
  readonly reason?: string;
  /** True for a model that is no time course. */
  readonly skipped?: boolean;
}

function simulate(
  { model, id }: SuiteCase,
  settings: CaseSettings,
  times: Float64Array,
  seed: number,
  target: Target,
): Simulated {
  if (model === undefined) return { reason: `no SBML file in the folder of ${id}` };
  const loaded = load(model);
  if ("reason" in loaded) return loaded;
  const columns = settings.variables.map((variable) => observableOf(loaded, settings, variable));
  const missing = settings.variables.filter((_, i) => columns[i] === -1);
  if (missing.length > 0) return { reason: `the model has no ${missing.join(", ")}` };
  const absolute = Math.min(absoluteTolerance, absolutePerCase * settings.absolute);
  const observe = Int32Array.from(columns);
  const engine = openEngine({
    compiled: loaded,
    target,
    relativeTolerance,
    observe,
    rows: times.length,
  });
  const solution = engine.run({
    start: settings.start,
    end: settings.start + settings.duration,
    parameters: Float64Array.from(loaded.parameters, (p) => p.value),
    saveAt: times,
    observe,
    tolerance: {
      relative: relativeTolerance,
      absolute: new Float64Array(loaded.states.length).fill(absolute),
    },
    maxSteps,
    eventOrderSeed: seed,
  });
  const width = columns.length;
  const rows = [...times.keys()].map((i) => [
    ...solution.values.subarray(i * width, (i + 1) * width),
  ]);
  const table = { columns: settings.variables, rows };
  if (solution.code === ResultCode.success) return { table };
  return { table, reason: `stopped at time ${solution.time}: ${resultText[solution.code]}` };
}

/** The compiled model, or why there is none. */
function load(file: string): CompiledModel | { reason: string; skipped: boolean } {
  try {
    const { model } = loadModel(file);
    const { compiled, diagnostics } = compile(model, { quantities: true });
    return compiled ?? refusal(diagnostics);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return refusal(error.diagnostics);
  }
}

function refusal(diagnostics: readonly Diagnostic[]): { reason: string; skipped: boolean } {
  const errors = diagnostics.filter((d) => d.severity === "error");
  const fluxBalance = errors.some((d) => d.code === "CH1505");
  return { reason: errors.map(inWords).join(" "), skipped: fluxBalance };
}

/** A diagnostic with the name of its file and not its folder: reports outlive folders. */
function inWords(diagnostic: Diagnostic): string {
  const { range } = diagnostic;
  const placed = range ? { range: { ...range, file: basename(range.file) } } : {};
  return formatDiagnostic({ ...diagnostic, ...placed, notes: [] });
}

/** Species as the settings say, never as the model says. */
function observableOf(compiled: CompiledModel, settings: CaseSettings, id: string): number {
  const quantity = settings.amounts.has(id)
    ? `amount(${id})`
    : settings.concentrations.has(id)
      ? `concentration(${id})`
      : id;
  const index = compiled.observables.indexOf(quantity);
  return index < 0 ? compiled.observables.indexOf(id) : index;
}

function nothing(settings: CaseSettings, length: number): ResultTable {
  const row = settings.variables.map(() => Number.NaN);
  return { columns: settings.variables, rows: Array.from({ length }, () => row) };
}
