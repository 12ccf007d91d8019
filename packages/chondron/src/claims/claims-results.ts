// The results of all experiments as one JSON value, the file evidence/results.json: what was run with
// what, and each answer with its numbers. It holds no clock: equal runs give equal bytes.

import type { ExperimentResult } from "@chondron/knee";
import type { Disease } from "@chondron/model";
import {
  type ChosenSource,
  diseaseHash,
  type Experiment,
  type ExperimentAnswer,
  type ExperimentBook,
  type ExperimentKind,
  type ParameterSource,
  posteriorHash,
  type QuantityAnswer,
  type ScanAnswer,
} from "@chondron/trial";
import { answerWords, mainQuantity, neededWords, rounded } from "./answer-words.js";

export interface ClaimsManifest {
  readonly format: "chondron-claims";
  readonly formatVersion: 1;
  readonly simulated: true;
  readonly chondron: string;
  readonly disease: { readonly id: string; readonly version: string; readonly hash: string };
  /** SHA-256 of the text of the experiments. */
  readonly experimentsHash: string;
  /** `posteriorHash` of what uncertain parameters were drawn from; "" where from no posterior. */
  readonly posteriorHash: string;
  readonly parameters: ParameterSource;
  readonly draws: number;
  readonly patients: number;
  readonly seed: number;
}

/** What a run is known by. `size`: draws as they were run. */
export function claimsManifest(
  chondron: string,
  disease: Disease,
  { hash }: ExperimentBook,
  { source, posterior }: Pick<ChosenSource, "source" | "posterior">,
  { draws, patients, seed }: Pick<ClaimsManifest, "draws" | "patients" | "seed">,
): ClaimsManifest {
  return {
    ...{ format: "chondron-claims", formatVersion: 1, simulated: true, chondron },
    disease: { id: disease.id, version: disease.version, hash: diseaseHash(disease) },
    ...{ experimentsHash: hash, parameters: source, draws },
    posteriorHash: posterior ? posteriorHash(posterior) : "",
    ...{ patients, seed },
  };
}

export interface ExperimentRecord extends ExperimentResult {
  readonly claims: readonly string[];
  readonly kind: ExperimentKind;
  readonly question: string;
  readonly note: string;
  readonly cohorts: readonly string[];
  readonly arms: Readonly<Record<string, string>>;
  readonly criteria: readonly {
    readonly quantity: string;
    readonly direction: "below" | "above";
    readonly limit: number;
  }[];
  readonly main: string;
  readonly probability: number;
  readonly quantities: readonly (QuantityAnswer & { readonly formula: string })[];
  readonly people: ExperimentAnswer["people"];
  readonly scans: readonly ScanAnswer[];
}

export interface ClaimsResults {
  readonly manifest: ClaimsManifest;
  readonly experiments: readonly ExperimentRecord[];
}

/** @param active ids of therapies with an active ingredient. */
export function claimsResults(
  manifest: ClaimsManifest,
  book: ExperimentBook,
  active: readonly string[],
  answers: readonly ExperimentAnswer[],
): ClaimsResults {
  return { manifest, experiments: answers.map((answer) => recordOf(answer, book, active)) };
}

/** As text, numbers to three digits. */
export function resultsText(results: ClaimsResults): string {
  const short = (_key: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isInteger(value) ? rounded(value) : value;
  return `${JSON.stringify(results, short, 1)}\n`;
}

function recordOf(
  answer: ExperimentAnswer,
  book: ExperimentBook,
  active: readonly string[],
): ExperimentRecord {
  const { experiment, quantities, people, probability, verdict, scans } = answer;
  const { id, claims, kind, question, note } = experiment;
  const { mean, low90, high90 } = mainQuantity(answer);
  const used = new Set(experiment.arms.map((arm) => arm.cohort));
  const cohorts = book.cohorts.filter((cohort) => used.has(cohort.id));
  return {
    ...{ id, claims, kind, question, note, verdict, probability },
    ...{ says: answerWords(answer), needed: neededWords(answer) },
    ...{ quantity: experiment.answer.label, unit: experiment.answer.unit },
    ...{ value: mean, low: low90, high: high90, level: 90, main: experiment.answer.quantity },
    therapies: therapiesOf(experiment, active),
    cohorts: cohorts.map(({ label }) => label),
    arms: Object.fromEntries(experiment.arms.map((arm) => [arm.id, arm.text])),
    criteria: experiment.holds.map(({ quantity, direction, limit }) => ({
      quantity,
      direction,
      limit,
    })),
    quantities: quantities.map((one, i) => ({ ...one, formula: experiment.quantities[i]!.text })),
    ...{ people, scans },
  };
}

function therapiesOf({ arms }: Experiment, active: readonly string[]): string[] {
  const given = new Set(arms.flatMap((arm) => arm.regimen.map((item) => item.therapy)));
  return active.filter((id) => given.has(id));
}
