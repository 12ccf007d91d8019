// Integrations that failed: counted and shown, never dropped in silence.

import type { FailureRow } from "@chondron/trial";
import { paragraph, section } from "./figure.js";
import { fixed, missing, orNaN, percent, plural } from "./format.js";
import { armName, type ReportContext } from "./report-context.js";
import { table } from "./table.js";

const mostRows = 50;

export function failureSection(context: ReportContext): string {
  const { solver, failures } = context.summary;
  const share = `${plural(solver.failed, "integration")} of ${solver.integrations} failed (${percent(solver.failureShare, 2)}; the trial counts as failed above ${percent(solver.failureLimit, 1)}).`;
  if (failures.length === 0) return section("failures", "What failed", paragraph(share));
  const shown = failures.slice(0, mostRows);
  const cut = failures.length > shown.length ? ` The first ${shown.length} are listed.` : "";
  return section(
    "failures",
    "What failed",
    paragraph(`${share}${cut}`),
    table({
      caption: "Failed integrations",
      columns: [
        { head: "Trial" },
        { head: "Candidate" },
        { head: "Phase", align: "left" },
        { head: "Arm", align: "left" },
        { head: "Day" },
        { head: "Reason", align: "left" },
        { head: "State", align: "left" },
        { head: "What to try", align: "left" },
      ],
      rows: shown.map((row) => failureCells(context, row)),
    }),
  );
}

function failureCells(context: ReportContext, row: FailureRow): string[] {
  return [
    String(row.replicate),
    String(row.candidate),
    row.phase,
    row.arm === "" ? missing : armName(context, row.arm),
    fixed(orNaN(row.day), 2),
    row.reason,
    row.state === "" ? missing : row.state,
    row.whatToTry,
  ];
}
