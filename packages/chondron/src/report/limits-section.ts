// Safety and limits: what this trial cannot show. The model has no adverse effects, so the report
// says that in words instead of an empty table.

import { bulletList, paragraph, section } from "./figure.js";
import { percent, plural } from "./format.js";
import type { ReportContext } from "./report-context.js";

export function limitsSection(context: ReportContext): string {
  const { summary } = context;
  return section(
    "limits",
    "Safety and limits",
    paragraph(
      "The model has no adverse effects: infection, flare after an injection, immune reaction, tumour and bleeding are not in it. Silence here is not safety.",
    ),
    bulletList(limits(context)),
    paragraph(summary.contextOfUse === "" ? "" : `Meant for: ${summary.contextOfUse}`),
  );
}

function limits(context: ReportContext): string[] {
  const { summary } = context;
  const { design, assumptions } = summary;
  const assumed = assumptions.filter((row) => row.grade === "D").length;
  const priors = assumptions.filter((row) => row.prior !== "");
  return [
    "What happens here follows from the equations and the numbers put in; a real trial can find something else.",
    assumptions.length === 0
      ? ""
      : `${assumed} of ${plural(assumptions.length, "model parameter")} (${percent(assumed / assumptions.length, 0)}) rest on assumption, not on measurement.`,
    priors.length === 0
      ? "No ignorance about parameters was drawn: the intervals hold the chance of sampling patients and nothing else."
      : `Ignorance about ${plural(priors.length, "parameter")} was drawn anew for each simulated trial; everything else we do not know is not in the intervals.`,
    design.replicates < 10
      ? `Only ${plural(design.replicates, "trial")} ${design.replicates === 1 ? "was" : "were"} simulated: intervals over trials are not to be had from so few.`
      : "",
    summary.solver.failed > 0
      ? `${plural(summary.solver.failed, "integration")} of ${summary.solver.integrations} failed and are counted, not replaced.`
      : "",
  ].filter((line) => line !== "");
}
