// docs/coverage.md from the reports of a run: what passes by tag, what fails and why, what is
// skipped. A pure function of the reports; tests/sbml keeps the file up to date.

import { type CaseReport, countReports } from "./case-report.js";

/** The table by tag and the list of failures, of the newest level of each case. */
export function coverageByTag(reports: readonly CaseReport[]): string {
  const { passed, failed, skipped } = countReports(reports);
  const tags = [...new Set(reports.flatMap((r) => r.tags))].sort();
  const rows = tags.map((tag) => {
    const counts = countReports(reports.filter((r) => r.tags.includes(tag)));
    return [tag, counts.passed, counts.failed, counts.skipped];
  });
  const total = ["**all cases**", passed, failed, skipped];
  return [
    table(["tag", "passed", "failed", "skipped"], [...rows, total]),
    "",
    "### Failures",
    "",
    failures(reports, new Map()),
  ].join("\n");
}

/**
 * Counts of every target, and the cases that do not end as on the first one.
 *
 * @param targets reports of the same cases in the same order.
 */
export function coverageByTarget(targets: ReadonlyMap<string, readonly CaseReport[]>): string {
  const rows = [...targets].map(([target, reports]) => {
    const { passed, failed, skipped } = countReports(reports);
    return [target, passed, failed, skipped];
  });
  const [reference, ...others] = targets;
  const differences = others.flatMap(([target, reports]) =>
    reports
      .filter(({ status }, i) => status !== reference![1][i]!.status)
      .map(({ id, status, reason = "" }) => [target, id, status, reason.replaceAll("|", "\\|")]),
  );
  return [
    table(["target", "passed", "failed", "skipped"], rows),
    "",
    differences.length === 0
      ? "No case ends differently on two targets."
      : table(["target", "case", "status", "reason"], differences),
  ].join("\n");
}

/**
 * Counts of every level, and the list of failures.
 *
 * @param explained why a case cannot pass, by "id level", where the measured reason is not the cause.
 */
export function coverageByLevel(
  levels: ReadonlyMap<string, readonly CaseReport[]>,
  explained: ReadonlyMap<string, string>,
): string {
  const rows = [...levels].map(([level, reports]) => {
    const { passed, failed, skipped } = countReports(reports);
    return [level, passed, failed, skipped];
  });
  return [
    table(["level", "passed", "failed", "skipped"], rows),
    "",
    "### Failures of older levels",
    "",
    failures([...levels.values()].flat(), explained),
  ].join("\n");
}

function failures(reports: readonly CaseReport[], explained: ReadonlyMap<string, string>): string {
  const failed = reports.filter((r) => r.status === "failed");
  if (failed.length === 0) return "None.";
  return table(
    ["case", "level", "reason"],
    failed.map(({ id, level = "", reason = "" }) => [
      id,
      level,
      (explained.get(`${id} ${level}`) ?? reason).replaceAll("|", "\\|"),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
