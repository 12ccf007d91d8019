// All that a run needs and no replicate changes: the compiled model with the therapies' actions,
// the places of covariates and parameters in its vector, tolerances, grids and instruments.

import { type CompiledModel, compile } from "@chondron/compiler";
import { type Diagnostic, type Disease, diagnose, hasErrors } from "@chondron/model";
import { type ScheduledAction, suitedMethods, type Tolerance, unsuited } from "@chondron/solver";
import type { Posterior } from "./calibrate/posterior.js";
import { type Instrument, instrumentsOf } from "./measurement.js";
import { type CovariateDraw, planCovariates } from "./population/covariates.js";
import { type ParameterDraw, planParameters } from "./population/parameters.js";
import type { Protocol } from "./protocol.js";
import { scheduleOf, therapyActions } from "./regimen.js";
import { collidingPurposes } from "./stats/random.js";

export interface Trial {
  readonly protocol: Protocol;
  readonly disease: Disease;
  readonly compiled: CompiledModel;
  readonly covariates: readonly CovariateDraw[];
  readonly parameters: readonly ParameterDraw[];
  /** What the typical values of its parameters are drawn from, in place of their priors. */
  readonly posterior?: Posterior;
  /** [covariate] Index of the model parameter that it sets; -1: none. */
  readonly covariateTargets: Int32Array;
  /** Index of the covariate that holds the age. */
  readonly ageIndex: number;
  /** The parameter vector before anything is drawn. */
  readonly defaultVector: Float64Array;
  /** Indices and values of the parameters of health. */
  readonly healthy: readonly (readonly [index: number, value: number])[];
  readonly hazards: readonly Hazard[];
  readonly overridden: readonly string[];
  readonly tolerance: Tolerance;
  /** Observables behind the outcomes, each once, and their place per outcome. */
  readonly observe: readonly string[];
  readonly outcomeColumns: Int32Array;
  readonly instruments: readonly Instrument[];
  /** [arm] */
  readonly schedules: readonly (readonly ScheduledAction[])[];
  /** Days that follow-up records: visits and the grid of the curves. */
  readonly grid: FollowUpGrid;
}

export interface Hazard {
  readonly id: string;
  readonly label: string;
  /** Indices into states, parameters and events of the compiled model. */
  readonly state: number;
  readonly threshold: number;
  readonly event: number;
  readonly purpose: string;
}

export interface FollowUpGrid {
  readonly days: Float64Array;
  /** [visit] Index into `days`. */
  readonly visits: Int32Array;
}

export interface Preparation {
  readonly trial?: Trial;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compile and look everything up once; `compiled` spares the compilation where it is at hand. A
 * `posterior` replaces the priors of its parameters where the protocol wants priors.
 */
export function prepareTrial(
  protocol: Protocol,
  disease: Disease,
  compiled?: CompiledModel,
  posterior?: Posterior,
): Preparation {
  const compilation = compiled
    ? { compiled, diagnostics: [] }
    : compile(disease.model, { actions: therapyActions(disease) });
  if (!compilation.compiled) return { diagnostics: compilation.diagnostics };
  const places = locate(disease, compilation.compiled);
  const indexOf = (id: string) => places.parameters.get(id) ?? -1;
  const covariates = planCovariates(disease.covariates, protocol.population.covariates);
  const parameters = planParameters(disease.parameters, protocol.variation, indexOf);
  const diagnostics = [
    ...compilation.diagnostics,
    ...refuseMethod(protocol.solver.method, compilation.compiled),
    ...places.diagnostics,
    ...covariates.diagnostics,
    ...parameters.diagnostics,
  ];
  if (hasErrors(diagnostics)) return { diagnostics };
  const trial = assemble(protocol, disease, compilation.compiled, {
    places,
    covariates: covariates.covariates,
    parameters: parameters.parameters,
  });
  return { trial: posterior ? { ...trial, posterior } : trial, diagnostics };
}

function refuseMethod(method: string, compiled: CompiledModel): Diagnostic[] {
  const reason = unsuited(method, compiled);
  if (reason === undefined) return [];
  return [diagnose("CH3002", { method, reason, methods: suitedMethods(compiled).join(", ") })];
}

interface Parts {
  readonly places: Places;
  readonly covariates: readonly CovariateDraw[];
  readonly parameters: readonly ParameterDraw[];
}

function assemble(
  protocol: Protocol,
  disease: Disease,
  compiled: CompiledModel,
  { places, covariates, parameters }: Parts,
): Trial {
  const observe = [...new Set(disease.outcomes.map((outcome) => outcome.observable))];
  const { naturalHistory } = disease;
  const hazards = naturalHistory.hazardEvents.map((hazard) => ({
    id: hazard.id,
    label: hazard.label,
    state: places.states.get(hazard.hazard)!,
    threshold: places.parameters.get(hazard.threshold)!,
    event: places.events.get(hazard.event)!,
    purpose: `threshold ${hazard.id}`,
  }));
  const targets = disease.covariates.map(({ parameter }) =>
    parameter === "" ? -1 : places.parameters.get(parameter)!,
  );
  const instruments = instrumentsOf(disease.outcomes, protocol.measurement);
  requireApart([...covariates, ...parameters, ...hazards, ...instruments].map((d) => d.purpose));
  return {
    protocol,
    disease,
    compiled,
    covariates,
    parameters,
    covariateTargets: Int32Array.from(targets),
    ageIndex: covariates.findIndex(({ id }) => id === naturalHistory.ageCovariate),
    defaultVector: Float64Array.from(compiled.parameters, (parameter) => parameter.value),
    healthy: Object.entries(naturalHistory.healthyParameters).map(
      ([id, value]) => [places.parameters.get(id)!, value] as const,
    ),
    hazards,
    overridden: overriddenIds(compiled, [
      ...parameters.map((parameter) => parameter.index),
      ...targets,
      ...hazards.map((hazard) => hazard.threshold),
    ]),
    tolerance: toleranceOf(protocol, disease, compiled),
    observe,
    outcomeColumns: Int32Array.from(disease.outcomes, (o) => observe.indexOf(o.observable)),
    instruments,
    schedules: protocol.arms.map((arm) => scheduleOf(arm, disease, compiled.actions)),
    grid: followUpGrid(protocol),
  };
}

/** Computed parameters that this trial sets: their initial assignments must not win. */
function overriddenIds(compiled: CompiledModel, indices: readonly number[]): string[] {
  const set = new Set(indices.filter((index) => index >= 0));
  return compiled.parameters.filter((p, i) => p.computed && set.has(i)).map((p) => p.id);
}

function toleranceOf(protocol: Protocol, disease: Disease, compiled: CompiledModel): Tolerance {
  const { absoluteTolerances, defaultAbsoluteTolerance } = disease.naturalHistory;
  const absolute = Float64Array.from(
    compiled.states,
    ({ id }) => absoluteTolerances[id] ?? defaultAbsoluteTolerance,
  );
  return { relative: protocol.solver.relativeTolerance, absolute };
}

/** Two purposes of one hash would share their draws: 32 bits make that a bug to be seen at once. */
function requireApart(purposes: readonly string[]): void {
  const [pair] = collidingPurposes(purposes);
  if (pair) throw new Error(`the draws "${pair[0]}" and "${pair[1]}" collide; rename one`);
}

interface Places {
  readonly states: ReadonlyMap<string, number>;
  readonly parameters: ReadonlyMap<string, number>;
  readonly events: ReadonlyMap<string, number>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the names that the disease's tables use lie in the compiled model. */
function locate(disease: Disease, compiled: CompiledModel): Places {
  const index = (rows: readonly { readonly id: string }[]) =>
    new Map(rows.map(({ id }, i) => [id, i]));
  const states = index(compiled.states);
  const parameters = index(compiled.parameters);
  const events = index(compiled.events);
  const observables = new Map(compiled.observables.map((id, i) => [id, i]));
  const { naturalHistory } = disease;
  const needed: readonly (readonly [ReadonlyMap<string, number>, string, string])[] = [
    ...disease.covariates
      .filter(({ parameter }) => parameter !== "")
      .map(({ parameter }) => [parameters, "parameter", parameter] as const),
    ...disease.outcomes.map((o) => [observables, "observable", o.observable] as const),
    ...naturalHistory.hazardEvents.flatMap(
      ({ hazard, threshold, event }) =>
        [
          [states, "state", hazard],
          [parameters, "parameter", threshold],
          [events, "event", event],
        ] as const,
    ),
    ...Object.keys(naturalHistory.healthyParameters).map(
      (id) => [parameters, "parameter", id] as const,
    ),
  ];
  const missing = needed.filter(([map, , id]) => !map.has(id));
  const diagnostics = missing.map(([, kind, id]) =>
    diagnose("CH4081", { cause: `the model has no ${kind} "${id}"` }),
  );
  if (!disease.covariates.some(({ id }) => id === naturalHistory.ageCovariate)) {
    const cause = `no covariate "${naturalHistory.ageCovariate}" holds the age`;
    diagnostics.push(diagnose("CH4081", { cause }));
  }
  return { states, parameters, events, diagnostics };
}

/**
 * Days of the curves: fine where treatments act (daily for a week, weekly to 12 weeks), every 4
 * weeks later; and every visit. Dense output makes points free of influence on the steps.
 */
function followUpGrid({ durationDays, visits }: Protocol): FollowUpGrid {
  const days = new Set<number>([0, durationDays, ...visits.map((visit) => visit.day)]);
  for (let day = 1; day < Math.min(7, durationDays); day++) days.add(day);
  for (let day = 7; day < Math.min(84, durationDays); day += 7) days.add(day);
  for (let day = 84; day < durationDays; day += 28) days.add(day);
  const sorted = Float64Array.from([...days].sort((a, b) => a - b));
  return { days: sorted, visits: Int32Array.from(visits, ({ day }) => sorted.indexOf(day)) };
}
