// What a visit records of what is there: the value plus an error of the visit, within the bounds of
// the instrument, rounded to its resolution. Outcomes scored from others of the same visit share
// their errors: a questionnaire is filled in once.

import { type Expression, freeSymbols, parseFormula } from "@chondron/model";
import type { Outcome } from "./disease.js";
import { evaluate } from "./population/evaluate.js";
import type { MeasurementPlan } from "./protocol.js";
import type { Draws } from "./stats/random.js";

export interface Instrument {
  readonly sd: number;
  readonly low: number;
  readonly high: number;
  readonly resolution: number;
  readonly purpose: string;
  /** Set where the value is scored from other outcomes: the formula and their indices by id. */
  readonly score?: { readonly formula: Expression; readonly parts: ReadonlyMap<string, number> };
}

/**
 * The instruments of a protocol, in the order of the outcomes. Throws for a score that is no formula
 * over outcomes measured by themselves: the disease's own checks say so first.
 */
export function instrumentsOf(
  outcomes: readonly Outcome[],
  plan: MeasurementPlan,
): readonly Instrument[] {
  const measured = new Map(
    outcomes.flatMap((o, index) => (o.scoredFrom === "" ? [[o.id, index] as const] : [])),
  );
  return outcomes.map(({ id, low, high, resolution, measurementSd, scoredFrom }) => ({
    sd: plan.error ? (plan.sd[id] ?? measurementSd) : 0,
    low,
    high,
    resolution,
    purpose: `error ${id}`,
    ...(scoredFrom === "" ? {} : { score: scoreOf(id, scoredFrom, measured) }),
  }));
}

function scoreOf(
  id: string,
  text: string,
  measured: ReadonlyMap<string, number>,
): NonNullable<Instrument["score"]> {
  const { expression } = parseFormula(text);
  const symbols = expression ? [...freeSymbols(expression)] : [];
  if (!expression || !symbols.every((symbol) => measured.has(symbol)))
    throw new Error(`the score of "${id}", "${text}", is no formula over measured outcomes`);
  return {
    formula: expression,
    parts: new Map(symbols.map((symbol) => [symbol, measured.get(symbol)!])),
  };
}

/**
 * Record all outcomes of one visit.
 *
 * @param values [outcome] what is there; NaN stays NaN.
 * @param visit keys the errors.
 * @param recorded [outcome] overwritten.
 */
export function measureVisit(
  instruments: readonly Instrument[],
  values: Float64Array,
  draws: Draws,
  visit: number,
  recorded: Float64Array,
): void {
  instruments.forEach((instrument, outcome) => {
    if (!instrument.score) recorded[outcome] = measure(instrument, values[outcome]!, draws, visit);
  });
  instruments.forEach(({ score, ...instrument }, outcome) => {
    if (!score) return;
    const value = evaluate(score.formula, (id) => recorded[score.parts.get(id)!]!);
    recorded[outcome] = within(instrument, value);
  });
}

/** The recorded value of one instrument; `visit` keys the error. NaN stays NaN. */
export function measure(
  instrument: Omit<Instrument, "score">,
  value: number,
  draws: Draws,
  visit: number,
): number {
  const { sd, purpose } = instrument;
  return within(instrument, sd > 0 ? value + sd * draws.normal(purpose, visit) : value);
}

/** Rounded to the resolution, then held within the bounds. */
function within(
  { low, high, resolution }: Pick<Instrument, "low" | "high" | "resolution">,
  read: number,
): number {
  const rounded = resolution > 0 ? roundTo(read, resolution) : read;
  if (rounded < low) return low;
  return rounded > high ? high : rounded;
}

/** Nearest multiple of `step`, divided where 1/step is whole, so that 0.1 steps print as such. */
function roundTo(value: number, step: number): number {
  const inverse = Math.round(1 / step);
  const whole = step < 1 && Math.abs(inverse * step - 1) < 1e-9;
  return whole ? Math.round(value * inverse) / inverse : Math.round(value / step) * step;
}
