// Every parameter that the trial rests on, with the kind of evidence in one small word. Those drawn
// from a prior stand first: they decide how wide the answer is.

import type { AssumptionRow, EvidenceGrade } from "@chondron/trial";
import { element, text } from "../charts/markup.js";
import { paragraph, section } from "./figure.js";
import { plain, plural } from "./format.js";
import type { ReportContext } from "./report-context.js";
import { table } from "./table.js";

export const gradeWords: Readonly<Record<EvidenceGrade, string>> = {
  A: "human",
  B: "animal",
  C: "cell",
  D: "assumed",
};

export function assumptionSection(context: ReportContext): string {
  const { assumptions } = context.summary;
  if (assumptions.length === 0) return "";
  const uncertain = assumptions.filter((row) => row.prior !== "");
  const rest = assumptions.filter((row) => row.prior === "");
  return section(
    "assumptions",
    "What it rests on",
    paragraph(gradeReading(assumptions)),
    gradeBar(assumptions),
    uncertain.length === 0
      ? ""
      : table({
          caption: "Drawn anew for each simulated trial, because nobody knows the value",
          showCaption: true,
          ...assumptionTable(uncertain, true),
        }),
    rest.length === 0
      ? ""
      : element(
          "details",
          {},
          element("summary", {}, text(`All ${plural(rest.length, "other parameter")}`)),
          table({
            caption: "Parameters held at one value for all trials",
            ...assumptionTable(rest, false),
          }),
        ),
  );
}

function gradeCounts(
  rows: readonly AssumptionRow[],
): readonly (readonly [EvidenceGrade, number])[] {
  return (["A", "B", "C", "D"] as const).map((grade) => [
    grade,
    rows.filter((row) => row.grade === grade).length,
  ]);
}

function gradeReading(rows: readonly AssumptionRow[]): string {
  const parts = gradeCounts(rows).map(([grade, n]) => `${n} ${gradeWords[grade]}`);
  return `Of ${plural(rows.length, "parameter")}, the best evidence is: ${parts.join(", ")}. A grade marks the evidence for the quantity, not a fit of this model to it.`;
}

/** Shares of the grades as one bar of words. */
function gradeBar(rows: readonly AssumptionRow[]): string {
  const segments = gradeCounts(rows)
    .filter(([, n]) => n > 0)
    .map(([grade, n]) =>
      element(
        "span",
        { class: `grade grade-${grade}`, style: `flex-grow:${n}` },
        text(`${gradeWords[grade]} ${n}`),
      ),
    );
  return element("p", { class: "grades", "aria-hidden": "true" }, ...segments);
}

function assumptionTable(rows: readonly AssumptionRow[], uncertain: boolean) {
  const last = uncertain ? { head: "Prior", align: "left" as const } : { head: "Varies, CV" };
  return {
    columns: [
      { head: "Parameter" },
      { head: "Value" },
      { head: "Low to high" },
      { head: "Unit", align: "left" as const },
      { head: "Evidence", align: "left" as const },
      last,
      { head: "Source", align: "left" as const },
      { head: "Meaning", align: "left" as const },
    ],
    rows: rows.map((row) => [
      row.id,
      plain(row.value),
      `${plain(row.low)} to ${plain(row.high)}`,
      row.unit,
      row.status === "assumed" ? gradeWords[row.grade] : `${gradeWords[row.grade]}, ${row.status}`,
      uncertain ? row.prior : row.variability > 0 ? plain(row.variability) : "–",
      row.source,
      row.note,
    ]),
  };
}
