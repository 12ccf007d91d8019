// Validation: predictions beside data. Figures that were kept apart from the fit, and known therapies against
// what was published of them, in one figure.

import type { PredictionRow } from "@chondron/trial";
import {
  type PairedGroup,
  type PairedInterval,
  pairedForestChart,
} from "../charts/paired-forest-chart.js";
import { figure, paragraph, section } from "../report/figure.js";
import { missing, percent } from "../report/format.js";
import { behind, dataTable, type Table, table } from "../report/table.js";
import type { Comparison, CredibilityAssessment } from "./assessment.js";
import { comparisonShares } from "./compare-rows.js";
import { predictedWords, publishedWords } from "./credibility-words.js";

export function validationSection({ validation }: CredibilityAssessment): string {
  const { compared, covered, meanInside } = comparisonShares(validation);
  return section(
    "validation",
    "Validation: figures kept apart from the fit",
    paragraph(
      compared === 0
        ? "No figure that was kept apart could be predicted."
        : `Of ${compared} figures ${percent(covered, 0)} lie in their 90 % predictive intervals, and for ${percent(meanInside, 0)} the predicted mean lies in the published 95 % interval. Coverage above 97 % says that intervals are too wide, not that the model is good.`,
    ),
    table(comparisonTable(validation, "Figures kept apart: published and predicted")),
    sources(validation, "Sources of the figures kept apart"),
  );
}

export function comparatorSection({ comparators }: CredibilityAssessment): string {
  return section(
    "comparators",
    "Known therapies, number by number",
    paragraph(
      "The figure at the top as a table. A therapy that the model does not have, or a figure that was not found, is said in its row.",
    ),
    table(comparisonTable(comparators, "Known therapies: published and predicted")),
    sources(comparators, "Sources of the figures of known therapies"),
  );
}

/** The one figure of known therapies. */
export function comparatorFigure({ comparators, manifest }: CredibilityAssessment): string {
  const { compared, covered, meanInside } = comparisonShares(comparators);
  const title =
    compared === 0
      ? "No known therapy could be set beside published figures"
      : `Of ${compared} known effects, ${Math.round(compared * covered)} lie in the predicted 90 % interval, and ${Math.round(compared * meanInside)} predictions in the published one`;
  const groups = groupsOf(comparators);
  const names = [
    "predicted: mean, 50 and 90 % interval",
    "published: value, 95 % interval",
  ] as const;
  const label = `${title}. ${comparators.map(rowWords).join("; ")}`;
  return figure({
    id: "known-therapies",
    title,
    reading:
      "Above in each row what the model predicts of one more study, below what was published. All are differences from the control of their studies, saline alone is a change from entry.",
    wide: pairedForestChart(groups, names, 720, label),
    narrow: pairedForestChart(groups, names, 350, label),
    caption: `Parameters: ${manifest.parameters}, ${manifest.draws} draws, ${manifest.patients} virtual patients, seed ${manifest.seed}.`,
    data: dataTable(comparisonTable(comparators, "Known therapies")),
  });
}

function rowWords({ label, predicted, published, reason }: Comparison): string {
  if (!predicted) return `${label}: not predicted, ${reason}`;
  const beside = published ? `published ${publishedWords(published)}` : "nothing published";
  return `${label}: predicted ${predictedWords(predicted)}, ${beside}`;
}

function groupsOf(comparisons: readonly Comparison[]): PairedGroup[] {
  const scales = [...new Set(comparisons.map(({ scale }) => scale))];
  return scales.map((title) => ({
    title,
    rows: comparisons
      .filter(({ scale }) => scale === title)
      .map(({ label, predicted, published, reason }) => ({
        ...{ label, reason: reason === "" ? "" : "not in the model" },
        ...(predicted ? { first: predictedInterval(predicted) } : {}),
        ...(published ? { second: { ...published, words: publishedWords(published) } } : {}),
      })),
  }));
}

export function predictedInterval(row: PredictionRow): PairedInterval {
  return {
    ...{ value: row.mean, low: row.low90, high: row.high90 },
    inner: { low: row.low50, high: row.high50 },
    words: predictedWords(row),
  };
}

function comparisonTable(comparisons: readonly Comparison[], caption: string): Table {
  return {
    caption,
    columns: [
      { head: "What" },
      { head: "Published (95 %)" },
      { head: "Predicted (90 %)" },
      { head: "Unit", align: "left" },
      { head: "Covered", align: "left" },
    ],
    rows: comparisons.map((row) => [
      row.label,
      publishedWords(row.published),
      predictedWords(row.predicted),
      row.predicted?.unit ?? "",
      insideWords(row),
    ]),
  };
}

/** Where each figure is from, and why a row has no prediction. */
function sources(comparisons: readonly Comparison[], caption: string): string {
  const rows = comparisons.map((row) => [row.label, remarks(row)]);
  const columns = [{ head: "What" }, { head: "Source and remarks", align: "prose" }] as const;
  return behind("Sources and remarks", { caption, columns, rows });
}

function insideWords({ predicted }: Comparison): string {
  if (!predicted || predicted.inside90 === null) return missing;
  return predicted.inside50 ? "by 50 %" : predicted.inside90 ? "by 90 %" : "no";
}

function remarks({ use, source, note, reason }: Comparison): string {
  const fitted = use !== "validate" ? "used to calibrate" : "";
  const refused = reason === "" ? "" : `not predicted: ${reason}`;
  return [source, note, fitted, refused].filter((part) => part !== "").join("; ");
}
