// The courses of all plans as the answer: bands, differences, chances, contributions, influences.

import type { Outcome } from "@chondron/model";
import { Drivers, type Varying } from "./influence.js";
import { keptLives } from "./lives.js";
import type {
  Contribution,
  Influence,
  PatientProjection,
  PatientRequest,
  ProjectedCourses,
  ProjectedOutcome,
  ProjectionExplanation,
} from "./patient-projection.js";
import type { PersonDraws, PlanCourse, Projector } from "./projector.js";
import { bandOf, spreadOf, zeroBand } from "./spread.js";

/** Outcomes of a projection that names none, as far as the disease has them. */
const usualOutcomes: readonly string[] = [
  "womac_pain_100",
  "womac_function_100",
  "jsw",
  "kl_grade",
];
const strongest = 8;

export interface Projected {
  readonly projector: Projector;
  readonly request: PatientRequest;
  readonly days: Float64Array;
  readonly person: PersonDraws;
  readonly plans: readonly PlanCourse[];
}

/** One run for each life: [life][day][column]. */
export interface ContextRuns {
  readonly untreated: Float64Array;
  /** [plan] Given without its contextual response. */
  readonly withoutContext: readonly Float64Array[];
}

export function coursesOf(projected: Projected): Omit<ProjectedCourses, "timing"> {
  const { projector, request, days, person } = projected;
  const reference = referenceIndex(request);
  const readers = readersOf(projected);
  const failed = Array.from({ length: person.draws }, (_, draw) =>
    projected.plans.some((plan) => plan.failed[draw]),
  );
  return {
    days,
    plans: request.plans.map(({ id, label }) => ({ id, label })),
    reference: request.plans[reference]?.id ?? "",
    today: todayOf(projected),
    outcomes: readers.map(({ outcome, read }) => outcomeOf(projected, outcome, read, reference)),
    replacement: replacementOf(projected),
    draws: { asked: person.draws, failed: failed.filter(Boolean).length },
    lives: { lived: person.lives.lived, kept: person.lives.different },
    parameters: projector.posterior ? "posterior" : "prior",
    covariates: covariatesOf(projected),
  };
}

/** Why the courses are so. */
export function explanationOf(projected: Projected, runs: ContextRuns): ProjectionExplanation {
  return {
    contributions: shownIn(projected).flatMap((shown) => contributionsOf(projected, runs, shown)),
    influences: influencesOf(projected, readersOf(projected), referenceIndex(projected.request)),
  };
}

/** An outcome with its columns: among the trial's observables today, and in courses. */
export interface ShownOutcome {
  readonly outcome: Outcome;
  readonly today: number;
  readonly column: number;
}

/** The outcomes that a request asks for, in the order of the columns of courses; hazards come after. */
export function shownOutcomes(
  { disease, outcomeColumns }: Projector["trial"],
  { outcomes: wanted = usualOutcomes }: Pick<PatientRequest, "outcomes">,
): ShownOutcome[] {
  const all = disease.outcomes.map((outcome, i) => ({ outcome, today: outcomeColumns[i]! }));
  const found = all.filter(({ outcome }) => wanted.includes(outcome.id));
  return (found.length > 0 ? found : all).map((one, column) => ({ ...one, column }));
}

function shownIn({ projector, request }: Projected): ShownOutcome[] {
  return shownOutcomes(projector.trial, request);
}

function readersOf(projected: Projected) {
  return shownIn(projected).map((shown) => ({
    outcome: shown.outcome,
    read: reader(projected, shown),
  }));
}

/** Value of an outcome by plan, draw and index of the day. */
type Read = (plan: number, draw: number, day: number) => number;

function referenceIndex({ plans, reference }: PatientRequest): number {
  return Math.max(
    0,
    plans.findIndex(({ id }) => id === reference),
  );
}

/** Columns of a course: what is shown, then the hazards. */
function columnsOf(projected: Projected): number {
  return shownIn(projected).length + projected.projector.hazards.length;
}

function reader(projected: Projected, { today, column }: ShownOutcome): Read {
  const { person, projector } = projected;
  const later = courseReader(projected, column);
  const observed = projector.trial.observe.length;
  return (plan, draw, day) =>
    day === 0 ? person.lives.today[person.life[draw]! * observed + today]! : later(plan, draw, day);
}

/** From the first day after today on. */
function courseReader(projected: Projected, column: number): Read {
  const { plans, days } = projected;
  const width = columnsOf(projected);
  return (plan, draw, day) =>
    plans[plan]!.values[(draw * (days.length - 1) + day - 1) * width + column]!;
}

function outcomeOf(
  { request, days, person: { draws } }: Projected,
  { id, label, unit, low, high, better, importantDifference }: Outcome,
  read: Read,
  reference: number,
): ProjectedOutcome {
  const last = days.length - 1;
  return {
    ...{ outcome: id, label, unit, low, high, better },
    importantDifference: Number.isNaN(importantDifference) ? null : importantDifference,
    plans: request.plans.map((plan, i) => ({
      plan: plan.id,
      values: bandOf(draws, days.length, (draw, day) => read(i, draw, day)),
      againstReference:
        i === reference
          ? zeroBand(days.length)
          : bandOf(
              draws,
              days.length,
              (draw, day) => read(i, draw, day) - read(reference, draw, day),
            ),
      change: spreadOf(
        Float64Array.from({ length: draws }, (_, d) => read(i, d, last) - read(i, d, 0)),
      ),
    })),
  };
}

/** 1 - exp(-H) since today, of the disease's first event. */
function replacementOf(projected: Projected): PatientProjection["replacement"] {
  const { projector, request, days, person } = projected;
  const [hazard] = projector.trial.hazards;
  if (!hazard) return [];
  const read = courseReader(projected, shownIn(projected).length);
  const states = projector.trial.compiled.states.length;
  return request.plans.map(({ id }, plan) => ({
    plan: id,
    probability: bandOf(person.draws, days.length, (draw, day) => {
      if (day === 0) return 0;
      const before = person.states[draw * states + hazard.state]!;
      return -Math.expm1(before - read(plan, draw, day));
    }),
  }));
}

/** Mean changes from today to the last day over the lives, split by what was given. */
function contributionsOf(
  projected: Projected,
  { untreated, withoutContext }: ContextRuns,
  { outcome: { id }, today: todayColumn, column }: ShownOutcome,
): Contribution[] {
  const { request, plans, days, person, projector } = projected;
  const width = columnsOf(projected);
  const observed = projector.trial.observe.length;
  const last = days.length - 2;
  const meanAt = (values: Float64Array): number => {
    let sum = 0;
    for (let life = 0; life < keptLives; life++)
      sum += values[(life * (days.length - 1) + last) * width + column]!;
    return sum / keptLives;
  };
  let today = 0;
  for (let life = 0; life < keptLives; life++)
    today += person.lives.today[life * observed + todayColumn]! / keptLives;
  const natural = meanAt(untreated);
  return request.plans.map((plan, i) => {
    const bare = meanAt(withoutContext[i]!);
    return {
      ...{ plan: plan.id, outcome: id, day: days.at(-1)! },
      natural: natural - today,
      contextual: meanAt(plans[i]!.values) - bare,
      specific: bare - natural,
    };
  });
}

function influencesOf(
  { request, days, person, projector }: Projected,
  readers: readonly { readonly outcome: Outcome; readonly read: Read }[],
  reference: number,
): Influence[] {
  const drivers = new Drivers([...parametersOf(person, projector), ...traitsOf(person, projector)]);
  const last = days.length - 1;
  const day = days[last]!;
  const over = (read: (draw: number) => number): Float64Array =>
    Float64Array.from({ length: person.draws }, (_, draw) => read(draw));
  return readers.flatMap(({ outcome, read }) =>
    request.plans.flatMap(({ id }, plan) => {
      const what = { plan: id, outcome: outcome.id, day };
      const value = over((draw) => read(plan, draw, last));
      const difference = value.map((own, draw) => own - read(reference, draw, last));
      return [
        ...drivers.of({ ...what, of: "value" }, value, strongest),
        ...drivers.of({ ...what, of: "difference" }, difference, strongest),
      ];
    }),
  );
}

function parametersOf({ uncertain }: PersonDraws, { trial }: Projector): Varying[] {
  const names = new Map(trial.disease.model.parameters.map(({ id, name }) => [id, name]));
  return uncertain.map(({ id, values }) => ({
    ...{ id, label: names.get(id) ?? id, kind: "parameter", values },
  }));
}

function traitsOf({ lives, life }: PersonDraws, { trial }: Projector): Varying[] {
  const { covariates } = trial.disease;
  return covariates.flatMap(({ id, label, parameter }, i): Varying[] => {
    // What sets no parameter only describes the person, or acts through a covariate that does.
    if (parameter === "") return [];
    const values = Float64Array.from(life, (own) => lives.covariates[own * covariates.length + i]!);
    return [{ id, label, kind: "trait", values }];
  });
}

function covariatesOf({ projector, person: { lives, life } }: Projected) {
  const { covariates } = projector.trial.disease;
  return Object.fromEntries(
    covariates.map(({ id }, i) => [
      id,
      spreadOf(Float64Array.from(life, (own) => lives.covariates[own * covariates.length + i]!)),
    ]),
  );
}

function todayOf({ projector, person: { lives, life } }: Projected) {
  const { disease, outcomeColumns, observe } = projector.trial;
  return Object.fromEntries(
    disease.outcomes.map(({ id }, i) => [
      id,
      spreadOf(
        Float64Array.from(life, (own) => lives.today[own * observe.length + outcomeColumns[i]!]!),
      ),
    ]),
  );
}
