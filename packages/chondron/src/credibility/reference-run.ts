// One reference run of the disease package (`reference/`), and how to repeat it: parameters, doses and the
// rows of another implementation. Nothing is here where the package ships without it.

import { existsSync, readFileSync } from "node:fs";
import type { CompiledModel } from "@chondron/compiler";
import { kneeFolder, type SelfCheckPlan } from "@chondron/knee";
import type { Disease } from "@chondron/model";
import type { Problem } from "@chondron/solver";

interface Scenario {
  readonly id: string;
  readonly label: string;
  /** By covariate id or parameter. */
  readonly covariates: Readonly<Record<string, number>>;
  readonly initial: Readonly<Record<string, number>>;
  readonly doses: readonly {
    readonly day: number;
    readonly therapy: string;
    readonly route: string;
    readonly amount: number;
    readonly context: number;
  }[];
}

export interface ReferenceRun {
  readonly label: string;
  readonly days: readonly number[];
  readonly states: readonly string[];
  /** [day][state] of the other implementation, before any dose of that day. */
  readonly values: readonly (readonly number[])[];
  readonly scenario: Scenario;
}

/** Values under which the model contains that implementation, where it has outgrown it. */
const ownValues = "reference/prototype-values.tsv";

/** Undefined where the package ships without the run. */
export function readReferenceRun({ group, scenario }: SelfCheckPlan): ReferenceRun | undefined {
  const files = [`reference/${group}.tsv`, "reference/scenarios.json"] as const;
  if (!files.every(present)) return undefined;
  const groups = JSON.parse(read(files[1])) as Record<string, readonly Scenario[]>;
  const found = groups[group]?.find(({ id }) => id === scenario);
  if (!found) return undefined;
  const [heading = [], ...lines] = cells(read(files[0]));
  const rows = lines.filter(([id, , moment]) => id === scenario && moment === "before");
  return {
    label: found.label,
    days: rows.map(([, day]) => Number(day)),
    states: heading.slice(3),
    values: rows.map((row) => row.slice(3).map(Number)),
    scenario: { ...found, covariates: { ...readOwnValues(), ...found.covariates } },
  };
}

function readOwnValues(): Record<string, number> {
  if (!present(ownValues)) return {};
  const rows = cells(read(ownValues)).slice(1);
  return Object.fromEntries(rows.map(([id, value]) => [id!, Number(value)]));
}

function present(path: string): boolean {
  return existsSync(new URL(path, kneeFolder));
}

function read(path: string): string {
  return readFileSync(new URL(path, kneeFolder), "utf8");
}

function cells(text: string): string[][] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
}

/** The model's parameters with values by covariate id or parameter. */
export function parameterVector(
  compiled: CompiledModel,
  disease: Disease,
  values: Readonly<Record<string, number>>,
): Float64Array {
  const parameterOf = new Map(disease.covariates.map((row) => [row.id, row.parameter]));
  const vector = Float64Array.from(compiled.parameters, (parameter) => parameter.value);
  for (const [id, value] of Object.entries(values)) {
    const name = parameterOf.get(id) || id;
    const at = compiled.parameters.findIndex((parameter) => parameter.id === name);
    if (at < 0) throw new Error(`the model has no parameter "${name}"`);
    vector[at] = value;
  }
  return vector;
}

/** The run as a problem that records all states; tolerances are the caller's. */
export function referenceProblem(
  run: ReferenceRun,
  compiled: CompiledModel,
  disease: Disease,
  start: number,
  tolerance: Problem["tolerance"],
): Problem {
  const { scenario, days } = run;
  const schedule = scenario.doses.map(({ day, therapy, route, amount, context }) => ({
    time: day,
    action: compiled.actions.findIndex(({ id }) => id === `give ${therapy} ${route}`),
    arguments: [amount, context],
  }));
  return {
    ...{ start, end: days.at(-1)!, saveAt: Float64Array.from(days), tolerance },
    parameters: parameterVector(compiled, disease, scenario.covariates),
    initialState: Float64Array.from(
      compiled.states,
      ({ id }) => scenario.initial[id] ?? Number.NaN,
    ),
    schedule: schedule.sort((a, b) => a.time - b.time),
    observe: allStates(compiled),
  };
}

export function allStates(compiled: CompiledModel): Int32Array {
  return Int32Array.from(compiled.states, ({ id }) => compiled.observables.indexOf(id));
}
