// Where the width of a prediction comes from: what is not known of the parameters, how studies differ, which
// patients are seen, what their visits record, and how many virtual patients were run.

import type { PredictionRow } from "@chondron/trial";
import { paragraph, section } from "../report/figure.js";
import { fixed } from "../report/format.js";
import { table } from "../report/table.js";
import type { CredibilityAssessment } from "./assessment.js";
import { digitsOf } from "./credibility-words.js";

export function uncertaintySection({ comparators, exploration }: CredibilityAssessment): string {
  const { usual, label, versus, needed } = exploration;
  const question = `${label} against ${versus}, trial of ${needed?.patients ?? 0}`;
  const rows = [
    ...(usual.trial ? [cells(question, usual.trial)] : []),
    ...comparators.flatMap((one) => (one.predicted ? [cells(one.label, one.predicted)] : [])),
  ];
  return section(
    "uncertainty",
    "Uncertainty, by where it comes from",
    paragraph(
      "SDs whose squares add up to that of the prediction. Sampling is split into who the patients are and what the instrument adds at the visit; where a published standard error was taken, in the same shares.",
    ),
    table({
      caption: "SD of predictions by source",
      columns: [
        { head: "What" },
        { head: "Parameters" },
        { head: "Studies" },
        { head: "Patients" },
        { head: "Visits" },
        { head: "Virtual patients" },
        { head: "All" },
        { head: "Unit", align: "left" },
      ],
      rows,
    }),
  );
}

function cells(label: string, row: PredictionRow): string[] {
  const { parameterSd, betweenStudySd, samplingSd, visitShare, monteCarloSd, sd } = row;
  const patients = samplingSd * Math.sqrt(1 - visitShare);
  const visits = samplingSd * Math.sqrt(visitShare);
  const parts = [parameterSd, betweenStudySd, patients, visits, monteCarloSd, sd];
  const digits = Math.max(2, digitsOf(sd));
  return [label, ...parts.map((part) => fixed(part, digits)), row.unit];
}
