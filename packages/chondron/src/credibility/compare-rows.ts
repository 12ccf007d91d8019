// Published figures and their predictions: rows are planned apart, so that one that the model cannot say
// anything about (a therapy it does not have) keeps its reason and no other row suffers.

import type { CalibrationTarget, Diagnostic, Disease } from "@chondron/model";
import { hasErrors } from "@chondron/model";
import { type PredictionRow, planPredictions } from "@chondron/trial";
import type { Comparison } from "./assessment.js";

export interface SortedRows {
  /** Rows that can be predicted. */
  readonly rows: readonly CalibrationTarget[];
  /** Why others cannot, by id. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Warnings about those that can. */
  readonly diagnostics: readonly Diagnostic[];
}

export function sortRows(targets: readonly CalibrationTarget[], disease: Disease): SortedRows {
  const rows: CalibrationTarget[] = [];
  const reasons = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const target of targets) {
    const { diagnostics: found } = planPredictions([target], disease);
    const wrong = found.find(({ severity }) => severity === "error");
    if (wrong) reasons.set(target.id, wrong.message);
    else {
      rows.push(target);
      diagnostics.push(...found.filter((one) => !hasErrors([one])));
    }
  }
  return { rows, reasons, diagnostics };
}

/** Half-width of an interval of 95 % in standard errors. */
const standardErrors = 1.959964;

export interface ComparedRow {
  readonly id: string;
  readonly label: string;
  readonly therapy: string;
  /** Undefined: there is no such row. */
  readonly target: CalibrationTarget | undefined;
}

export function compareRow(
  { id, label, therapy, target }: ComparedRow,
  predictions: ReadonlyMap<string, PredictionRow>,
  reasons: ReadonlyMap<string, string>,
  disease: Disease,
): Comparison {
  const predicted = (target && predictions.get(target.id)) ?? null;
  const published = target ? publishedOf(target) : null;
  const meanInside =
    predicted && published
      ? predicted.mean >= published.low && predicted.mean <= published.high
      : null;
  const { use = "", source = "", note = "" } = target ?? {};
  const reason = predicted ? "" : ((target && reasons.get(target.id)) ?? "there is no such row");
  const scale = target ? scaleWords(target, disease) : "";
  return { id, label, therapy, scale, use, source, note, published, predicted, meanInside, reason };
}

/** Outcomes of 0 to 100 that improve the same way share a scale. */
function scaleWords({ endpoint }: CalibrationTarget, { outcomes }: Disease): string {
  const outcome = outcomes.find(({ id }) => id === endpoint);
  if (!outcome) return "share with the event, %";
  const { label, unit, low, high, better } = outcome;
  return low === 0 && high === 100
    ? `difference or change on scales of 0 to 100, ${better} is better`
    : `${label}, ${unit}`;
}

function publishedOf({ value, se }: CalibrationTarget): Comparison["published"] {
  if (!Number.isFinite(value)) return null;
  const half = Number.isFinite(se) ? standardErrors * se : 0;
  return { value, low: value - half, high: value + half };
}

/** Shares among the comparisons that have both sides; NaN without any. */
export function comparisonShares(comparisons: readonly Comparison[]): {
  readonly compared: number;
  readonly covered: number;
  readonly meanInside: number;
} {
  const both = comparisons.filter(({ meanInside }) => meanInside !== null);
  const share = (test: (one: Comparison) => boolean): number =>
    both.filter(test).length / both.length;
  return {
    compared: both.length,
    covered: share(({ predicted }) => predicted?.inside90 === true),
    meanInside: share(({ meanInside }) => meanInside === true),
  };
}
