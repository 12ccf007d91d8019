// The adaptive loop of one run: a stepper makes steps as long as it likes and its course (course.ts)
// allows. An Integrator keeps its work space between runs; runs are independent of each other and of
// their order.

import type { System } from "@chondron/compiler";
import { AlgebraicSolver } from "./algebraic.js";
import { firstBrokenRate } from "./broken-rate.js";
import { Course, type CourseParts } from "./course.js";
import { withHistory } from "./delayed-system.js";
import { FastEquilibrium } from "./fast-reactions.js";
import { History } from "./history.js";
import { defaultMethod, rosenbrockMethods } from "./method/methods.js";
import { rodas5p } from "./method/rodas5p.js";
import { type Counters, type Problem, ResultCode, type Solution } from "./problem.js";
import { freshCounters, RosenbrockStepper } from "./step.js";
import { createStepper } from "./stepper/create.js";
import type { Stepper } from "./stepper/stepper.js";

const defaultMaxSteps = 100_000;
/** Ends for which the error of one state may be to blame. */
const failuresOfSteps: ReadonlySet<ResultCode> = new Set([
  ResultCode.stepSizeTooSmall,
  ResultCode.tooManySteps,
  ResultCode.notFinite,
  ResultCode.singularMatrix,
]);

export class Integrator {
  readonly #complete: System;
  readonly #parts: CourseParts;
  readonly #stepper: Stepper;

  /** Throws RangeError for a method that does not exist or cannot run the model: see `unsuited`. */
  constructor(
    readonly system: System,
    method: string = defaultMethod,
  ) {
    const history = system.compiled.delays.length > 0 ? new History(system) : undefined;
    this.#complete = history ? withHistory(system, history) : system;
    this.#stepper = createStepper(this.#complete, method);
    this.#parts = {
      algebraic: new AlgebraicSolver(this.#complete),
      ...(history ? { history } : {}),
      ...(system.compiled.hasFastReactions ? equilibriumWith(this.#complete, method) : {}),
    };
  }

  run(problem: Problem): Solution {
    const stepper = this.#stepper;
    const counters = freshCounters();
    if (this.#parts.equilibrium) this.#parts.equilibrium.stepper.counters = counters;
    const course = new Course(this.#complete, problem, this.#parts);
    let code = course.begin();
    stepper.begin(course, counters);
    while (code === ResultCode.success && !course.finished) code = this.#advance(course, counters);
    const worst = failuresOfSteps.has(code) ? this.#stateToBlame(code, course, counters) : -1;
    return course.solution(code, worst, counters, stepper.method);
  }

  /** A state whose rate is no number near here, else the one with the largest error; -1 before any step. */
  #stateToBlame(code: ResultCode, course: Course, { steps, rejected }: Counters): number {
    // A matrix that holds what is no number counts as singular.
    const looks = code === ResultCode.notFinite || code === ResultCode.singularMatrix;
    const broken = looks ? firstBrokenRate(this.#complete, course) : -1;
    if (broken >= 0) return broken;
    return steps + rejected > 0 ? this.#stepper.worstState() : -1;
  }

  /** One accepted step, or a failure. */
  #advance(course: Course, counters: { readonly steps: number; readonly rejected: number }) {
    const stepper = this.#stepper;
    const { t, problem } = course;
    const stop = course.nextStop();
    const longest = course.longestStep();
    const maxSteps = problem.maxSteps ?? defaultMaxSteps;
    stepper.prepare();
    for (;;) {
      const h = limitedStep(Math.min(stepper.wanted, longest), stop - t);
      if (t + h === t) return stepper.failure();
      if (counters.steps + counters.rejected >= maxSteps) return ResultCode.tooManySteps;
      if (stepper.attempt(h, h === stop - t ? stop : t + h)) break;
    }
    const code = course.accepted(stepper.step);
    if (course.jumped) stepper.restart();
    return code;
  }
}

/** Integrate one problem with a method by name. */
export function integrate(system: System, problem: Problem, method?: string): Solution {
  return new Integrator(system, method).run(problem);
}

/** Fast reactions come to rest by the run's own method, or by Rodas5P where it is chosen. */
function equilibriumWith(system: System, method: string): { equilibrium: FastEquilibrium } {
  const tableau = rosenbrockMethods[method] ?? rodas5p;
  return { equilibrium: new FastEquilibrium(new RosenbrockStepper(system, tableau)) };
}

// A step that would leave a sliver before the stop is stretched or halved instead.
function limitedStep(wanted: number, rest: number): number {
  if (wanted >= 0.999_999 * rest) return rest;
  return Math.min(wanted, 0.5 * rest);
}
