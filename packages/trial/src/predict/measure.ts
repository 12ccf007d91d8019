// What is made of an endpoint over the patients of an arm: a mean, a spread or a share. Measurement
// error averages out of means and is added to spreads by its variance; shares are counted on measured
// values. Shares are in per cent.

import { type Diagnostic, type Disease, diagnose, type SourceRange } from "@chondron/model";
import { suggest } from "../protocol/suggestion.js";

export type MeasureKind =
  | "change"
  | "mean"
  | "sd"
  | "sd-change"
  | "event"
  | "improved"
  | "worsened";

export interface Measure {
  readonly kind: MeasureKind;
  /** Least change that counts, for `improved` and `worsened`; 0 otherwise. */
  readonly by: number;
  /** Index of the outcome, or of the hazard event; -1: not of that kind. */
  readonly outcome: number;
  readonly hazard: number;
  /** Turns the measure's unit into per cent of the endpoint's range. */
  readonly scale: number;
}

const kinds: readonly MeasureKind[] = ["change", "mean", "sd", "sd-change"];

/** The measure of a row; undefined, with what is wrong in `found`, where it does not fit. */
export function parseMeasure(
  text: string,
  endpoint: string,
  disease: Disease,
  found: Diagnostic[],
  range?: SourceRange,
): Measure | undefined {
  const outcome = disease.outcomes.findIndex((row) => row.id === endpoint);
  const hazard = disease.naturalHistory.hazardEvents.findIndex((row) => row.id === endpoint);
  if (outcome < 0 && hazard < 0) {
    const rows = [...disease.outcomes, ...disease.naturalHistory.hazardEvents];
    const suggestion = suggest(
      endpoint,
      rows.map((row) => row.id),
      "endpoint",
    );
    found.push(diagnose("CH4109", { id: endpoint, suggestion }, range));
    return undefined;
  }
  const measure = hazard >= 0 ? eventMeasure(text, hazard) : outcomeMeasure(text, outcome, disease);
  if (!measure) found.push(diagnose("CH4110", { text, endpoint }, range));
  return measure;
}

function eventMeasure(text: string, hazard: number): Measure | undefined {
  // "change" is what an empty cell means.
  if (text !== "event" && text !== "change") return undefined;
  return { kind: "event", by: 0, outcome: -1, hazard, scale: 1 };
}

function outcomeMeasure(text: string, outcome: number, disease: Disease): Measure | undefined {
  const { low, high } = disease.outcomes[outcome]!;
  const plain = kinds.find((kind) => kind === text);
  if (plain) return { kind: plain, by: 0, outcome, hazard: -1, scale: 100 / (high - low) };
  const [, word, by] = /^(improved|worsened)\s+(\d+\.?\d*)$/.exec(text) ?? [];
  if (word === undefined || !(Number(by) > 0)) return undefined;
  return { kind: word as MeasureKind, by: Number(by), outcome, hazard: -1, scale: 1 };
}
