// chondron claims: ask the model about the article's claims, all or one, and write what it says as a table,
// as JSON and as a page. docs/experiments.md is the format of the experiments.

import { mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { experimentsFile, loadEvidence, loadExperimentsText, loadKnee } from "@chondron/knee";
import { DiagnosticError, type Disease, hasErrors } from "@chondron/model";
import { openPool } from "@chondron/solver";
import {
  compileDisease,
  type ExperimentBook,
  type ExperimentsRun,
  type ParameterSource,
  type Posterior,
  readExperiments,
  runExperiments,
} from "@chondron/trial";
import { claimsPage } from "../claims/claims-page.js";
import {
  type ClaimsResults,
  claimsManifest,
  claimsResults,
  resultsText,
} from "../claims/claims-results.js";
import { loadKnowledge } from "../ledger/knowledge.js";
import { shippedResultsAge } from "../ledger/stale-results.js";
import { plain } from "../report/format.js";
import { CliError, ExitCode, failure, systemCause } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { requireClaim } from "./known-claim.js";
import { chooseKneeParameters } from "./parameter-choice.js";
import { Progress } from "./progress.js";
import { saveFile } from "./save-file.js";
import type { Terminal } from "./terminal.js";
import { textTable } from "./text-table.js";
import { chondronVersion } from "./version.js";

export interface ClaimsOptions {
  readonly out?: string;
  readonly results?: string;
  readonly page?: string;
  readonly quick?: boolean;
  readonly claim?: string;
  readonly parameters?: ParameterSource;
  readonly patients?: number;
  readonly draws?: number;
  readonly seed: number;
  readonly workers?: number;
  readonly json?: boolean;
}

const standardSize = { patients: 100, draws: 40 };
/** Enough to see that all runs, too little for a verdict. */
const quickSize = { patients: 20, draws: 4 };

export async function claims(options: ClaimsOptions, terminal: Terminal): Promise<ExitCode> {
  const disease = loadKnee();
  const compiled = compileDisease(disease);
  const text = loadExperimentsText();
  const evidence = loadEvidence();
  const reading = readExperiments(text, experimentsFile, disease, compiled, evidence.claims);
  if (!reading.book) throw new CliError(reading.diagnostics, ExitCode.failed);
  noteDiagnostics(terminal, reading.diagnostics);
  if (options.results === undefined) noteDiagnostics(terminal, shippedResultsAge(disease));
  const book = chosenBook(reading.book, options.claim);
  const chosen = chooseKneeParameters(disease, options.parameters, terminal);
  const usual = options.quick ? quickSize : standardSize;
  const plan = { ...usual, ...given(options), source: chosen.source, seed: options.seed };
  const run = await runWithProgress(book, disease, plan, chosen.posterior, options, terminal);
  const size = { draws: run.draws, patients: plan.patients, seed: plan.seed };
  const manifest = claimsManifest(chondronVersion(), disease, book, chosen, size);
  const active = disease.therapies.filter((therapy) => therapy.active).map(({ id }) => id);
  const results = claimsResults(manifest, book, active, run.answers);
  await writeAll(results, options);
  await terminal.write(options.json ? resultsText(results) : tableText(results));
  return ExitCode.success;
}

function given({ patients, draws }: ClaimsOptions): { patients?: number; draws?: number } {
  return {
    ...(patients === undefined ? {} : { patients }),
    ...(draws === undefined ? {} : { draws }),
  };
}

/** All experiments, or that of one claim. */
function chosenBook(book: ExperimentBook, id: string | undefined): ExperimentBook {
  if (id === undefined) return book;
  const claim = requireClaim(id);
  const experiments = book.experiments.filter((one) => one.id === claim.experiment);
  if (experiments.length > 0) return { ...book, experiments };
  throw failure("CH6073", {
    id: claim.id,
    cause: claim.whyNot || "No experiment is written for it.",
  });
}

interface RunPlan {
  readonly source: ParameterSource;
  readonly patients: number;
  readonly draws: number;
  readonly seed: number;
}

async function runWithProgress(
  { experiments, cohorts }: ExperimentBook,
  disease: Disease,
  plan: RunPlan,
  posterior: Posterior | undefined,
  { workers }: ClaimsOptions,
  terminal: Terminal,
): Promise<ExperimentsRun> {
  const progress = new Progress(terminal);
  const pool = await openPool({ workers: workers ?? availableParallelism() });
  try {
    const run = await runExperiments(experiments, cohorts, disease, compileDisease(disease), pool, {
      ...plan,
      ...(posterior ? { posterior } : {}),
      signal: terminal.signal,
      onProgress: (done, total) =>
        progress.update({ stage: "asking", share: done / total, total, unit: "cohorts" }),
    });
    progress.clear();
    noteDiagnostics(terminal, run.diagnostics);
    if (hasErrors(run.diagnostics)) throw new CliError(run.diagnostics, ExitCode.failed);
    return run;
  } catch (error) {
    if (terminal.signal.aborted)
      throw new CliError(failure("CH6011", {}).diagnostics, ExitCode.cancelled);
    if (error instanceof DiagnosticError && !(error instanceof CliError))
      throw new CliError(error.diagnostics, ExitCode.failed);
    throw error;
  } finally {
    progress.clear();
    await pool.close();
  }
}

async function writeAll(results: ClaimsResults, options: ClaimsOptions): Promise<void> {
  const { out } = options;
  if (out !== undefined) await makeFolder(out);
  const places = (file: string, name: string | undefined): string[] => [
    ...(out === undefined ? [] : [join(out, file)]),
    ...(name === undefined ? [] : [name]),
  ];
  for (const file of places("results.json", options.results))
    await saveFile(file, resultsText(results));
  const pages = places("claims.html", options.page);
  if (pages.length === 0) return;
  const page = claimsPage(loadKnowledge(), results, { version: chondronVersion() });
  for (const file of pages) await saveFile(file, page);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw failure("CH6002", { file: folder, cause: systemCause(error) });
  }
}

function tableText({ experiments, manifest }: ClaimsResults): string {
  const shown = (value: number | undefined): string => plain(value ?? Number.NaN);
  const table = textTable({
    caption: "",
    columns: [
      { head: "claims" },
      { head: "experiment", align: "left" },
      { head: "model", align: "left" },
      { head: "value" },
      { head: "90 % interval" },
      { head: "unit", align: "left" },
      { head: "draws that hold" },
    ],
    rows: experiments.map((one) => [
      one.claims.join(" "),
      one.id,
      one.verdict,
      shown(one.value),
      `${shown(one.low)} to ${shown(one.high)}`,
      one.unit ?? "",
      `${Math.round(100 * one.probability)} %`,
    ]),
  });
  const { draws, patients, parameters } = manifest;
  return `${table}\n\nParameters ${parameters}, ${draws} draws, ${patients} virtual people of each cohort.\nSimulated patients; not medical advice.\n`;
}
