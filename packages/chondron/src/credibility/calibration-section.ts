// Calibration: priors, what there is to be fitted, the posterior with its diagnostics, and what studies left
// out say of it.

import { definitions, paragraph, section } from "../report/figure.js";
import { plain, plural } from "../report/format.js";
import { behind, type Table } from "../report/table.js";
import type { CalibrationRecord, CalibrationTable, CredibilityAssessment } from "./assessment.js";
import { figureWords } from "./credibility-words.js";

export function calibrationSection({ calibration }: CredibilityAssessment): string {
  const { priors, targets, tables } = calibration;
  return section(
    "calibration",
    "Calibration: what was fitted to what",
    paragraph(stateWords(calibration)),
    diagnosticWords(calibration),
    behind(`Priors of ${plural(priors.length, "parameter")}`, {
      caption: "Parameters with a prior",
      columns: [
        { head: "Parameter" },
        { head: "Prior", align: "left" },
        { head: "Value without it" },
        { head: "Unit", align: "left" },
        { head: "Evidence", align: "left" },
      ],
      rows: priors.map((row) => [row.id, row.prior, plain(row.nominal), row.unit, row.grade]),
    }),
    behind("Observed numbers by set and use", {
      caption: "Observed numbers by set and use",
      columns: [{ head: "Set" }, { head: "Use", align: "left" }, { head: "Numbers" }],
      rows: targets.map(({ set, use, rows }) => [set || "none", use, String(rows)]),
    }),
    ...tables.map((one) => behind(titles[one.file] ?? one.file, shown(one))),
  );
}

const titles: Readonly<Record<string, string>> = {
  "posterior/parameters.tsv": "Prior to posterior: shrinkage of each parameter",
  "posterior/cross-validation-summary.tsv": "Studies left out: coverage and error",
};

function shown({ file, columns, rows }: CalibrationTable): Table {
  return { caption: titles[file] ?? file, columns: columns.map((head) => ({ head })), rows };
}

const sourceWords: Readonly<Record<CalibrationRecord["source"], string>> = {
  nominal:
    "The figures below use the values of the table of parameters and no ignorance about them.",
  prior:
    "The figures below draw parameters from their priors: nothing was learnt from data in them.",
  posterior: "The figures below draw parameters and heterogeneity from the posterior.",
};

function stateWords({ posterior, source }: CalibrationRecord): string {
  const state = {
    none: "No posterior ships with this version.",
    "belongs to this disease": "A posterior ships and belongs to this version of the disease.",
    "made for another version":
      "A posterior ships, but it was made for another version of the disease and is not used unless asked for.",
  }[posterior.state];
  return `${state} ${sourceWords[source]}`;
}

const diagnosticNames: Readonly<Record<string, string>> = {
  largestRHat: "Largest split R-hat",
  smallestEffectiveSize: "Smallest effective sample size",
  paretoK: "Pareto k of the weights",
  weightsEffectiveSize: "Effective number of weighted draws",
  largestEmulatorError: "Largest error of the emulator, % of the range",
};

function diagnosticWords({ posterior }: CalibrationRecord): string {
  const { diagnostics, settings, seed } = posterior;
  const pairs = Object.entries(diagnostics).map(
    ([name, value]) => [diagnosticNames[name] ?? name, figureWords(value)] as const,
  );
  if (pairs.length === 0) return "";
  const words = Object.entries(settings).map(([name, value]) => `${name} ${plain(value)}`);
  return definitions([...pairs, ["Settings", `seed ${seed ?? ""}, ${words.join(", ")}`]]);
}
