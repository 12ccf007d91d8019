// chondron credibility: what the knee can be believed for. Computes the figures, holds them to the criteria
// of credibility.yaml, and writes a folder with report.html and credibility.json.

import { mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import {
  loadComparators,
  loadCredibility,
  loadKneePosterior,
  loadKneeTargets,
} from "@chondron/knee";
import { DiagnosticError } from "@chondron/model";
import { openPool } from "@chondron/solver";
import type { ParameterSource } from "@chondron/trial";
import {
  type AssessmentInputs,
  type AssessmentSizes,
  assessCredibility,
} from "../credibility/assess.js";
import type { CredibilityAssessment } from "../credibility/assessment.js";
import { credibilityPage } from "../credibility/credibility-page.js";
import { loadKnowledge } from "../ledger/knowledge.js";
import { shippedResultsAge } from "../ledger/stale-results.js";
import { CliError, ExitCode, failure, systemCause } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { chooseKneeParameters } from "./parameter-choice.js";
import { saveFile } from "./save-file.js";
import { Stages } from "./stages.js";
import type { Terminal } from "./terminal.js";
import { chondronVersion, creationTime } from "./version.js";

export interface CredibilityOptions {
  readonly out: string;
  readonly quick?: boolean;
  readonly patients?: number;
  readonly draws?: number;
  readonly seed: number;
  readonly workers?: number;
  readonly parameters?: ParameterSource;
}

const standard = { patients: 100, draws: 20, cohortPatients: 2000, cohortDraws: 2 } as const;
const quick = { patients: 30, draws: 4, cohortPatients: 60, cohortDraws: 1 } as const;

export async function credibility(
  options: CredibilityOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const inputs = load(options, terminal);
  await makeFolder(options.out);
  const assessment = await assess(inputs, sizesOf(options), options, terminal);
  const origin = { created: creationTime(), version: chondronVersion() };
  const page = join(options.out, "report.html");
  await saveFile(page, credibilityPage(assessment, origin));
  const json = `${JSON.stringify(assessment, finite, 2)}\n`;
  await saveFile(join(options.out, "credibility.json"), json);
  await terminal.write(words(assessment, page));
  return ExitCode.success;
}

/** What is no number is null in JSON by itself; -0 would come back as 0, so it never goes out. */
function finite(_key: string, value: unknown): unknown {
  return typeof value === "number" && Object.is(value, -0) ? 0 : value;
}

function load(options: CredibilityOptions, terminal: Terminal): AssessmentInputs {
  try {
    const knowledge = loadKnowledge();
    noteDiagnostics(terminal, shippedResultsAge(knowledge.disease));
    return {
      ...{ version: chondronVersion(), knowledge, credibility: loadCredibility() },
      ...{ targets: loadKneeTargets(), comparatorRows: loadComparators() },
      texts: loadKneePosterior(),
      chosen: chooseKneeParameters(knowledge.disease, options.parameters, terminal),
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError) || error instanceof CliError) throw error;
    throw new CliError(error.diagnostics, ExitCode.failed);
  }
}

function sizesOf(options: CredibilityOptions): AssessmentSizes {
  const usual = options.quick ? quick : standard;
  const { patients = usual.patients, draws = usual.draws, seed } = options;
  const { cohortPatients, cohortDraws } = usual;
  return { seed, patients, draws, cohortPatients, cohortDraws: Math.min(cohortDraws, draws) };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw failure("CH6002", { file: folder, cause: systemCause(error) });
  }
}

async function assess(
  inputs: AssessmentInputs,
  sizes: AssessmentSizes,
  options: CredibilityOptions,
  terminal: Terminal,
): Promise<CredibilityAssessment> {
  const stages = new Stages(terminal);
  const pool = await openPool({ workers: options.workers ?? availableParallelism() });
  try {
    const { assessment, diagnostics } = await assessCredibility(inputs, sizes, pool, {
      signal: terminal.signal,
      onProgress: (stage, done, total) => stages.show(stage, done, total, "draws"),
    });
    stages.clear();
    noteDiagnostics(terminal, diagnostics);
    return assessment;
  } catch (error) {
    if (terminal.signal.aborted)
      throw new CliError(failure("CH6011", {}).diagnostics, ExitCode.cancelled);
    if (error instanceof DiagnosticError) throw new CliError(error.diagnostics, ExitCode.failed);
    throw error;
  } finally {
    stages.clear();
    await pool.close();
  }
}

function words({ outcome, factors }: CredibilityAssessment, page: string): string {
  const open = factors.filter((factor) => factor.outcome !== "met");
  return [
    `${outcome.met} of ${factors.length} criteria are met, ${outcome.notMet} are not, ${outcome.notShown} could not be shown.`,
    ...open.map(({ outcome: found, name, value }) =>
      value === null
        ? `  ${found}: ${name}`
        : `  ${found}: ${name} (${Number(value.toPrecision(3))})`,
    ),
    `Simulated patients; not medical advice. Report: ${page}`,
    "",
  ].join("\n");
}
