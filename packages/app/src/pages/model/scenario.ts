// What the joint picture can show: runs of the knee as shipped. Person: a woman with the middle body
// mass index of people with knee osteoarthritis, nominal parameters.

import type { Model } from "@chondron/model";
import type { SimulateRequest, Simulation } from "../../engine/client.js";
import { jointParts, jointSymbols } from "../../joint/joint-parts.js";
import { nearestDay } from "../patient/answer-words.js";

export const scenarioIds = ["wear", "vesicles"] as const;
export type ScenarioId = (typeof scenarioIds)[number];

export interface Scenario {
  readonly id: ScenarioId;
  readonly request: SimulateRequest;
  /** Time of the run in the unit that it is shown in. */
  readonly shown: (time: number) => number;
}

const daysPerYear = 365.25;
const entryAge = 62;
const person = { female: 1, bmi: 29.5, age0: entryAge, susceptibility: 0.3, alignment: 1 };

/**
 * Symbols recorded: those of the picture and of all its parts, rates of reactions, and every state, to
 * start from.
 */
export function recordedSymbols(model: Model): string[] {
  const shown = Object.values(jointParts).flatMap(({ symbols }) => symbols);
  const rates = model.reactions.map(({ id }) => id);
  return [...new Set([...jointSymbols, ...shown, ...rates, ...stateSymbols(model)])];
}

function stateSymbols(model: Model): string[] {
  const rates = model.rules.flatMap((rule) => (rule.kind === "rate" ? [rule.variable] : []));
  const species = model.species.filter((one) => !one.constant && !one.boundaryCondition);
  return [...new Set([...rates, ...species.map(({ id }) => id)])];
}

/** Values of all states in a run at the recorded time nearest to `time`. */
export function statesAt(
  model: Model,
  run: Simulation,
  time: number,
): Readonly<Record<string, number>> {
  const at = nearestDay(run.times, time);
  return Object.fromEntries(
    stateSymbols(model).map((id) => [id, run.values[run.ids.indexOf(id)]?.[at] ?? Number.NaN]),
  );
}

/** From the healthy age to 70: time 0 is the day of entry. */
export function wearScenario(model: Model, healthyAge: number): Scenario {
  return {
    id: "wear",
    request: {
      model: "knee",
      start: (healthyAge - entryAge) * daysPerYear,
      end: (70 - entryAge) * daysPerYear,
      steps: 240,
      set: person,
      observe: recordedSymbols(model),
    },
    shown: (time) => entryAge + time / daysPerYear,
  };
}

/** Vesicles of one usual injection, into a knee in the state that `worn` says. */
export function vesicleScenario(
  model: Model,
  worn: Readonly<Record<string, number>>,
  particles: number,
): Scenario {
  return {
    id: "vesicles",
    request: {
      model: "knee",
      start: 0,
      end: 60,
      steps: 240,
      set: { ...person, ...worn, EV_sf: particles },
      observe: recordedSymbols(model),
    },
    shown: (time) => time,
  };
}
