// Who took part: covariates and entry values by arm, shown trial.

import type { BaselineRow, OutcomeSummary } from "@chondron/trial";
import { paragraph, section } from "./figure.js";
import { digitsFor, fixed, missing, orNaN } from "./format.js";
import { armName, outcomeById, type ReportContext } from "./report-context.js";
import { table } from "./table.js";

export function baselineSection(context: ReportContext): string {
  const { baseline } = context.summary;
  if (baseline.length === 0) return "";
  const groups = baseline[0]!.groups;
  const heads = groups.map((group) => ({
    head: group.arm === "" ? "All" : armName(context, group.arm),
  }));
  return section(
    "baseline",
    "Who took part",
    paragraph(
      "Mean (SD), or number (share) for yes/no traits. Differences between arms here come from chance alone, so they carry no p-value.",
    ),
    table({
      caption: `Characteristics at entry, trial ${context.summary.design.shownReplicate}; simulated patients`,
      columns: [{ head: "Characteristic" }, ...heads],
      rows: [
        ["Patients", ...groups.map((group) => String(group.n))],
        ...baseline.map((row) => baselineCells(row, outcomeById(context, row.id))),
      ],
    }),
  );
}

function baselineCells(row: BaselineRow, outcome: OutcomeSummary | undefined): string[] {
  const unit = row.unit === "" || row.label.endsWith(row.unit) ? "" : `, ${row.unit}`;
  const digits = outcome ? digitsFor(outcome.low, outcome.high) : covariateDigits(row);
  return [
    `${row.label}${row.kind === "count" ? "" : unit}`,
    ...row.groups.map((group) => {
      if (row.kind === "count")
        return group.share === null ? missing : `${group.count} (${fixed(100 * group.share, 1)} %)`;
      return group.mean === null
        ? missing
        : `${fixed(group.mean, digits)} (${fixed(orNaN(group.sd), digits)})`;
    }),
  ];
}

/** Two decimals for traits that vary by little, one for the rest. */
function covariateDigits(row: BaselineRow): number {
  const sd = orNaN(row.groups.at(-1)?.sd);
  return Number.isFinite(sd) && sd < 2 ? 2 : 1;
}
