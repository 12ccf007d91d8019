// The therapy in question: what a trial of it would show, how large its effect would have to be, and what
// amounts and schedules change.

import { type PairedRow, pairedForestChart } from "../charts/paired-forest-chart.js";
import { figure, paragraph, section } from "../report/figure.js";
import { inSentence, plain, readableAmounts, signed } from "../report/format.js";
import { dataTable, type Table, table } from "../report/table.js";
import type { CredibilityAssessment, ExplorationPoint, ExplorationResult } from "./assessment.js";
import { digitsOf, predictedWords } from "./credibility-words.js";
import { predictedInterval } from "./validation-section.js";

/** The answer to the question of interest in one sentence; "" where it could not be had. */
export function effectSentence({ exploration }: CredibilityAssessment): string {
  const { usual, needed, label, versus, week } = exploration;
  if (!usual.trial || !needed) return "";
  const { low90, high90, mean, unit } = usual.trial;
  const digits = digitsOf(low90, high90);
  const zero = low90 <= 0 && high90 >= 0;
  const end = zero
    ? "this model and today's evidence cannot tell it from zero"
    : "zero lies outside";
  return `In a trial of ${needed.patients} patients, ${inSentence(label)} would change ${inSentence(exploration.endpointLabel)}, at week ${plain(week)} by ${signed(mean, digits)} ${unit} more than ${versus} (90 % predictive interval ${signed(low90, digits)} to ${signed(high90, digits)}): ${end}.`;
}

export function explorationSection(assessment: CredibilityAssessment): string {
  const { exploration } = assessment;
  const { label, versus } = exploration;
  return section(
    "exploration",
    `${label} against ${versus}: amounts, schedules, the effect needed`,
    paragraph(effectSentence(assessment)),
    exploration.usual.reason === "" ? "" : paragraph(exploration.usual.reason),
    neededWords(exploration),
    explorationFigure(assessment),
  );
}

/** 90 % of a normal distribution. */
const normal90 = 1.644854;

function neededWords({ needed }: ExplorationResult): string {
  if (!needed) return "";
  const { inTrial, inStudy, withPower, important, unit, patients } = needed;
  const effect = (value: number): string => `${signed(value, digitsOf(value))} ${unit}`;
  const rows = [
    [
      `Mean difference whose 90 % interval in a trial of ${patients} would leave zero`,
      effect(inTrial),
    ],
    ["The same without chance in the patients of a trial", effect(inStudy)],
    [
      `Difference that a trial of ${patients} finds with 90 % power at 5 %, were studies alike`,
      effect(withPower),
    ],
    [
      "Important difference",
      important === null ? "none is accepted" : `${plain(important)} ${unit}`,
    ],
  ];
  const columns = [{ head: "Needed" }, { head: "Difference" }];
  return table({ caption: "Size of the effect needed", columns, rows });
}

function explorationFigure({ exploration, manifest }: CredibilityAssessment): string {
  const { amounts, schedules, needed, endpointLabel, week } = exploration;
  const points = [exploration.usual, ...amounts, ...schedules];
  const title = explorationTitle(points);
  const unit = points.find(({ trial }) => trial)?.trial?.unit ?? "";
  const scale = `${endpointLabel}, difference at week ${plain(week)}, ${unit}`;
  const important =
    needed?.important == null
      ? {}
      : {
          important: {
            value: -needed.important * Math.sign(-needed.withPower || 1),
            words: `dotted: important difference, ${plain(needed.important)} ${unit}`,
          },
        };
  const amount = readableAmounts(String(schedules[0]?.amount ?? ""));
  const groups = [
    {
      title: `${scale}; by amount`,
      rows: [exploration.usual, ...amounts].map(pairedRow),
      ...important,
    },
    { title: `The same by schedule, ${amount} each`, rows: schedules.map(pairedRow), ...important },
  ];
  const names = [
    `a trial of ${needed?.patients ?? 0}: mean, 50 and 90 %`,
    "parameters alone, 90 %",
  ] as const;
  const label = `${title}. ${points.map((point) => `${point.label}: ${predictedWords(point.trial)}`).join("; ")}`;
  return figure({
    id: "exploration-figure",
    title,
    reading:
      "The upper interval holds all that is uncertain about one more trial, the lower one what is not known of the parameters. Where the lower one widens with the amount, it is ignorance that grows.",
    wide: pairedForestChart(groups, names, 720, label),
    narrow: pairedForestChart(groups, names, 350, label),
    caption: `Parameters: ${manifest.parameters}, ${manifest.draws} draws, seed ${manifest.seed}.`,
    data: dataTable(explorationTable(points)),
  });
}

function explorationTitle(points: readonly ExplorationPoint[]): string {
  const known = points.flatMap(({ trial }) => trial ?? []);
  const zero = known.filter(({ low90, high90 }) => low90 <= 0 && high90 >= 0).length;
  if (known.length === 0) return "The therapy in question could not be explored";
  return zero === known.length
    ? "At no amount and on no schedule looked at does the interval leave zero"
    : `On ${known.length - zero} of ${known.length} amounts and schedules the interval leaves zero`;
}

function pairedRow({ label, trial, reason }: ExplorationPoint): PairedRow {
  if (!trial) return { label, reason: reason === "" ? "" : "not predicted" };
  const half = normal90 * trial.parameterSd;
  const digits = digitsOf(trial.low90, trial.high90);
  return {
    ...{ label, reason: "", first: predictedInterval(trial) },
    second: {
      ...{ value: trial.mean, low: trial.mean - half, high: trial.mean + half },
      words: `${signed(trial.mean - half, digits)} to ${signed(trial.mean + half, digits)}`,
    },
  };
}

function explorationTable(points: readonly ExplorationPoint[]): Table {
  return {
    caption: "Amounts and schedules",
    columns: [
      { head: "Regimen" },
      { head: "In a trial (90 %)" },
      { head: "Without chance in its patients (90 %)" },
      { head: "SD from parameters" },
      { head: "Remarks", align: "prose" },
    ],
    rows: points.map(({ label, trial, study, reason }) => [
      label,
      predictedWords(trial),
      predictedWords(study),
      trial ? plain(trial.parameterSd) : "",
      reason,
    ]),
  };
}
