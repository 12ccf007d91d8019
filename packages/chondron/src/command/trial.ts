// chondron trial PROTOCOL: read a protocol, run it, write the folder with tables and report, end with
// the effects and the report's path.

import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { loadEvidence, loadKnee, loadResults } from "@chondron/knee";
import { type Diagnostic, DiagnosticError, hasErrors } from "@chondron/model";
import {
  type ChosenSource,
  type Disease,
  overrideProtocol,
  type ParameterSource,
  type Protocol,
  type ProtocolOverrides,
  readProtocol,
  runTrial,
  type TrialResult,
} from "@chondron/trial";
import { citationWriter } from "../ledger/citation.js";
import { reportClaims } from "../ledger/report-claims.js";
import { shippedResultsAge } from "../ledger/stale-results.js";
import { effectTable } from "../report/effect-section.js";
import { plain } from "../report/format.js";
import { reportContext } from "../report/report-context.js";
import { type RunOrigin, trialFiles } from "../report/trial-files.js";
import { CliError, ExitCode, failure, systemCause, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { chooseKneeParameters } from "./parameter-choice.js";
import { durationWords, Progress, type ProgressReport } from "./progress.js";
import { refuseForeignFolder, writeRunFolder } from "./run-folder.js";
import type { Terminal } from "./terminal.js";
import { textTable } from "./text-table.js";
import { planText, trialPlan } from "./trial-plan.js";
import { chondronVersion, creationTime } from "./version.js";

export interface TrialOptions {
  readonly out?: string;
  readonly seed?: number;
  readonly patients?: number;
  readonly replicates?: number;
  readonly parameters?: ParameterSource;
  readonly workers?: number;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

export async function trial(
  file: string,
  options: TrialOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const protocolText = await readText(file);
  const disease = loadKnee();
  const { protocol, diagnostics } = readProtocol(protocolText, file, disease);
  if (!protocol || hasErrors(diagnostics)) throw new CliError(diagnostics, ExitCode.failed);
  noteDiagnostics(terminal, diagnostics);
  const overrides = overridesOf(options);
  const { parameters } = options;
  const priors = parameters === undefined ? {} : { priors: parameters !== "nominal" };
  const planned = override(protocol, { ...overrides, ...priors });
  const chosen = chooseKneeParameters(disease, options.parameters, terminal);
  if (options.dryRun) return await showPlan(planned, disease, diagnostics, options, terminal);
  const folder = options.out ?? join("runs", protocol.id);
  await refuseForeignFolder(folder);
  const created = creationTime();
  const evidence = loadEvidence();
  noteDiagnostics(terminal, shippedResultsAge(disease));
  const citation = citationWriter(evidence);
  const result = await runWithProgress(planned, disease, chosen, options, terminal);
  const origin: RunOrigin = {
    created,
    version: chondronVersion(),
    protocolText,
    command: ["chondron", ...terminal.arguments].join(" "),
    citation,
    host: { node: process.version, platform: `${process.platform} ${process.arch}` },
    claims: reportClaims(evidence, loadResults()),
    overrides: { ...overrides, ...(parameters === undefined ? {} : { parameters }) },
  };
  await writeRunFolder(folder, trialFiles(result, disease, origin));
  await showResult(result, folder, options, terminal);
  refuseFailures(result);
  return ExitCode.success;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw usageError("CH6001", { file, cause: systemCause(error) });
  }
}

function overridesOf({ seed, patients, replicates }: TrialOptions): Record<string, number> {
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(patients === undefined ? {} : { patients }),
    ...(replicates === undefined ? {} : { replicates }),
  };
}

function override(protocol: Protocol, overrides: ProtocolOverrides): Protocol {
  const { protocol: changed, diagnostics } = overrideProtocol(protocol, overrides);
  if (!changed) throw new CliError(diagnostics, ExitCode.usage);
  return changed;
}

async function showPlan(
  protocol: Protocol,
  disease: Disease,
  diagnostics: readonly Diagnostic[],
  options: TrialOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const plan = trialPlan(protocol, disease);
  const text = options.json
    ? `${JSON.stringify({ ...plan, diagnostics }, null, 2)}\n`
    : planText(plan);
  await terminal.write(text);
  return ExitCode.success;
}

async function runWithProgress(
  protocol: Protocol,
  disease: Disease,
  { posterior }: ChosenSource,
  options: TrialOptions,
  terminal: Terminal,
): Promise<TrialResult> {
  const progress = new Progress(terminal);
  try {
    return await runTrial(protocol, disease, {
      workers: options.workers ?? availableParallelism(),
      ...(posterior ? { posterior } : {}),
      onProgress: (step) => progress.update(progressReport(step, protocol)),
      signal: terminal.signal,
    });
  } catch (error) {
    if (terminal.signal.aborted)
      throw new CliError(failure("CH6011", {}).diagnostics, ExitCode.cancelled);
    if (error instanceof DiagnosticError) throw new CliError(error.diagnostics, ExitCode.failed);
    throw error;
  } finally {
    progress.clear();
  }
}

function progressReport(
  step: { phase: string; replicate: number; replicates: number; share: number },
  protocol: Protocol,
): ProgressReport {
  return {
    stage: `trial ${step.replicate} of ${step.replicates}, ${step.phase}`,
    share: step.share,
    total: protocol.replicates * protocol.population.size,
    unit: "patients",
  };
}

async function showResult(
  result: TrialResult,
  folder: string,
  options: TrialOptions,
  terminal: Terminal,
): Promise<void> {
  const report = join(folder, "report.html");
  if (options.json) {
    const { summary, timing, tooManyFailures: failed } = result;
    await terminal.write(
      `${JSON.stringify({ folder, report, tooManyFailures: failed, timing, summary })}\n`,
    );
    return;
  }
  const table = effectTable(reportContext(result));
  const effects = table.rows.length === 0 ? "" : `${textTable(table)}\n\n`;
  const time = durationWords(result.timing.totalSeconds);
  await terminal.write(
    `\n${effects}Simulated patients; not medical advice. Run took ${time}.\nReport: ${report}\n`,
  );
}

/** Throws CliError (3) where more patients failed than the protocol allows. */
export function refuseFailures(result: TrialResult): void {
  if (!result.tooManyFailures) return;
  const { failed, integrations, failureLimit } = result.summary.solver;
  const { diagnostics } = failure("CH6012", {
    failed,
    integrations,
    limit: plain(100 * failureLimit),
  });
  throw new CliError(diagnostics, ExitCode.tooManyFailures);
}
