// The adaptive loop of one lane: steps, events, scheduled actions, recording. It joins stepper,
// controller, event queue, dense output and what else a model needs (consistent algebraic values, a
// past for delays, equilibria of fast reactions) and owns nothing of their work. An Integrator keeps
// its work space between runs; runs are independent of each other and of their order.

import { contextSlots, contextStart, type System, workingLength } from "@chondron/compiler";
import { AlgebraicSolver } from "./algebraic.js";
import { StepController } from "./controller.js";
import { withHistory } from "./delayed-system.js";
import { interpolate } from "./dense-output.js";
import { EventQueue } from "./event.js";
import { seededChoice } from "./event-order.js";
import { equilibrate, setFastRates } from "./fast-reactions.js";
import { History } from "./history.js";
import { initialStep } from "./initial-step.js";
import { defaultMethod, methods } from "./method/methods.js";
import type { RosenbrockTableau } from "./method/rosenbrock.js";
import { type Problem, ResultCode, type ScheduledAction, type Solution } from "./problem.js";
import { freshCounters, RosenbrockStepper } from "./step.js";
import { TriggerSearch } from "./trigger-search.js";

const defaultMaxSteps = 100_000;
/** Least steps of a run whose triggers move in ways that the states, and so the steps, do not see. */
const leastStepsWithTimedTriggers = 50;
/** Steps are not held below this part of the run for the sake of a vanishing delay. */
const smallestDelayStep = 1e-5;
/** Least first step relative to time: some units in its last place. */
const smallestFirstStep = 1e-14;
/** Rounds of initial assignments and algebraic rules, which may read each other. */
const initialRounds = 10;

/** What a run borrows from its Integrator. */
interface Equipment {
  readonly stepper: RosenbrockStepper;
  readonly algebraic: AlgebraicSolver;
  /** Where the model looks back. */
  readonly history?: History;
}

export class Integrator {
  readonly #equipment: Equipment;

  /** Throws RangeError for a method that does not exist; `methods` lists the names. */
  constructor(
    readonly system: System,
    method: string = defaultMethod,
  ) {
    const tableau = methods[method];
    if (!tableau) throw new RangeError(`unknown method "${method}"`);
    const looksBack = system.compiled.delays.length > 0;
    const history = looksBack ? new History(system, tableau) : undefined;
    const complete = history ? withHistory(system, history) : system;
    this.#equipment = {
      stepper: new RosenbrockStepper(complete, tableau),
      algebraic: new AlgebraicSolver(complete),
      ...(history ? { history } : {}),
    };
  }

  run(problem: Problem): Solution {
    return new Run(this.#equipment, problem).execute();
  }
}

/** Integrate one problem with a method by name. */
export function integrate(system: System, problem: Problem, method?: string): Solution {
  return new Integrator(system, method).run(problem);
}

class Run {
  readonly system: System;
  readonly stepper: RosenbrockStepper;
  readonly tableau: RosenbrockTableau;
  readonly #history: History | undefined;
  readonly #counters = freshCounters();
  readonly #controller: StepController;
  readonly #events: EventQueue;
  readonly #triggers: TriggerSearch;
  readonly #schedule: readonly ScheduledAction[];
  readonly #maxStepSize: number;
  readonly #y: Float64Array;
  readonly #p: Float64Array;
  readonly #between: Float64Array;
  readonly #observed: Float64Array;
  readonly #observe: Int32Array;
  readonly #values: Float64Array;
  #t: number;
  #h = 0;
  #singular = false;
  /** Why what must follow from states and parameters does not, where it does not. */
  #unsettled: ResultCode = ResultCode.success;
  #nextAction = 0;
  #nextSave = 0;

  constructor(
    readonly equipment: Equipment,
    readonly problem: Problem,
  ) {
    const { system, tableau } = equipment.stepper;
    const { compiled } = system;
    this.system = system;
    this.stepper = equipment.stepper;
    this.tableau = tableau;
    this.#history = equipment.history;
    this.stepper.counters = this.#counters;
    this.#controller = new StepController(tableau.order);
    const { eventOrderSeed } = problem;
    const choice = eventOrderSeed === undefined ? undefined : seededChoice(eventOrderSeed);
    this.#events = new EventQueue(system, () => this.#follow(), choice);
    this.#triggers = new TriggerSearch(system, (t, y, p) => this.#events.anyChanges(t, y, p));
    this.#schedule = (problem.schedule ?? []).filter(
      (a) => a.time >= problem.start && a.time <= problem.end,
    );
    const longest = compiled.timedTriggers
      ? this.#span() / leastStepsWithTimedTriggers
      : Number.POSITIVE_INFINITY;
    this.#maxStepSize = Math.min(problem.maxStepSize ?? longest, longest);
    this.#t = problem.start;
    this.#y = new Float64Array(compiled.states.length);
    this.#p = new Float64Array(workingLength(compiled));
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
    if (compiled.contextCount > 0) this.#setContext();
    const fixedStates = new Uint8Array(this.#y.length);
    for (let s = 0; s < this.#y.length; s++) {
      const given = initialState?.[s] ?? Number.NaN;
      fixedStates[s] = Number.isNaN(given) ? 0 : 1;
      this.#y[s] = fixedStates[s] ? given : compiled.states[s]!.initialValue;
    }
    const fixed = fixedParameters ?? new Uint8Array(parameters.length);
    const states = this.#y.slice();
    const beginning = { start, states, parameters, fixedStates, fixedParameters: fixed };
    this.#history?.begin(beginning);
    this.#computeInitial(fixed, fixedStates);
    for (const s of compiled.algebraicStates) {
      states[s] = this.#y[s]!;
      fixedStates[s] = 1;
    }
    this.#equilibrate();
    this.#history?.standAt(start, this.#y);
    this.#history?.jumped(start, this.#y, this.#p);
  }

  #setContext(): void {
    const { start } = this.problem;
    this.#p[contextStart(this.system.compiled) + contextSlots.start] = start;
    setFastRates(this.stepper, this.#p, this.#span());
  }

  #span(): number {
    return this.problem.end - this.problem.start || 1;
  }

  // Initial assignments may read algebraic variables and rules what they assign.
  #computeInitial(fixed: Uint8Array, fixedStates: Uint8Array): void {
    const { start } = this.problem;
    const { algebraicStates } = this.system.compiled;
    this.system.initial(start, this.#p, this.#y, fixed, fixedStates);
    this.system.hoist(this.#p);
    if (algebraicStates.length === 0) return;
    const known = fixedStates.slice();
    for (const s of algebraicStates) known[s] = 1;
    for (let round = 0; round < initialRounds; round++) {
      const before = this.#y.slice();
      this.#solveAlgebraic();
      this.system.initial(start, this.#p, this.#y, fixed, known);
      this.system.hoist(this.#p);
      if (before.every((value, s) => Object.is(value, this.#y[s]))) return;
    }
  }

  /** Bring what follows from states and parameters up to date after a jump. */
  #follow(): void {
    this.#solveAlgebraic();
    this.#equilibrate();
  }

  #solveAlgebraic(): void {
    if (this.system.compiled.algebraicStates.length === 0) return;
    const solved = this.equipment.algebraic.solve(this.#t, this.#y, this.#p);
    this.#unsettled = solved ? ResultCode.success : ResultCode.inconsistent;
  }

  #equilibrate(): void {
    if (!this.system.compiled.hasFastReactions) return;
    const { tolerance } = this.problem;
    const span = this.#span();
    if (!equilibrate(this.stepper, this.#t, this.#y, this.#p, span, tolerance))
      this.#unsettled = ResultCode.noEquilibrium;
  }

  #firstStep(): number {
    const { system, tableau, problem } = this;
    const h = initialStep(system, tableau.order, this.#t, this.#y, this.#p, problem.tolerance);
    // A state that passes through zero makes the estimate vanish; time must still move.
    return Math.max(h, smallestFirstStep * Math.abs(this.#t));
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
    const arrival = this.#history?.nextBreak ?? Number.POSITIVE_INFINITY;
    return Math.min(this.problem.end, action, arrival, this.#events.nextDue);
  }

  // A step that would leave a sliver before the stop is stretched or halved instead.
  #limitedStep(stop: number): number {
    const rest = stop - this.#t;
    const wanted = Math.min(this.#h, this.#maxStepSize, this.#delayLimit());
    if (wanted >= 0.999_999 * rest) return rest;
    return Math.min(wanted, 0.5 * rest);
  }

  #delayLimit(): number {
    if (!this.#history) return Number.POSITIVE_INFINITY;
    const lag = this.#history.shortestLag(this.#t, this.#y, this.#p);
    return Math.max(lag, smallestDelayStep * this.#span());
  }

  #accept(h: number, stop: number, error: number): ResultCode {
    this.#counters.steps++;
    const factor = this.#controller.accepted(error);
    // A step cut short by a stop says nothing against the longer one that was wanted.
    this.#h = Math.max(h * factor, h < this.#h && factor >= 1 ? this.#h : 0);
    const end = h === stop - this.#t ? stop : this.#t + h;
    this.#remember(h, end);
    const change = this.#firstTrigger(h, end);
    const reached = change ?? end;
    this.#recordUntil(reached, h);
    if (reached < end) this.#interpolate((reached - this.#t) / h, this.#between);
    this.#y.set(reached < end ? this.#between : this.stepper.proposed);
    this.#t = reached;
    this.#history?.standAt(reached, this.#y);
    return this.#settle(false);
  }

  #remember(h: number, end: number): void {
    const { stages, proposed } = this.stepper;
    this.#history?.push(this.#t, h, this.#y, proposed, stages, this.#p);
    this.#history?.standAt(end, proposed);
  }

  /** Events, recording, actions and the events they cause, at the present time. */
  #settle(atStart: boolean): ResultCode {
    this.#history?.passBreaks(this.#t, this.#y, this.#p);
    const before = this.#processEvents();
    if (before === "loop") return ResultCode.eventLoop;
    if (this.#unsettled !== ResultCode.success) return this.#unsettled;
    this.#recordHere();
    const acted = this.#applyActions();
    const after = acted ? this.#processEvents() : "unchanged";
    if (after === "loop") return ResultCode.eventLoop;
    if (this.#unsettled !== ResultCode.success) return this.#unsettled;
    const jumped = acted || before === "changed" || after === "changed";
    if (jumped) this.#history?.jumped(this.#t, this.#y, this.#p);
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
      this.#follow();
    }
    return this.#nextAction > first;
  }

  // After a jump the step before it is only an upper bound: start from the new derivatives.
  #restart(): void {
    this.#controller.restart();
    this.#h = Math.min(this.#h, this.#firstStep());
  }

  /** Time in the step of size h at which a trigger first changes. */
  #firstTrigger(h: number, end: number): number | undefined {
    if (this.#events.isEmpty) return undefined;
    const start = this.#t;
    const { triggerStates } = this.system.compiled;
    const stateAt = (time: number): Float64Array => {
      this.#interpolate(time === end ? 1 : (time - start) / h, this.#between, triggerStates);
      return this.#between;
    };
    return this.#triggers.firstChange({ start, end, stateAt }, this.#p);
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
