// Untreated knees beside cohorts.

import { paragraph, section } from "../report/figure.js";
import { capital, plural } from "../report/format.js";
import { behind, table } from "../report/table.js";
import type { CohortResult, CohortResultRow, CredibilityAssessment } from "./assessment.js";
import { figureWords } from "./credibility-words.js";

export function cohortSection({ cohorts }: CredibilityAssessment): string {
  const figures = cohorts.flatMap((cohort) => cohort.figures);
  const inside = figures.filter((row) => row.inside === true).length;
  return section(
    "cohorts",
    "Natural history: untreated knees beside cohorts",
    paragraph(
      `${inside} of ${plural(figures.length, "figure")} lie in the range that cohorts report. Values are the model's own, without error of measurement; nobody's joint is replaced, events are read from their hazards. SE: from the number of people.`,
    ),
    ...cohorts.map(cohortTable),
  );
}

function cohortTable({
  label,
  population,
  patients,
  draws,
  figures,
  reason,
}: CohortResult): string {
  if (reason !== "") return paragraph(`${label}: ${reason}`);
  const size = `${plural(patients, "person", "people")}, ${plural(draws, "draw")}`;
  return (
    table({
      caption: `${label}: ${size}`,
      showCaption: true,
      columns: [
        { head: "Figure" },
        { head: "Simulated (SE)" },
        { head: "Over draws" },
        { head: "Cohorts" },
        { head: "Unit", align: "left" },
        { head: "Inside", align: "left" },
      ],
      rows: figures.map(cells),
    }) +
    behind(`Population and sources: ${label}`, {
      caption: `Sources of the figures: ${label} (${population})`,
      showCaption: true,
      columns: [{ head: "Figure" }, { head: "Source", align: "prose" }],
      rows: figures.map((row) => [capital(row.label), row.source]),
    })
  );
}

function cells(row: CohortResultRow): string[] {
  return [
    capital(row.label),
    `${shown(row.value)} (${shown(row.standardError, 2)})`,
    `${shown(row.low90)} to ${shown(row.high90)}`,
    `${figureWords(row.low)} to ${figureWords(row.high)}`,
    row.unit,
    insideWords(row),
  ];
}

function shown(value: number | null, digits = 3): string {
  return figureWords(value === null ? null : Number(value.toPrecision(digits)));
}

function insideWords({ inside }: CohortResultRow): string {
  return inside === null ? "not to be had" : inside ? "yes" : "no";
}
