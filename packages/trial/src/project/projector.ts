// One person under several plans: the lives that may lie behind them (lives.ts), the uncertain
// parameters drawn, and every plan integrated from today on. What was run is kept: another therapy runs
// that plan alone, another covariate runs the lives again. Joints are not replaced here; the chance of
// it is read from the cumulative hazard, 1 - exp(-H), draw by draw.

import { DiagnosticError, type Disease } from "@chondron/model";
import {
  type EnsembleJob,
  type EnsemblePool,
  type EnsembleResult,
  ResultCode,
  type ScheduledAction,
} from "@chondron/solver";
import type { Posterior } from "../calibrate/posterior.js";
import { compileDisease } from "../compiled-disease.js";
import { drawParameters, typicalValuesOf } from "../population/parameters.js";
import { posteriorDraws, priorDraws } from "../predict/parameter-draws.js";
import { type UncertainParameter, uncertainParameters } from "../predict/uncertain-parameters.js";
import { prepareTrial, type Trial } from "../prepare.js";
import { scheduleOf } from "../regimen.js";
import { createDraws } from "../stats/random.js";
import { actingBefore } from "./acting-before.js";
import { drawLives, keptLives, type Lives, rowsOf } from "./lives.js";
import type { PatientPlan, PatientProjection, PatientRequest } from "./patient-projection.js";
import { projectionOf } from "./projection-answer.js";
import { projectionProtocol } from "./projection-protocol.js";

/** Relative tolerances: pain is then off by less than a third of a point of 100. */
const historyTolerance = 1e-4;
const followUpTolerance = 1e-3;
/** Absolute tolerances of the follow-up, in those of the disease. */
const looser = 100;
const defaults = { days: 730.5, draws: 200, seed: 1 } as const;
const keptPeople = 12;
const keptPlans = 24;

/** Everything behind an answer but the plans. */
export interface PersonDraws {
  readonly lives: Lives;
  readonly draws: number;
  /** [draw] Index into the lives. */
  readonly life: Int32Array;
  /** [draw][parameter], [draw][state] */
  readonly vectors: Float64Array;
  readonly states: Float64Array;
  /** Values of the uncertain parameters by draw. */
  readonly uncertain: readonly { readonly id: string; readonly values: Float64Array }[];
  readonly courses: Map<string, PlanCourse>;
}

/** What one plan made of the draws. */
export interface PlanCourse {
  /** [draw][day after today][observable, then cumulative hazard] */
  readonly values: Float64Array;
  readonly failed: readonly boolean[];
  /** The same for the first draw of every life, given without context. */
  readonly withoutContext: Float64Array;
}

export class Projector {
  readonly #people = new Map<string, Promise<PersonDraws>>();

  private constructor(
    readonly trial: Trial,
    readonly pool: EnsemblePool,
    readonly uncertain: readonly UncertainParameter[],
    readonly before: readonly UncertainParameter[],
    readonly posterior: Posterior | undefined,
  ) {}

  /** Rejects with DiagnosticError where the tables of the disease do not fit its model. */
  static async open(
    disease: Disease,
    pool: EnsemblePool,
    options: { readonly posterior?: Posterior; readonly compiled?: Trial["compiled"] } = {},
  ): Promise<Projector> {
    const compiled = options.compiled ?? compileDisease(disease);
    const protocol = projectionProtocol(disease, historyTolerance);
    const { trial, diagnostics } = prepareTrial(protocol, disease, compiled);
    if (!trial) throw new DiagnosticError(diagnostics);
    const uncertain = uncertainParameters(disease);
    const before = await actingBefore(trial, uncertain, pool);
    return new Projector(trial, pool, uncertain, before, options.posterior);
  }

  /** Rejects with the signal's reason on abort, and RangeError for a therapy or route that is none. */
  async project(request: PatientRequest, signal?: AbortSignal): Promise<PatientProjection> {
    const started = performance.now();
    const days = projectionDays(request.days ?? defaults.days);
    const { person, ranHistory } = await this.#person(request, signal);
    const grown = performance.now();
    const courses = await this.#follow(person, request.plans, days, signal);
    const followed = performance.now();
    const answer = projectionOf({ projector: this, request, days, person, ...courses });
    const now = performance.now();
    return {
      ...answer,
      timing: {
        milliseconds: now - started,
        ranHistory,
        historyMilliseconds: grown - started,
        followUpMilliseconds: followed - grown,
      },
    };
  }

  async #person(
    { covariates, observed = {}, draws = defaults.draws, seed = defaults.seed }: PatientRequest,
    signal: AbortSignal | undefined,
  ): Promise<{ person: PersonDraws; ranHistory: boolean }> {
    const key = JSON.stringify([sortedEntries(covariates), sortedEntries(observed), draws, seed]);
    const known = this.#people.get(key);
    const person = known ?? this.#drawPerson({ covariates, observed, seed }, draws, signal);
    remember(this.#people, key, person, keptPeople);
    person.catch(() => this.#people.delete(key));
    return { person: await person, ranHistory: known === undefined };
  }

  async #drawPerson(
    who: Parameters<typeof drawLives>[1],
    draws: number,
    signal: AbortSignal | undefined,
  ): Promise<PersonDraws> {
    const { trial, before, pool } = this;
    const lives = await drawLives(trial, who, before, pool, signal);
    const life = Int32Array.from({ length: draws }, (_, draw) => draw % keptLives);
    const width = trial.defaultVector.length;
    const stateCount = trial.compiled.states.length;
    const vectors = new Float64Array(draws * width);
    const states = new Float64Array(draws * stateCount);
    life.forEach((own, draw) => {
      vectors.set(lives.vectors.subarray(own * width, (own + 1) * width), draw * width);
      states.set(
        lives.states.subarray(own * stateCount, (own + 1) * stateCount),
        draw * stateCount,
      );
    });
    const uncertain = this.#drawUncertain(lives, life, vectors, who.seed);
    return { lives, draws, life, vectors, states, uncertain, courses: new Map() };
  }

  /** Writes the parameters that act from today on into the vectors, draw by draw. */
  #drawUncertain(lives: Lives, life: Int32Array, vectors: Float64Array, seed: number) {
    const { trial, posterior } = this;
    const early = new Set(this.before.map(({ id }) => id));
    const late = this.uncertain.filter(({ id }) => !early.has(id));
    const rows = rowsOf(
      trial.parameters,
      late.map(({ id }) => id),
    );
    const priors = priorDraws(late, life.length, seed);
    const posteriors = posterior ? posteriorDraws(posterior, life.length) : [];
    // Draws of the posterior lie in the order of its chains: taken by a stride, lives meet all of them.
    const shuffled = createDraws(seed, 1, 0).shuffle("posterior draws", posteriors);
    const width = trial.defaultVector.length;
    const values = rows.map(({ row }) => ({ id: row.id, values: new Float64Array(life.length) }));
    life.forEach((own, draw) => {
      const drawn = shuffled[draw]?.values;
      const typical = typicalValuesOf(
        rows,
        ({ row }) => drawn?.get(row.id) ?? priors[draw]!.values.get(row.id) ?? row.value,
      );
      typical.value.forEach((value, i) => {
        values[i]!.values[draw] = value;
      });
      const draws = createDraws(seed, 1, lives.numbers[own]!);
      drawParameters(rows, typical, draws, vectors, draw * width);
    });
    return values;
  }

  /** The courses of all plans and of no treatment; what is not kept is run in one job. */
  async #follow(
    person: PersonDraws,
    plans: readonly PatientPlan[],
    days: Float64Array,
    signal: AbortSignal | undefined,
  ): Promise<{ plans: PlanCourse[]; untreated: Float64Array }> {
    const keyOf = ({ items }: Pick<PatientPlan, "items">): string =>
      JSON.stringify([items, days.at(-1)]);
    const none: Pick<PatientPlan, "items"> = { items: [] };
    const full = new Set(plans.map(keyOf));
    const nameOf = (key: string): string => (full.has(key) ? key : `${key} without draws`);
    const wanted = new Map([none, ...plans].map((plan) => [keyOf(plan), plan] as const));
    const missing = [...wanted].filter(([key]) => !person.courses.has(nameOf(key)));
    if (missing.length > 0) {
      const parts = missing.map(([key, plan]) => ({
        plan,
        draws: full.has(key) ? person.draws : 0,
      }));
      const found = await this.#run(person, parts, days, signal);
      // Without its draws a course serves contributions alone and is not the plan's.
      missing.forEach(([key], i) => {
        person.courses.set(nameOf(key), found[i]!);
      });
    }
    const courseOfPlan = (plan: Pick<PatientPlan, "items">): PlanCourse => {
      const key = nameOf(keyOf(plan));
      const course = person.courses.get(key)!;
      remember(person.courses, key, course, keptPlans);
      return course;
    };
    return { untreated: courseOfPlan(none).withoutContext, plans: plans.map(courseOfPlan) };
  }

  async #run(
    person: PersonDraws,
    parts: readonly { readonly plan: Pick<PatientPlan, "items">; readonly draws: number }[],
    days: Float64Array,
    signal: AbortSignal | undefined,
  ): Promise<PlanCourse[]> {
    const lanes: { draw: number; schedule: readonly ScheduledAction[] }[] = [];
    for (const { plan, draws } of parts) {
      const schedule = this.#schedule(plan);
      for (let draw = 0; draw < draws; draw++) lanes.push({ draw, schedule });
      const bare = schedule.map((action) => ({ ...action, arguments: [action.arguments[0]!, 0] }));
      for (let draw = 0; draw < keptLives; draw++) lanes.push({ draw, schedule: bare });
    }
    const result = await this.pool.run(this.#job(person, lanes, days), signal ? { signal } : {});
    signal?.throwIfAborted();
    let first = 0;
    return parts.map(({ draws }) => {
      const course = courseOf(result, first, draws);
      first += draws + keptLives;
      return course;
    });
  }

  #job(
    { vectors, states }: PersonDraws,
    lanes: readonly { readonly draw: number; readonly schedule: readonly ScheduledAction[] }[],
    days: Float64Array,
  ): EnsembleJob {
    const { trial } = this;
    const rows = (matrix: Float64Array, width: number): Float64Array => {
      const taken = new Float64Array(lanes.length * width);
      for (const [lane, { draw }] of lanes.entries())
        taken.set(matrix.subarray(draw * width, (draw + 1) * width), lane * width);
      return taken;
    };
    return {
      compiled: trial.compiled,
      observe: [...trial.observe, ...this.hazards],
      lanes: lanes.length,
      start: 0,
      end: days.at(-1)!,
      saveAt: days.subarray(1),
      parameters: rows(vectors, trial.defaultVector.length),
      overridden: trial.overridden,
      initialStates: rows(states, trial.compiled.states.length),
      schedules: lanes.map(({ schedule }) => schedule),
      tolerance: {
        relative: followUpTolerance,
        absolute: trial.tolerance.absolute.map((tolerance) => looser * tolerance),
      },
      method: trial.protocol.solver.method,
    };
  }

  /** States that hold the cumulative hazards of the disease's events. */
  get hazards(): readonly string[] {
    return this.trial.disease.naturalHistory.hazardEvents.map(({ hazard }) => hazard);
  }

  #schedule({ items }: Pick<PatientPlan, "items">): readonly ScheduledAction[] {
    const { disease, compiled } = this.trial;
    for (const { therapy, route } of items) {
      const known = disease.therapies.find(({ id }) => id === therapy);
      if (!known?.routes.some(({ id }) => id === route))
        throw new RangeError(`there is no therapy "${therapy}" by the route "${route}"`);
    }
    const regimen = items.map(({ therapy, route, amount, days, stop = Number.NaN }) => ({
      ...{ therapy, route, amount, times: days, stop },
    }));
    const arm = { id: "", label: "", control: false, allocation: 1, regimen };
    return scheduleOf(arm, disease, compiled.actions);
  }
}

function courseOf(result: EnsembleResult, first: number, draws: number): PlanCourse {
  const width = result.values.length / result.codes.length;
  const bare = first + draws;
  return {
    values: result.values.slice(first * width, bare * width),
    failed: Array.from(result.codes.subarray(first, bare), (code) => code !== ResultCode.success),
    withoutContext: result.values.slice(bare * width, (bare + keptLives) * width),
  };
}

/** Fine where treatments act, every four weeks later. */
export function projectionDays(end: number): Float64Array {
  if (!(end > 0 && end <= 36_525)) throw new RangeError("a projection takes 1 day to 100 years");
  const step = Math.max(28, end / 50);
  const days = new Set([0, 1, 3, 7, 14, 21, 28, 42, 56, 70, 84].filter((day) => day < end));
  for (let day = 84 + step; day < end - step / 2; day += step) days.add(day);
  return Float64Array.from([...days, end]);
}

function sortedEntries(record: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Puts last what was asked for last and forgets what was not asked for the longest. */
function remember<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > most) kept.delete(kept.keys().next().value!);
}
