// Every parameter that the trial rests on, with the kind of evidence in one small word. Those drawn
// from a prior stand first: they decide how wide the answer is.

import type { AssumptionRow, EvidenceGrade } from "@chondron/trial";
import { element, text } from "../charts/markup.js";
import { paragraph, section } from "./figure.js";
import { fixed, missing, plain, plural } from "./format.js";
import type { ReportContext } from "./report-context.js";
import { type Table, table } from "./table.js";

export const gradeWords: Readonly<Record<EvidenceGrade, string>> = {
  A: "human",
  B: "animal",
  C: "cell",
  D: "assumed",
};

export function assumptionSection(
  context: ReportContext,
  citation: (source: string) => string,
): string {
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
          ...assumptionTable(uncertain, true, citation),
        }),
    rest.length === 0
      ? ""
      : element(
          "details",
          {},
          element("summary", {}, text(`All ${plural(rest.length, "other parameter")}`)),
          table({
            caption: "Parameters held at one value for all trials",
            ...assumptionTable(rest, false, citation),
          }),
        ),
  );
}

function gradeCounts(
  rows: readonly Pick<AssumptionRow, "grade">[],
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
export function gradeBar(rows: readonly Pick<AssumptionRow, "grade">[]): string {
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

function assumptionTable(
  rows: readonly AssumptionRow[],
  uncertain: boolean,
  citation: (source: string) => string,
): Pick<Table, "columns" | "rows"> {
  return {
    columns: [
      { head: "Parameter", align: "left" },
      { head: "Value (low to high)" },
      { head: "Unit", align: "left" },
      { head: "Evidence", align: "left" },
      uncertain ? { head: "Prior, and what was drawn", align: "left" } : { head: "CV" },
      { head: "Source and reason", align: "prose" },
    ],
    rows: rows.map((row) => [
      row.label === row.id ? row.id : `${row.label} (${row.id})`,
      `${plain(row.value)} (${plain(row.low)} to ${plain(row.high)})`,
      row.unit === "1" ? "" : row.unit,
      evidenceWords(row),
      uncertain ? priorWords(row) : row.variability > 0 ? plain(row.variability) : missing,
      [citation(row.source), row.note].filter((words) => words !== "").join(". "),
    ]),
  };
}

/** Kind of evidence, and whether the size of the value comes from it. */
export function evidenceWords({ grade, status }: Pick<AssumptionRow, "grade" | "status">): string {
  if (status !== "assumed") return `${gradeWords[grade]}, ${status}`;
  return grade === "D" ? gradeWords.D : `${gradeWords[grade]}; size assumed`;
}

function priorWords(row: AssumptionRow): string {
  if (row.priorDraws.length === 0) return row.prior;
  const [low, high] = [Math.min(...row.priorDraws), Math.max(...row.priorDraws)];
  return `${row.prior}; drawn ${fixed(low, 2)} to ${fixed(high, 2)}`;
}
