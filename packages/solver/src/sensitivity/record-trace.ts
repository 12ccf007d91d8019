// A run that is traced: the loop of integrate.ts with a Rosenbrock method, every step and change noted.

import type { System } from "@chondron/compiler";
import { AlgebraicSolver } from "../algebraic.js";
import { Course } from "../course.js";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { type Problem, ResultCode } from "../problem.js";
import { freshCounters, type WorkCounters } from "../step.js";
import { AdaptiveRosenbrock } from "../stepper/adaptive-rosenbrock.js";
import type { Checkpoints } from "./checkpoints.js";
import { landingOf } from "./landing.js";
import type { Trace, TracedChange, TracedStep } from "./trace.js";
import { TraceWatch } from "./trace-watch.js";

const defaultMaxSteps = 100_000;

/** @param checkpoints where the state at the start of steps is kept, if it is wanted. */
export function recordTrace(
  system: System,
  tableau: RosenbrockTableau,
  problem: Problem,
  checkpoints?: Checkpoints,
): Trace {
  return new TracedRun(system, tableau, problem, checkpoints).run();
}

class TracedRun {
  readonly #watch: TraceWatch;
  readonly #course: Course;
  readonly #stepper: AdaptiveRosenbrock;
  /** State where the step starts; the course moves its own on before the step is looked at again. */
  readonly #from: Float64Array;
  readonly #counters: WorkCounters = freshCounters();
  readonly #steps: TracedStep[] = [];
  /** Waits that began before the present moment. */
  readonly #waits = new Set<number>();

  constructor(
    readonly system: System,
    tableau: RosenbrockTableau,
    readonly problem: Problem,
    readonly checkpoints: Checkpoints | undefined,
  ) {
    const { observables } = system.compiled;
    const columns = problem.observe ?? Int32Array.from(observables.keys());
    this.#watch = new TraceWatch(withSearchedTriggers(system));
    const observe = system.observe.bind(system);
    this.#course = new Course(this.#watch.system, problem, {
      algebraic: new AlgebraicSolver(system),
      recorder: this.#watch.recorder(observe, observables.length, columns, problem.saveAt.length),
    });
    this.#stepper = new AdaptiveRosenbrock(system, tableau);
    this.#from = new Float64Array(system.compiled.states.length);
  }

  run(): Trace {
    const course = this.#course;
    const stepper = this.#stepper;
    let code = course.begin();
    const beginning = this.#taken();
    this.#from.set(course.y);
    const moment = {
      problem: this.problem,
      get t(): number {
        return course.t;
      },
      y: this.#from,
      p: course.p,
    };
    stepper.begin(moment, this.#counters);
    while (code === ResultCode.success && !course.finished) code = this.#advance();
    const worst = code === ResultCode.success ? -1 : stepper.worstState();
    const solution = course.solution(code, worst, this.#counters, stepper.method);
    return { problem: this.problem, solution, beginning, steps: this.#steps };
  }

  #advance(): ResultCode {
    const course = this.#course;
    const stepper = this.#stepper;
    this.checkpoints?.offer(this.#steps.length, course.y, course.p);
    stepper.prepare();
    const stop = course.nextStop();
    const failure = this.#attempt(stop - course.t, course.longestStep(), stop);
    if (failure !== undefined) return failure;
    const { start, size, end } = stepper.step;
    const p = course.p.slice();
    const code = course.accepted(stepper.step);
    this.#note({ start, size, end }, p);
    this.#from.set(course.y);
    if (course.jumped) stepper.restart();
    return code;
  }

  /** Attempts until one is within tolerance; a code where none can be. */
  #attempt(rest: number, longest: number, stop: number): ResultCode | undefined {
    const { t } = this.#course;
    const stepper = this.#stepper;
    const maxSteps = this.problem.maxSteps ?? defaultMaxSteps;
    for (;;) {
      const h = limitedStep(Math.min(stepper.wanted, longest), rest);
      if (t + h === t) return stepper.failure();
      if (this.#counters.steps + this.#counters.rejected >= maxSteps)
        return ResultCode.tooManySteps;
      if (stepper.attempt(h, h === rest ? stop : t + h)) return undefined;
    }
  }

  #note(step: { start: number; size: number; end: number }, p: Float64Array): void {
    const reached = this.#course.t;
    const earlier = new Set(this.#waits);
    const taken = this.#taken();
    const inside = taken.flatMap((c) => (c.kind === "save" && c.time < reached ? [c] : []));
    const changes = taken.slice(inside.length);
    const landing = landingOf(this.system, this.#stepper.step, reached, p, changes, earlier);
    this.#steps.push({ ...step, reached, landing, saves: inside, changes });
  }

  #taken(): TracedChange[] {
    const taken = this.#watch.take();
    for (const change of taken) if (change.kind === "delay") this.#waits.add(change.id);
    return taken;
  }
}

// Times of triggers are differentiated where a search finds them inside a step; a stop of the clock
// would look like a time that is given.
function withSearchedTriggers(system: System): System {
  return { ...system, compiled: { ...system.compiled, triggersByClock: false } };
}

// A step that would leave a sliver before the stop is stretched or halved instead.
function limitedStep(wanted: number, rest: number): number {
  if (wanted >= 0.999_999 * rest) return rest;
  return Math.min(wanted, 0.5 * rest);
}
