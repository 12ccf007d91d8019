// One person under several plans: the lives that may lie behind them (lives.ts), the uncertain
// parameters drawn, and every plan integrated from today on. What was run is kept: another therapy runs
// that plan alone, another covariate runs the lives again. Courses come first; what explains them needs
// more runs and follows (docs/notes/projection.md). Joints are not replaced here; the chance of
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
import {
  drawParameters,
  type ParameterDraw,
  type TypicalValues,
  typicalValuesOf,
} from "../population/parameters.js";
import { posteriorDraws, priorDraws } from "../predict/parameter-draws.js";
import { type UncertainParameter, uncertainParameters } from "../predict/uncertain-parameters.js";
import { prepareTrial, type Trial } from "../prepare.js";
import { scheduleOf } from "../regimen.js";
import { createDraws } from "../stats/random.js";
import { actingBefore } from "./acting-before.js";
import { LifeMemory } from "./life-memory.js";
import { drawLives, keptLives, type Lives, livesLived, type Person, rowsOf } from "./lives.js";
import type {
  PatientPlan,
  PatientRequest,
  ProjectedCourses,
  ProjectionExplanation,
} from "./patient-projection.js";
import {
  type ContextRuns,
  coursesOf,
  explanationOf,
  type Projected,
  shownOutcomes,
} from "./projection-answer.js";
import { projectionProtocol } from "./projection-protocol.js";

/** Relative tolerances: pain is then off by 0.1 points of 100 (root mean square), 2 at most. */
const historyTolerance = 3e-4;
const followUpTolerance = 5e-3;
/** Absolute tolerances of the follow-up, in those of the disease. */
const looser = 100;
const defaults = { days: 730.5, draws: 200, seed: 1 } as const;
const keptPeople = 12;
const keptPlans = 24;
const keptMemories = 4;

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
  /** The same for the first draw of every life, given without context. */
  readonly bare: Map<string, Float64Array>;
}

/** Parameters that act from today on. */
interface UncertainDraws {
  readonly rows: readonly ParameterDraw[];
  /** [draw] */
  readonly typical: readonly TypicalValues[];
  /** The same by parameter: [draw]. */
  readonly values: PersonDraws["uncertain"];
}

/** When courses are looked at, and what of them. */
interface Watch {
  readonly days: Float64Array;
  readonly observe: readonly string[];
}

/** What one plan made of the draws. */
export interface PlanCourse {
  /** [draw][day after today][outcome shown, then cumulative hazard] */
  readonly values: Float64Array;
  readonly failed: readonly boolean[];
}

export class Projector {
  readonly #people = new Map<string, Promise<PersonDraws>>();
  readonly #memories = new Map<string, LifeMemory>();
  readonly #uncertainByKey = new Map<string, UncertainDraws>();

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
  async project(request: PatientRequest, signal?: AbortSignal): Promise<ProjectedCourses> {
    const started = performance.now();
    const { person, ranHistory } = await this.#person(request, signal);
    const grown = performance.now();
    const projected = await this.#projected(request, person, signal);
    const followed = performance.now();
    const courses = coursesOf(projected);
    const timing = {
      milliseconds: performance.now() - started,
      ranHistory,
      historyMilliseconds: grown - started,
      followUpMilliseconds: followed - grown,
    };
    return { ...courses, timing };
  }

  /** Why the courses of a request are so; quick where they were projected before. Rejects as `project`. */
  async explain(request: PatientRequest, signal?: AbortSignal): Promise<ProjectionExplanation> {
    const { person } = await this.#person(request, signal);
    const projected = await this.#projected(request, person, signal);
    const watch = { days: projected.days, observe: this.#observed(request) };
    const runs = await this.#followBare(person, request.plans, watch, signal);
    return explanationOf(projected, runs);
  }

  async #projected(
    request: PatientRequest,
    person: PersonDraws,
    signal: AbortSignal | undefined,
  ): Promise<Projected> {
    const days = projectionDays(request.days ?? defaults.days);
    const watch = { days, observe: this.#observed(request) };
    const plans = await this.#follow(person, request.plans, watch, signal);
    return { projector: this, request, days, person, plans };
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
    const lives = await drawLives(trial, who, before, pool, this.#memory(who), signal);
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
    const uncertain = this.#writeUncertain(lives, life, vectors, who.seed);
    return { lives, draws, life, vectors, states, uncertain, courses: new Map(), bare: new Map() };
  }

  #memory(who: Person): LifeMemory {
    const key = `${who.seed} ${livesLived(who)}`;
    const memory = this.#memories.get(key) ?? new LifeMemory();
    remember(this.#memories, key, memory, keptMemories);
    return memory;
  }

  /** Writes the parameters that act from today on into the vectors, draw by draw. */
  #writeUncertain(lives: Lives, life: Int32Array, vectors: Float64Array, seed: number) {
    const { rows, typical, values } = this.#uncertainDraws(life.length, seed);
    const width = this.trial.defaultVector.length;
    life.forEach((own, draw) => {
      const draws = createDraws(seed, 1, lives.numbers[own]!);
      drawParameters(rows, typical[draw]!, draws, vectors, draw * width);
    });
    return values;
  }

  /** Typical values of what acts from today on, by draw: the same for everybody. */
  #uncertainDraws(draws: number, seed: number): UncertainDraws {
    const key = `${draws} ${seed}`;
    const known = this.#uncertainByKey.get(key) ?? this.#drawUncertain(draws, seed);
    remember(this.#uncertainByKey, key, known, keptMemories);
    return known;
  }

  #drawUncertain(draws: number, seed: number): UncertainDraws {
    const { trial, posterior } = this;
    const early = new Set(this.before.map(({ id }) => id));
    const late = this.uncertain.filter(({ id }) => !early.has(id));
    const rows = rowsOf(
      trial.parameters,
      late.map(({ id }) => id),
    );
    const priors = priorDraws(late, draws, seed);
    const posteriors = posterior ? posteriorDraws(posterior, draws) : [];
    // Draws of the posterior lie in the order of its chains: taken by a stride, lives meet all of them.
    const shuffled = createDraws(seed, 1, 0).shuffle("posterior draws", posteriors);
    const typical = Array.from({ length: draws }, (_, draw) =>
      typicalValuesOf(
        rows,
        ({ row: { id, value } }) =>
          shuffled[draw]?.values.get(id) ?? priors[draw]!.values.get(id) ?? value,
      ),
    );
    const values = rows.map(({ row: { id } }, i) => ({
      id,
      values: Float64Array.from(typical, ({ value }) => value[i]!),
    }));
    return { rows, typical, values };
  }

  /** The courses of all plans; what is not kept is run in one job. */
  async #follow(
    person: PersonDraws,
    plans: readonly PatientPlan[],
    watch: Watch,
    signal: AbortSignal | undefined,
  ): Promise<PlanCourse[]> {
    const schedule = (plan: PatientPlan) => this.#schedule(plan);
    const run = (missing: readonly PatientPlan[]): Promise<PlanCourse[]> =>
      this.#run(person, missing.map(schedule), person.draws, watch, signal);
    return completed(person.courses, plans, watch, keptPlans, run);
  }

  /** One run for each life: untreated, and every plan without its contextual response. */
  async #followBare(
    person: PersonDraws,
    plans: readonly PatientPlan[],
    watch: Watch,
    signal: AbortSignal | undefined,
  ): Promise<ContextRuns> {
    const bare = (plan: Pick<PatientPlan, "items">) =>
      this.#schedule(plan).map((action) => ({ ...action, arguments: [action.arguments[0]!, 0] }));
    const run = async (missing: readonly Pick<PatientPlan, "items">[]): Promise<Float64Array[]> => {
      const found = await this.#run(person, missing.map(bare), keptLives, watch, signal);
      return found.map(({ values }) => values);
    };
    const all = [{ items: [] }, ...plans];
    const most = keptPlans + 1;
    const [untreated, ...withoutContext] = await completed(person.bare, all, watch, most, run);
    return { untreated: untreated!, withoutContext };
  }

  /** The first `draws` draws under each schedule. */
  async #run(
    person: PersonDraws,
    schedules: readonly (readonly ScheduledAction[])[],
    draws: number,
    watch: Watch,
    signal: AbortSignal | undefined,
  ): Promise<PlanCourse[]> {
    const lanes = schedules.flatMap((schedule) =>
      Array.from({ length: draws }, (_, draw) => ({ draw, schedule })),
    );
    const result = await this.pool.run(this.#job(person, lanes, watch), signal ? { signal } : {});
    signal?.throwIfAborted();
    return schedules.map((_, i) => courseOf(result, i * draws, draws));
  }

  #job(
    { vectors, states }: PersonDraws,
    lanes: readonly { readonly draw: number; readonly schedule: readonly ScheduledAction[] }[],
    { days, observe }: Watch,
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
      observe,
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

  /** Observables of the outcomes shown, then the hazards: what is not shown is not carried about. */
  #observed(request: PatientRequest): readonly string[] {
    const { observe } = this.trial;
    const shown = shownOutcomes(this.trial, request).map(({ today }) => observe[today]!);
    return [...shown, ...this.hazards];
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
  const last = first + draws;
  return {
    values: result.values.slice(first * width, last * width),
    failed: Array.from(result.codes.subarray(first, last), (code) => code !== ResultCode.success),
  };
}

/** What is kept of every plan, in order, after `run` of the plans that nothing is kept of. */
async function completed<Kept, Plan extends Pick<PatientPlan, "items">>(
  kept: Map<string, Kept>,
  plans: readonly Plan[],
  { days, observe }: Watch,
  most: number,
  run: (missing: readonly Plan[]) => Promise<Kept[]>,
): Promise<Kept[]> {
  const keyOf = ({ items }: Plan): string => JSON.stringify([items, days.at(-1), observe]);
  const wanted = new Map(plans.map((plan) => [keyOf(plan), plan] as const));
  const missing = [...wanted].filter(([key]) => !kept.has(key));
  if (missing.length > 0) {
    const found = await run(missing.map(([, plan]) => plan));
    missing.forEach(([key], i) => {
      kept.set(key, found[i]!);
    });
  }
  const answer = plans.map((plan) => kept.get(keyOf(plan))!);
  plans.forEach((plan, i) => {
    remember(kept, keyOf(plan), answer[i]!, most);
  });
  return answer;
}

/** Fine where treatments act, every eight weeks later. */
export function projectionDays(end: number): Float64Array {
  if (!(end > 0 && end <= 36_525)) throw new RangeError("a projection takes 1 day to 100 years");
  const step = Math.max(56, end / 50);
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
