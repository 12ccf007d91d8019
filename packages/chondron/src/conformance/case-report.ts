// What a run of a suite says of each case, and the counts over all.

import type { Target } from "@chondron/solver";
import { type CaseOutcome, type CaseStatus, runCase } from "./run-case.js";
import type { SuiteCase } from "./suite.js";

export interface CaseReport extends Omit<CaseOutcome, "results"> {
  readonly id: string;
  /** Level and version of the SBML file, e.g. "l3v2". */
  readonly level?: string;
  readonly tags: readonly string[];
}

export function reportOf(item: SuiteCase, outcome: CaseOutcome): CaseReport {
  const { results: _, ...rest } = outcome;
  const { id, level, tags } = item;
  return { id, ...(level === undefined ? {} : { level }), tags, ...rest };
}

/** Run every case, in order. */
export function runCases(cases: readonly SuiteCase[], target: Target = "js"): CaseReport[] {
  return cases.map((item) => reportOf(item, runCase(item, target)));
}

export function countReports(reports: readonly CaseReport[]): Record<CaseStatus, number> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status } of reports) counts[status]++;
  return counts;
}
