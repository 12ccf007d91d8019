// chondron conformance sbml DIR: run a folder of cases of the SBML Test Suite and count what passes.
// Every case's results are written in the suite's format, also those of failing cases.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "@chondron/solver";
import { type CaseReport, countReports, reportOf } from "../conformance/case-report.js";
import { runCase } from "../conformance/run-case.js";
import { findCases, type SuiteCase } from "../conformance/suite.js";
import { ExitCode, failure, systemCause, usageError } from "./cli-error.js";
import { saveFile } from "./save-file.js";
import type { Terminal } from "./terminal.js";

export interface ConformanceOptions {
  readonly level?: string;
  readonly models?: string;
  readonly target?: Target;
  readonly out?: string;
  readonly json?: boolean;
}

export async function conformance(
  suite: string,
  folder: string,
  options: ConformanceOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (suite !== "sbml") throw usageError("CH6015", { suite });
  const cases = casesIn(folder, options);
  if (options.out !== undefined) makeFolder(options.out);
  const reports: CaseReport[] = [];
  for (const item of cases) {
    if (terminal.signal.aborted) throw failure("CH6011", {});
    reports.push(await report(item, options, terminal));
  }
  const counts = countReports(reports);
  if (options.json)
    await terminal.write(`${JSON.stringify({ ...counts, cases: reports }, null, 1)}\n`);
  else
    await terminal.write(
      `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
    );
  return ExitCode.success;
}

/** The cases of a folder; of one level, where one is asked for. */
function casesIn(folder: string, options: ConformanceOptions): SuiteCase[] {
  try {
    statSync(folder);
  } catch (error) {
    throw usageError("CH6001", { file: folder, cause: systemCause(error) });
  }
  const cases = findCases(folder, options);
  if (cases.length === 0)
    throw usageError("CH6016", { folder, level: options.level ?? "any level" });
  return cases;
}

async function report(
  item: SuiteCase,
  options: ConformanceOptions,
  terminal: Terminal,
): Promise<CaseReport> {
  const outcome = runCase(item, options.target);
  const { results } = outcome;
  if (results !== undefined && options.out !== undefined)
    await saveFile(join(options.out, `${item.id}-results.csv`), results);
  if (outcome.status === "failed" && !options.json)
    terminal.note(`${item.id} ${item.level ?? ""}: ${outcome.reason}\n`);
  return reportOf(item, outcome);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw failure("CH6002", { file: folder, cause: systemCause(error) });
  }
}
