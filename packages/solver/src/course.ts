// The course of one patient apart from stepping: state, initial values, scheduled actions, events,
// recording, consistency, the past. It takes accepted steps from whatever makes them (a Stepper, a
// lane of a vector) and says how far the next may go; it never evaluates the equations to step.
//
//   course.begin(); while (!course.finished) course.accepted(a step that ends by course.nextStop())
//
// After each, `jumped` says whether the solution is discontinuous at `t`, so that a step before it
// says nothing about the one after. Steps that reach neither nextStop() nor nextSave need not be
// told, unless the model looks into the past or `watchesSteps`.

import { contextSlots, contextStart, type System, workingLength } from "@chondron/compiler";
import type { AcceptedStep } from "./accepted-step.js";
import type { AlgebraicSolver } from "./algebraic.js";
import { ClockTriggers } from "./clock-triggers.js";
import { Consistency } from "./consistency.js";
import { EventQueue } from "./event.js";
import { seededChoice } from "./event-order.js";
import { type FastEquilibrium, setFastRates } from "./fast-reactions.js";
import type { History } from "./history.js";
import { initialize } from "./initial-values.js";
import {
  type Counters,
  type Problem,
  ResultCode,
  type ScheduledAction,
  type Solution,
} from "./problem.js";
import { Recorder } from "./recorder.js";
import { TriggerSearch } from "./trigger-search.js";

/** Least steps of a run whose triggers move in ways that the states, and so the steps, do not see. */
const leastStepsWithTimedTriggers = 50;
/** Steps are not held below this part of the run for the sake of a vanishing delay. */
const smallestDelayStep = 1e-5;

/** What a course borrows; one set serves many courses, one after the other where it has a past. */
export interface CourseParts {
  readonly algebraic: AlgebraicSolver;
  /** Where the model looks back; the system is then one `withHistory`. */
  readonly history?: History;
  /** Where the model has fast reactions. */
  readonly equilibrium?: FastEquilibrium;
  /** Absent: the system's own observables, as the problem asks. */
  readonly recorder?: Recorder;
}

export class Course {
  /** Time reached. */
  t: number;
  /** [state] at `t`. */
  readonly y: Float64Array;
  /** Working parameter vector at `t`. */
  readonly p: Float64Array;
  /** True where states or parameters changed discontinuously at `t`. */
  jumped = false;
  readonly #recorder: Recorder;
  readonly #consistency: Consistency;
  readonly #history: History | undefined;
  readonly #events: EventQueue;
  readonly #triggers: TriggerSearch;
  readonly #clock: ClockTriggers | undefined;
  /** Next time at which a trigger that follows the clock may change. */
  #nextClock = Number.POSITIVE_INFINITY;
  readonly #schedule: readonly ScheduledAction[];
  readonly #maxStepSize: number;
  readonly #between: Float64Array;
  #nextAction = 0;
  #nextRow = 0;

  constructor(
    readonly system: System,
    readonly problem: Problem,
    readonly parts: CourseParts,
  ) {
    const { compiled } = system;
    const { start, end, eventOrderSeed } = problem;
    this.#recorder = parts.recorder ?? ownRecorder(system, problem);
    this.#history = parts.history;
    this.#consistency = new Consistency(system, parts.algebraic, (t, y, p) =>
      parts.equilibrium!.reach(t, y, p, this.#span(), problem.tolerance),
    );
    const follow = (t: number, y: Float64Array, p: Float64Array): void =>
      this.#consistency.follow(t, y, p);
    const choice = eventOrderSeed === undefined ? undefined : seededChoice(eventOrderSeed);
    this.#events = new EventQueue(system, follow, choice);
    const changed = (t: number, y: Float64Array, p: Float64Array): boolean =>
      this.#events.anyChanges(t, y, p);
    this.#triggers = new TriggerSearch(system, changed);
    this.#clock = compiled.triggersByClock ? new ClockTriggers(system, changed) : undefined;
    this.#schedule = (problem.schedule ?? []).filter((a) => a.time >= start && a.time <= end);
    this.#maxStepSize = longestStepSize(system, problem, this.#span());
    this.t = start;
    this.y = new Float64Array(compiled.states.length);
    this.p = new Float64Array(workingLength(compiled));
    this.#between = new Float64Array(this.y.length);
  }

  get finished(): boolean {
    return this.t >= this.problem.end;
  }

  /** True where every step must be told, for an event may lie inside it. */
  get watchesSteps(): boolean {
    return !this.#events.isEmpty && this.#clock === undefined;
  }

  /** Next time to record; Infinity where none is left. */
  get nextSave(): number {
    return this.problem.saveAt[this.#nextRow] ?? Number.POSITIVE_INFINITY;
  }

  /** Index of the next row to record. */
  get nextRow(): number {
    return this.#nextRow;
  }

  /** Leave rows to whoever has recorded them. */
  skipTo(row: number): void {
    this.#nextRow = row;
  }

  /** Initial values, and what happens and is recorded at the start. */
  begin(): ResultCode {
    const { system, p } = this;
    if (system.compiled.contextCount > 0) {
      p[contextStart(system.compiled) + contextSlots.start] = this.problem.start;
      setFastRates(system, p, this.#span());
    }
    initialize(system, this.problem, this.y, p, this.#consistency, this.#history);
    return this.#settle();
  }

  /** Time that the next step may not pass: the end, an action, an event, an old jump's echo. */
  nextStop(): number {
    const action = this.#schedule[this.#nextAction]?.time ?? Number.POSITIVE_INFINITY;
    const arrival = this.#history?.nextBreak ?? Number.POSITIVE_INFINITY;
    return Math.min(this.problem.end, action, arrival, this.#events.nextDue, this.#nextClock);
  }

  /** Largest step from here that the problem, timed triggers and delays allow. */
  longestStep(): number {
    if (!this.#history) return this.#maxStepSize;
    const lag = this.#history.shortestLag(this.t, this.y, this.p);
    return Math.min(this.#maxStepSize, Math.max(lag, smallestDelayStep * this.#span()));
  }

  /**
   * Take a step: record along it, move to its end or the first change of a trigger, settle there.
   * Its start is where the last one ended, told or not.
   */
  accepted(step: AcceptedStep): ResultCode {
    const { end } = step;
    this.#history?.push(step, this.p);
    this.#history?.standAt(end, step.proposed);
    const reached = this.#firstTrigger(step) ?? end;
    this.#recordUntil(reached, step);
    // By way of another array: the step may interpolate from `y`.
    if (reached < end) this.#interpolate(step, reached, this.#between);
    this.y.set(reached < end ? this.#between : step.proposed);
    this.t = reached;
    this.#history?.standAt(reached, this.y);
    return this.#settle();
  }

  /** @param worstState index of the state with the largest error, told where the run failed. */
  solution(code: ResultCode, worstState: number, counters: Counters, method: string): Solution {
    return {
      code,
      method,
      time: this.t,
      worstState: code === ResultCode.success ? -1 : worstState,
      values: this.#recorder.values,
      finalState: this.y,
      finalParameters: this.p.slice(0, this.system.compiled.parameters.length),
      fired: this.#events.fired,
      counters,
    };
  }

  #span(): number {
    return this.problem.end - this.problem.start || 1;
  }

  /** Events, recording, actions and the events they cause, at the present time. */
  #settle(): ResultCode {
    const { t, y, p } = this;
    this.jumped = false;
    this.#history?.passBreaks(t, y, p);
    const before = this.#processEvents();
    if (before === "loop") return ResultCode.eventLoop;
    if (this.#consistency.code !== ResultCode.success) return this.#consistency.code;
    this.#recordHere();
    const acted = this.#applyActions();
    const after = acted ? this.#processEvents() : "unchanged";
    if (after === "loop") return ResultCode.eventLoop;
    if (this.#consistency.code !== ResultCode.success) return this.#consistency.code;
    this.jumped = acted || before === "changed" || after === "changed";
    if (this.#clock) this.#nextClock = this.#clock.next(t, y, p);
    if (this.jumped) this.#history?.jumped(t, y, p);
    return ResultCode.success;
  }

  #processEvents(): "unchanged" | "changed" | "loop" {
    if (this.#events.isEmpty) return "unchanged";
    return this.#events.process(this.t, this.y, this.p);
  }

  #applyActions(): boolean {
    const { t, y, p } = this;
    const first = this.#nextAction;
    for (; this.#schedule[this.#nextAction]?.time === t; this.#nextAction++) {
      const { action, arguments: args } = this.#schedule[this.#nextAction]!;
      this.system.applyAction(action, args, t, y, p);
      this.system.hoist(p);
      this.#consistency.follow(t, y, p);
    }
    return this.#nextAction > first;
  }

  /** Time in the step at which a trigger first changes. */
  #firstTrigger(step: AcceptedStep): number | undefined {
    if (!this.watchesSteps) return undefined;
    const { start, end } = step;
    const { triggerStates } = this.system.compiled;
    const stateAt = (time: number): Float64Array => {
      this.#interpolate(step, time, this.#between, triggerStates);
      return this.#between;
    };
    return this.#triggers.firstChange({ start, end, stateAt }, this.p);
  }

  #interpolate(step: AcceptedStep, time: number, out: Float64Array, only?: Int32Array): void {
    const fraction = time === step.end ? 1 : (time - step.start) / step.size;
    step.interpolate(fraction, out, only);
  }

  /** Record the times before `reached` from the step's dense output. */
  #recordUntil(reached: number, step: AcceptedStep): void {
    for (; this.nextSave < reached; this.#nextRow++) {
      this.#interpolate(step, this.nextSave, this.#between);
      this.#recorder.record(this.#nextRow, this.nextSave, this.#between, this.p);
    }
  }

  #recordHere(): void {
    for (; this.nextSave <= this.t; this.#nextRow++)
      this.#recorder.record(this.#nextRow, this.t, this.y, this.p);
  }
}

function ownRecorder(system: System, problem: Problem): Recorder {
  const { observables } = system.compiled;
  const columns = problem.observe ?? Int32Array.from(observables.keys());
  const observe = system.observe.bind(system);
  return new Recorder(observe, observables.length, columns, problem.saveAt.length);
}

function longestStepSize(system: System, problem: Problem, span: number): number {
  const longest = system.compiled.timedTriggers
    ? span / leastStepsWithTimedTriggers
    : Number.POSITIVE_INFINITY;
  return Math.min(problem.maxStepSize ?? longest, longest);
}
