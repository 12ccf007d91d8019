// chondron calibrate: fit the uncertain parameters of the knee to its targets, test the fit by leaving out
// studies and on the targets kept apart, and write the posterior with its tables into a folder.

import { mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { loadKnee, loadKneeTargets } from "@chondron/knee";
import { type CalibrationTarget, DiagnosticError, type Disease } from "@chondron/model";
import { type EnsemblePool, openPool } from "@chondron/solver";
import {
  calibrateDisease,
  crossValidate,
  type DiseaseCalibration,
  type DiseaseCalibrationPlan,
  fittedTargets,
  identifiability,
  type LeftOutRow,
  predict,
  quickPlan,
  standardPlan,
  summariseLeftOut,
  writePosterior,
} from "@chondron/trial";
import {
  heterogeneityTable,
  leftOutSummary,
  leftOutTable,
  parameterTable,
  validationTable,
} from "./calibration-tables.js";
import { CliError, ExitCode, failure, systemCause } from "./cli-error.js";
import { saveFile } from "./save-file.js";
import { Stages } from "./stages.js";
import type { Terminal } from "./terminal.js";

export interface CalibrateOptions {
  readonly out: string;
  readonly quick?: boolean;
  readonly seed?: number;
  readonly workers?: number;
}

export async function calibrate(options: CalibrateOptions, terminal: Terminal): Promise<ExitCode> {
  const disease = loadKnee();
  const targets = loadKneeTargets();
  const plan = planOf(options);
  await makeFolder(options.out);
  const stages = new Stages(terminal);
  const pool = await openPool({ workers: options.workers ?? availableParallelism() });
  try {
    const result = await calibrateDisease(disease, targets, plan, pool, {
      signal: terminal.signal,
      onProgress: (phase, done, total) => stages.show(phase, done, total, "points"),
    });
    const left = crossValidate(
      result,
      datasets(targets),
      crossValidationPlan(plan),
      (done, total) => stages.show("leaving out studies", done, total, "studies"),
    );
    const validation = await validate(result, disease, targets, plan, pool);
    stages.clear();
    await writeAll(options.out, result, left, validation);
    await terminal.write(words(result, left, options.out));
    return ExitCode.success;
  } catch (error) {
    stages.clear();
    if (terminal.signal.aborted)
      throw new CliError(failure("CH6011", {}).diagnostics, ExitCode.cancelled);
    if (error instanceof DiagnosticError) throw new CliError(error.diagnostics, ExitCode.failed);
    throw error;
  } finally {
    await pool.close();
  }
}

function planOf({ quick, seed }: CalibrateOptions): DiseaseCalibrationPlan {
  const plan = quick ? quickPlan : standardPlan;
  return seed === undefined ? plan : { ...plan, sampler: { ...plan.sampler, seed } };
}

/** Half the chains and a tenth of the steps: one study hardly moves what is learnt from all. */
function crossValidationPlan({
  sampler,
}: DiseaseCalibrationPlan): DiseaseCalibrationPlan["sampler"] {
  const steps = Math.max(500, Math.round(sampler.steps / 10));
  return { ...sampler, chains: 2, warmUp: Math.min(sampler.warmUp, 1500), steps, thin: 4 };
}

/** Sets whose rows are arms of single studies. */
function datasets(targets: readonly CalibrationTarget[]): string[] {
  const own = fittedTargets(targets).filter((row) => row.study !== "" && row.study !== row.id);
  return [...new Set(own.map((row) => row.set))];
}

/** Pooled targets, those fitted and those kept apart, under the posterior. */
async function validate(
  { posterior }: DiseaseCalibration,
  disease: Disease,
  targets: readonly CalibrationTarget[],
  { patients, sampler, draws }: DiseaseCalibrationPlan,
  pool: EnsemblePool,
): Promise<string> {
  const pooled = targets.filter((row) => row.study === row.id && row.use !== "exclude");
  const { prediction } = await predict(pooled, disease, pool, {
    ...{ source: "posterior", posterior, patients, seed: sampler.seed },
    draws: Math.min(24, draws),
  });
  return validationTable(prediction.rows, new Map(pooled.map((row) => [row.id, row])));
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw failure("CH6002", { file: folder, cause: systemCause(error) });
  }
}

async function writeAll(
  folder: string,
  result: DiseaseCalibration,
  left: readonly LeftOutRow[],
  validation: string,
): Promise<void> {
  const { manifest, draws } = writePosterior(result.posterior);
  const files: Readonly<Record<string, string>> = {
    "manifest.json": manifest,
    "draws.tsv": draws,
    "parameters.tsv": parameterTable(identifiability(result)),
    "heterogeneity.tsv": heterogeneityTable(result),
    "cross-validation.tsv": leftOutTable(left),
    "cross-validation-summary.tsv": leftOutSummary(left),
    "validation.tsv": validation,
  };
  for (const [name, text] of Object.entries(files)) await saveFile(join(folder, name), text);
}

function words(
  { posterior, rows, failures }: DiseaseCalibration,
  left: readonly LeftOutRow[],
  folder: string,
): string {
  const { share50, share90, rmse } = summariseLeftOut(left);
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const diagnostics = Object.entries(posterior.manifest.diagnostics).map(
    ([name, value]) => `${name} ${value ?? "none"}`,
  );
  return [
    `${posterior.parameters.length} parameters fitted to ${rows.length} observed numbers; ${failures} integrations failed.`,
    `${diagnostics.join(", ")}.`,
    `Studies left out: ${left.length} means, ${percent(share50)} in the 50 % and ${percent(share90)} in the 90 % intervals, error ${rmse.toFixed(1)} % of the range.`,
    `Written to ${folder}.`,
    "",
  ].join("\n");
}
