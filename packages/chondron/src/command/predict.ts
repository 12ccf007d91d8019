// chondron predict TARGETS.csv: read a table of regimens, endpoints and weeks, predict every row with
// intervals, and say how many observed values lie inside. docs/predict.md is the format.

import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { loadKnee } from "@chondron/knee";
import {
  type CalibrationTarget,
  type Diagnostic,
  DiagnosticError,
  hasErrors,
  readTargets,
} from "@chondron/model";
import { openPool } from "@chondron/solver";
import {
  type ParameterSource,
  type Prediction,
  type PredictionRow,
  predict as predictTargets,
} from "@chondron/trial";
import { CliError, ExitCode, failure, systemCause, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { chooseKneeParameters } from "./parameter-choice.js";
import { Progress } from "./progress.js";
import { saveFile } from "./save-file.js";
import type { Terminal } from "./terminal.js";
import { textTable } from "./text-table.js";

export interface PredictCommandOptions {
  readonly out?: string;
  readonly parameters?: ParameterSource;
  readonly patients: number;
  readonly draws: number;
  readonly seed: number;
  readonly workers?: number;
  readonly json?: boolean;
}

export async function predict(
  file: string,
  options: PredictCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const targets = await readTable(file, terminal);
  const prediction = await runPrediction(targets, options, terminal);
  const text = options.json ? `${JSON.stringify(prediction, null, 2)}\n` : tableText(prediction);
  if (options.out) await saveFile(options.out, text);
  else await terminal.write(text);
  if (options.out || options.json) terminal.note(`${coverageText(prediction)}\n`);
  return ExitCode.success;
}

async function readTable(file: string, terminal: Terminal): Promise<CalibrationTarget[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw usageError("CH6001", { file, cause: systemCause(error) });
  }
  const found: Diagnostic[] = [];
  const targets = readTargets(text, file, found);
  if (hasErrors(found)) throw new CliError(found, ExitCode.failed);
  noteDiagnostics(terminal, found);
  return targets.filter((row) => row.use !== "exclude");
}

async function runPrediction(
  targets: readonly CalibrationTarget[],
  options: PredictCommandOptions,
  terminal: Terminal,
): Promise<Prediction> {
  const disease = loadKnee();
  const { source, posterior } = chooseKneeParameters(disease, options.parameters, terminal);
  const { patients, draws, seed } = options;
  const progress = new Progress(terminal);
  const pool = await openPool({ workers: options.workers ?? availableParallelism() });
  try {
    const { prediction, diagnostics } = await predictTargets(targets, disease, pool, {
      ...{ source, patients, draws, seed, signal: terminal.signal },
      ...(posterior ? { posterior } : {}),
      onProgress: (done, total) =>
        progress.update({ stage: "predicting", share: done / total, total, unit: "draws" }),
    });
    progress.clear();
    noteDiagnostics(terminal, diagnostics);
    return prediction;
  } catch (error) {
    if (terminal.signal.aborted)
      throw new CliError(failure("CH6011", {}).diagnostics, ExitCode.cancelled);
    if (error instanceof DiagnosticError) throw new CliError(error.diagnostics, ExitCode.failed);
    throw error;
  } finally {
    progress.clear();
    await pool.close();
  }
}

function tableText(prediction: Prediction): string {
  const columns = [
    ...["row", "week", "observed", "mean", "50 % interval", "90 % interval", "inside"],
    ...["parameters", "studies", "sampling", "patients"],
  ].map((head) => ({ head }));
  const table = textTable({ caption: "", columns, rows: prediction.rows.map(tableRow) });
  const { draws, patients, parameters } = prediction;
  return [
    table,
    "",
    `Parameters ${parameters}, ${draws} draws, ${patients} virtual patients. The last four columns: SD by source.`,
    coverageText(prediction),
    "Simulated patients; not medical advice.",
    "",
  ].join("\n");
}

function tableRow(row: PredictionRow): string[] {
  const shown = (value: number): string => Number(value.toPrecision(3)).toString();
  const range = (low: number, high: number): string => `${shown(low)} to ${shown(high)}`;
  const inside = row.inside50 ? "50 %" : row.inside90 ? "90 %" : "no";
  return [
    ...[row.id, shown(row.week), row.observed === null ? "" : shown(row.observed), shown(row.mean)],
    ...[range(row.low50, row.high50), range(row.low90, row.high90)],
    row.observed === null ? "" : inside,
    ...[row.parameterSd, row.betweenStudySd, row.samplingSd, row.monteCarloSd].map(shown),
  ];
}

function coverageText({ coverage }: Prediction): string {
  if (!coverage) return "No observed values.";
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const { observed, share50, share90 } = coverage;
  return `Of ${observed} observed values ${percent(share50)} lie in the 50 % and ${percent(share90)} in the 90 % intervals.`;
}
