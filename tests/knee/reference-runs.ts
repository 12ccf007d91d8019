// The reference runs of packages/knee/reference as data, and how to repeat one with this engine.

import { readFileSync } from "node:fs";
import { type CompiledModel, compile, loadJs, type System } from "@chondron/compiler";
import { kneeFolder, loadKnee } from "@chondron/knee";
import type { Disease } from "@chondron/model";
import { integrate, ResultCode, type Solution } from "@chondron/solver";

export interface Scenario {
  readonly id: string;
  readonly label: string;
  /** By covariate id or model parameter. */
  readonly covariates: Readonly<Record<string, number>>;
  readonly initial: Readonly<Record<string, number>>;
  readonly doses: readonly Dose[];
}

interface Dose {
  readonly day: number;
  readonly therapy: string;
  readonly route: string;
  readonly amount: number;
  readonly context: number;
}

/** One row of a reference table: states by id at a day, before any dose of that day. */
export interface ReferenceRow {
  readonly scenario: string;
  readonly day: number;
  readonly states: Readonly<Record<string, number>>;
}

export type Group = "healthy" | "onset" | "treatment";

function readReference(file: string): string {
  return readFileSync(new URL(`reference/${file}`, kneeFolder), "utf8");
}

export function scenarios(group: Group): readonly Scenario[] {
  return (JSON.parse(readReference("scenarios.json")) as Record<Group, Scenario[]>)[group];
}

export function referenceRows(group: Group): ReferenceRow[] {
  const [heading = "", ...lines] = readReference(`${group}.tsv`).trim().split("\n");
  const ids = heading.split("\t").slice(3);
  return lines
    .map((line) => line.split("\t"))
    .filter((cells) => cells[2] === "before")
    .map(([scenario, day, , ...values]) => ({
      scenario: scenario!,
      day: Number(day),
      states: Object.fromEntries(ids.map((id, i) => [id, Number(values[i])])),
    }));
}

/**
 * Values that give the prototype back, by parameter: neutral ones of what it does not have, and its own
 * where a later calibration moved them.
 */
export const prototypeValues: Readonly<Record<string, number>> = Object.fromEntries(
  readReference("prototype-values.tsv")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([id, value]) => [id!, Number(value)]),
);

export interface Knee {
  readonly disease: Disease;
  readonly compiled: CompiledModel;
  readonly system: System;
}

/** The knee compiled with every therapy and route as an action `therapy.route`, and its end as `….stop`. */
export function compileKnee(): Knee {
  const disease = loadKnee();
  const actions = disease.therapies.flatMap((therapy) =>
    therapy.routes.flatMap((route) => {
      const id = `${therapy.id}.${route.id}`;
      const given = { id, arguments: ["amount", "context"] };
      const stop = route.stop ? [{ ...given, id: `${id}.stop`, assignments: route.stop }] : [];
      return [{ ...given, assignments: route.give }, ...stop];
    }),
  );
  const { compiled } = compile(disease.model, { actions });
  if (!compiled) throw new Error("the knee does not compile");
  return { disease, compiled, system: loadJs(compiled) };
}

/** Parameter vector of the text with the scenario's covariates. */
export function parameters(knee: Knee, covariates: Scenario["covariates"]): Float64Array {
  const { compiled, disease } = knee;
  const parameterOf = new Map(disease.covariates.map((c) => [c.id, c.parameter]));
  const values = Float64Array.from(compiled.parameters, (p) => p.value);
  for (const [id, value] of Object.entries(covariates)) {
    const parameter = parameterOf.get(id) || id;
    const index = compiled.parameters.findIndex((p) => p.id === parameter);
    if (index < 0) throw new Error(`no parameter "${parameter}"`);
    values[index] = value;
  }
  return values;
}

export interface RunOptions {
  readonly start: number;
  readonly days: readonly number[];
  readonly relative: number;
  /** Absolute tolerance by state id. */
  readonly absolute: (state: string) => number;
}

/** States [day][state] of a scenario, recorded before any dose of that day. */
export function runScenario(knee: Knee, scenario: Scenario, options: RunOptions): Solution {
  const { compiled, system } = knee;
  const schedule = scenario.doses.map((dose) => ({
    time: dose.day,
    action: compiled.actions.findIndex((a) => a.id === `${dose.therapy}.${dose.route}`),
    arguments: [dose.amount, dose.context],
  }));
  const solution = integrate(system, {
    start: options.start,
    end: options.days.at(-1)!,
    parameters: parameters(knee, scenario.covariates),
    initialState: Float64Array.from(compiled.states, (s) => scenario.initial[s.id] ?? Number.NaN),
    schedule: schedule.sort((a, b) => a.time - b.time),
    saveAt: Float64Array.from(options.days),
    observe: Int32Array.from(compiled.states, (s) => compiled.observables.indexOf(s.id)),
    tolerance: {
      relative: options.relative,
      absolute: Float64Array.from(compiled.states, (s) => options.absolute(s.id)),
    },
  });
  if (solution.code !== ResultCode.success) {
    throw new Error(`${scenario.id}: result code ${solution.code} at day ${solution.time}`);
  }
  return solution;
}
