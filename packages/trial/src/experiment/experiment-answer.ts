// What the model says to an experiment: each quantity with intervals, how often the criteria hold, and
// where along the scans they would. Parameters are uncertain as their draws have it; patients are
// resampled with replacement under each draw, so that intervals carry both.

import type { ModelVerdict } from "@chondron/model";
import { quantile } from "../stats/quantile.js";
import { createDraws } from "../stats/random.js";
import { margin, verdictOf } from "./criterion.js";
import type { QuantityValues } from "./evaluate-quantities.js";
import type { Experiment, Scan } from "./experiment.js";
import { meets, probabilityOf, type Stretch, stretches } from "./region.js";

export interface QuantityAnswer {
  readonly id: string;
  /** Over the draws of the parameters, with all patients. */
  readonly mean: number;
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
  /** SDs by source. */
  readonly parameterSd: number;
  readonly patientSd: number;
}

export interface ScanAnswer {
  readonly of: Scan["of"];
  readonly id: string;
  readonly unit: string;
  readonly with: Scan["with"];
  readonly logarithmic: boolean;
  readonly points: readonly ScanPointAnswer[];
  readonly stretches: readonly Stretch[];
  /** Probability of the stretches, from what is known of the parameter; null where nothing is drawn. */
  readonly probability: number | null;
  /** Do they share anything with the range of the ledger (of the therapy's amounts)? */
  readonly withinRange: boolean;
  readonly low: number;
  readonly high: number;
}

export interface ScanPointAnswer {
  readonly value: number;
  /** The quantity shown first, at the central values of the other parameters. */
  readonly quantity: number;
  readonly holds: boolean;
}

export interface ExperimentAnswer {
  readonly experiment: Experiment;
  readonly quantities: readonly QuantityAnswer[];
  /** Of the quantity shown first, where it is a mean: 90 % of patients over all draws. */
  readonly people: { readonly low90: number; readonly high90: number } | null;
  /** Share of draws and resamples in which all criteria hold. */
  readonly probability: number;
  readonly verdict: ModelVerdict;
  readonly scans: readonly ScanAnswer[];
}

/** What is known of the id of a scan. */
export interface ScanKnowledge {
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly quantile?: (u: number) => number;
}

const resamples = 20;

/** @param draws one for each value of the parameters. */
export function answerExperiment(
  experiment: Experiment,
  draws: readonly QuantityValues[],
  scans: readonly (readonly QuantityValues[])[],
  knowledge: readonly ScanKnowledge[],
  seed: number,
): ExperimentAnswer {
  const whole = draws.map((values) => values.at(everyone));
  const again = draws.map((values, draw) =>
    Array.from({ length: resamples }, (_, k) => values.at(resampled(seed, draw, k))),
  );
  const all = again.flat();
  const holding = all.filter((values) => holds(experiment, values)).length;
  const probability = holding / all.length;
  return {
    experiment,
    quantities: experiment.quantities.map(({ id }) => answerQuantity(id, whole, again)),
    people: peopleOf(experiment, draws),
    probability,
    verdict: verdictOf(probability),
    scans: scans.map((values, i) =>
      answerScan(experiment, experiment.scans[i]!, values, knowledge[i]!),
    ),
  };
}

type Picks = (patients: number) => Int32Array;

const everyone: Picks = (patients) => Int32Array.from({ length: patients }, (_, p) => p);

/** The same patients again in every quantity of a draw: cohorts of one size share their candidates' numbers. */
function resampled(seed: number, draw: number, sample: number): Picks {
  const draws = createDraws(seed, draw, sample);
  const known = new Map<number, Int32Array>();
  return (patients) => {
    const old = known.get(patients);
    if (old) return old;
    const picks = Int32Array.from({ length: patients }, (_, i) =>
      draws.integer("resample of patients", patients, i),
    );
    known.set(patients, picks);
    return picks;
  };
}

function holds({ holds: criteria }: Experiment, values: ReadonlyMap<string, number>): boolean {
  return margin(criteria, (id) => values.get(id)!) > 0;
}

function answerQuantity(
  id: string,
  whole: readonly ReadonlyMap<string, number>[],
  again: readonly (readonly ReadonlyMap<string, number>[])[],
): QuantityAnswer {
  const present = (all: readonly ReadonlyMap<string, number>[]): number[] =>
    all.map((values) => values.get(id)!).filter(Number.isFinite);
  const middles = present(whole);
  const spread = present(again.flat());
  const at = (p: number): number => quantile(spread, p);
  const within = again.map((values) => variance(present(values)));
  return {
    ...{ id, mean: mean(middles) },
    ...{ low50: at(0.25), high50: at(0.75), low90: at(0.05), high90: at(0.95) },
    parameterSd: Math.sqrt(variance(middles)),
    patientSd: Math.sqrt(mean(within)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** About the mean, with n. */
function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

function peopleOf(
  { answer }: Experiment,
  draws: readonly QuantityValues[],
): ExperimentAnswer["people"] {
  const each = draws.map((values) => values.individuals(answer.quantity));
  if (each.some((values) => values === undefined)) return null;
  const all = each.flatMap((values) => [...values!].filter(Number.isFinite));
  return { low90: quantile(all, 0.05), high90: quantile(all, 0.95) };
}

function answerScan(
  experiment: Experiment,
  { of, id, values, logarithmic, with: others }: Scan,
  points: readonly QuantityValues[],
  known: ScanKnowledge,
): ScanAnswer {
  const numbers = points.map((point) => point.at(everyone));
  const margins = numbers.map((all) => margin(experiment.holds, (q) => all.get(q)!));
  const found = stretches(values, margins, logarithmic);
  const { unit, low, high } = known;
  return {
    ...{ of, id, unit, with: others, logarithmic, low, high, stretches: found },
    points: values.map((value, i) => ({
      value,
      quantity: numbers[i]!.get(experiment.answer.quantity)!,
      holds: margins[i]! > 0,
    })),
    probability: known.quantile ? probabilityOf(found, known.quantile) : null,
    withinRange: meets(found, low, high),
  };
}
