// The adaptive loop of one lane: steps, events, scheduled actions, recording. It joins stepper,
// controller, event queue and dense output and owns nothing of their work. An Integrator keeps its
// work space between runs; runs are independent of each other and of their order.

import type { System } from "@chondron/compiler";
import { StepController } from "./controller.js";
import { interpolate } from "./dense-output.js";
import { EventQueue } from "./event.js";
import { initialStep } from "./initial-step.js";
import { defaultMethod, methods } from "./method/methods.js";
import type { RosenbrockTableau } from "./method/rosenbrock.js";
import { type Problem, ResultCode, type ScheduledAction, type Solution } from "./problem.js";
import { freshCounters, RosenbrockStepper } from "./step.js";

const defaultMaxSteps = 100_000;
/** Points of a step, as fractions, at which triggers are looked at. */
const triggerSamples = [0.5, 1];

export class Integrator {
  readonly #stepper: RosenbrockStepper;

  /** Throws RangeError for a method that does not exist; `methods` lists the names. */
  constructor(
    readonly system: System,
    method: string = defaultMethod,
  ) {
    const tableau = methods[method];
    if (!tableau) throw new RangeError(`unknown method "${method}"`);
    this.#stepper = new RosenbrockStepper(system, tableau);
  }

  run(problem: Problem): Solution {
    return new Run(this.#stepper, problem).execute();
  }
}

/** Integrate one problem with a method by name. */
export function integrate(system: System, problem: Problem, method?: string): Solution {
  return new Integrator(system, method).run(problem);
}

class Run {
  readonly system: System;
  readonly tableau: RosenbrockTableau;
  readonly #counters = freshCounters();
  readonly #controller: StepController;
  readonly #events: EventQueue;
  readonly #schedule: readonly ScheduledAction[];
  readonly #y: Float64Array;
  readonly #p: Float64Array;
  readonly #between: Float64Array;
  readonly #observed: Float64Array;
  readonly #observe: Int32Array;
  readonly #values: Float64Array;
  #t: number;
  #h = 0;
  #singular = false;
  #nextAction = 0;
  #nextSave = 0;

  constructor(
    readonly stepper: RosenbrockStepper,
    readonly problem: Problem,
  ) {
    const { system, tableau } = stepper;
    const { compiled } = system;
    this.system = system;
    this.tableau = tableau;
    stepper.counters = this.#counters;
    this.#controller = new StepController(tableau.order);
    this.#events = new EventQueue(system);
    this.#schedule = (problem.schedule ?? []).filter(
      (a) => a.time >= problem.start && a.time <= problem.end,
    );
    this.#t = problem.start;
    this.#y = new Float64Array(compiled.states.length);
    this.#p = new Float64Array(compiled.parameters.length + compiled.hoistedCount);
    this.#between = new Float64Array(this.#y.length);
    this.#observed = new Float64Array(compiled.observables.length);
    this.#observe = problem.observe ?? Int32Array.from(compiled.observables.keys());
    this.#values = new Float64Array(problem.saveAt.length * this.#observe.length).fill(Number.NaN);
  }

  execute(): Solution {
    this.#initialize();
    let code = this.#settle(true);
    this.#h = this.#firstStep();
    while (code === ResultCode.success && this.#t < this.problem.end) code = this.#advance();
    return this.#solution(code);
  }

  #initialize(): void {
    const { compiled } = this.system;
    const { parameters, fixedParameters, initialState, start } = this.problem;
    this.#p.set(parameters);
    const fixedStates = new Uint8Array(this.#y.length);
    for (let s = 0; s < this.#y.length; s++) {
      const given = initialState?.[s] ?? Number.NaN;
      fixedStates[s] = Number.isNaN(given) ? 0 : 1;
      this.#y[s] = fixedStates[s] ? given : compiled.states[s]!.initialValue;
    }
    const fixed = fixedParameters ?? new Uint8Array(parameters.length);
    this.system.initial(start, this.#p, this.#y, fixed, fixedStates);
    this.system.hoist(this.#p);
  }

  #firstStep(): number {
    const { system, tableau, problem } = this;
    return initialStep(system, tableau.order, this.#t, this.#y, this.#p, problem.tolerance);
  }

  /** One accepted step, or a failure. */
  #advance(): ResultCode {
    this.stepper.prepare(this.#t, this.#y, this.#p);
    for (;;) {
      const stop = this.#nextStop();
      const h = this.#limitedStep(stop);
      if (this.#t + h === this.#t) return this.#tooSmall();
      if (this.#counters.steps + this.#counters.rejected >= this.#maxSteps())
        return ResultCode.tooManySteps;
      const error = this.#attempt(h);
      if (error <= 1) return this.#accept(h, stop, error);
      this.#counters.rejected++;
      this.#h = h * this.#controller.rejected(error);
    }
  }

  #attempt(h: number): number {
    const possible = this.stepper.attempt(this.#t, this.#y, this.#p, h);
    this.#singular = !possible;
    return possible
      ? this.stepper.errorNorm(this.#y, this.problem.tolerance)
      : Number.POSITIVE_INFINITY;
  }

  #tooSmall(): ResultCode {
    if (this.#singular) return ResultCode.singularMatrix;
    const finite = this.stepper.proposed.every(Number.isFinite);
    return finite ? ResultCode.stepSizeTooSmall : ResultCode.notFinite;
  }

  #maxSteps(): number {
    return this.problem.maxSteps ?? defaultMaxSteps;
  }

  #nextStop(): number {
    const action = this.#schedule[this.#nextAction]?.time ?? Number.POSITIVE_INFINITY;
    return Math.min(this.problem.end, action, this.#events.nextDue);
  }

  // A step that would leave a sliver before the stop is stretched or halved instead.
  #limitedStep(stop: number): number {
    const rest = stop - this.#t;
    const wanted = Math.min(this.#h, this.problem.maxStepSize ?? Number.POSITIVE_INFINITY);
    if (wanted >= 0.999_999 * rest) return rest;
    return Math.min(wanted, 0.5 * rest);
  }

  #accept(h: number, stop: number, error: number): ResultCode {
    this.#counters.steps++;
    const factor = this.#controller.accepted(error);
    // A step cut short by a stop says nothing against the longer one that was wanted.
    this.#h = Math.max(h * factor, h < this.#h && factor >= 1 ? this.#h : 0);
    const whole = h === stop - this.#t;
    const fraction = this.#firstTrigger(h);
    const reached = fraction < 1 ? this.#t + fraction * h : whole ? stop : this.#t + h;
    this.#recordUntil(reached, h);
    if (fraction < 1) this.#interpolate(fraction, this.#between);
    this.#y.set(fraction < 1 ? this.#between : this.stepper.proposed);
    this.#t = reached;
    return this.#settle(false);
  }

  /** Events, recording, actions and the events they cause, at the present time. */
  #settle(atStart: boolean): ResultCode {
    const before = this.#processEvents();
    if (before === "loop") return ResultCode.eventLoop;
    this.#recordHere();
    const acted = this.#applyActions();
    const after = acted ? this.#processEvents() : "unchanged";
    if (after === "loop") return ResultCode.eventLoop;
    const jumped = acted || before === "changed" || after === "changed";
    if (jumped && !atStart) this.#restart();
    return ResultCode.success;
  }

  #processEvents(): "unchanged" | "changed" | "loop" {
    if (this.#events.isEmpty) return "unchanged";
    return this.#events.process(this.#t, this.#y, this.#p);
  }

  #applyActions(): boolean {
    const first = this.#nextAction;
    for (; this.#schedule[this.#nextAction]?.time === this.#t; this.#nextAction++) {
      const { action, arguments: args } = this.#schedule[this.#nextAction]!;
      this.system.applyAction(action, args, this.#t, this.#y, this.#p);
      this.system.hoist(this.#p);
    }
    return this.#nextAction > first;
  }

  // After a jump the step before it is only an upper bound: start from the new derivatives.
  #restart(): void {
    this.#controller.restart();
    this.#h = Math.min(this.#h, this.#firstStep());
  }

  /** Fraction of the step at which a trigger changes; 1 where none does before its end. */
  #firstTrigger(h: number): number {
    if (this.#events.isEmpty) return 1;
    let low = 0;
    for (const sample of triggerSamples) {
      if (this.#triggersChange(sample, h)) return this.#bisect(low, sample, h);
      low = sample;
    }
    return 1;
  }

  #bisect(unchanged: number, changed: number, h: number): number {
    let low = unchanged;
    let high = changed;
    while (true) {
      const middle = 0.5 * (low + high);
      if (middle <= low || middle >= high || this.#t + middle * h === this.#t + high * h)
        return high;
      if (this.#triggersChange(middle, h)) high = middle;
      else low = middle;
    }
  }

  #triggersChange(fraction: number, h: number): boolean {
    this.#interpolate(fraction, this.#between, this.system.compiled.triggerStates);
    return this.#events.anyChanges(this.#t + fraction * h, this.#between, this.#p);
  }

  #interpolate(fraction: number, out: Float64Array, only?: Int32Array): void {
    const { stages, proposed } = this.stepper;
    interpolate(this.tableau, stages, this.#y, proposed, fraction, out, only);
  }

  /** Record the times before `reached` from the step's dense output. */
  #recordUntil(reached: number, h: number): void {
    const { saveAt } = this.problem;
    for (; this.#nextSave < saveAt.length && saveAt[this.#nextSave]! < reached; this.#nextSave++) {
      const t = saveAt[this.#nextSave]!;
      this.#interpolate((t - this.#t) / h, this.#between);
      this.#record(t, this.#between);
    }
  }

  #recordHere(): void {
    const { saveAt } = this.problem;
    for (; this.#nextSave < saveAt.length && saveAt[this.#nextSave]! <= this.#t; this.#nextSave++)
      this.#record(this.#t, this.#y);
  }

  #record(t: number, y: Float64Array): void {
    this.system.observe(t, y, this.#p, this.#observed);
    const offset = this.#nextSave * this.#observe.length;
    this.#observe.forEach((index, column) => {
      this.#values[offset + column] = this.#observed[index]!;
    });
  }

  #solution(code: ResultCode): Solution {
    const failed = code !== ResultCode.success;
    return {
      code,
      time: this.#t,
      worstState: failed ? this.stepper.worstState(this.#y, this.problem.tolerance) : -1,
      values: this.#values,
      finalState: this.#y,
      finalParameters: this.#p.slice(0, this.system.compiled.parameters.length),
      fired: this.#events.fired,
      counters: this.#counters,
    };
  }
}
