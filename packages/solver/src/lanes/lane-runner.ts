// Patients through the lanes of a module: each lane has its own course; a lane whose patient is done
// takes the next. What the module cannot do itself (doses, events, consistency, the pivots that need
// exchanging) is done here with the JavaScript target, for the one lane that asks.

import { type CompiledModel, contextStart, type System, workingLength } from "@chondron/compiler";
import type { AcceptedStep, DenseOutput } from "../accepted-step.js";
import { AlgebraicSolver } from "../algebraic.js";
import { Course, type CourseParts } from "../course.js";
import { worstRatio } from "../error-norm.js";
import { FastEquilibrium } from "../fast-reactions.js";
import { Integrator } from "../integrate.js";
import { rosenbrockMethods } from "../method/methods.js";
import { rodas5p } from "../method/rodas5p.js";
import { type Counters, type Problem, ResultCode, type Solution } from "../problem.js";
import { Recorder } from "../recorder.js";
import { RosenbrockStepper } from "../step.js";
import { LaneInstance } from "./lane-instance.js";
import { LaneStatus } from "./lane-memory.js";

const defaultMaxSteps = 100_000;
const workFields = [
  "steps",
  "rejected",
  "rhsCalls",
  "jacobianCalls",
  "factorizations",
  "solves",
] as const;

/** A patient to run, and where its solution goes. */
export interface LaneTask {
  readonly problem: Problem;
  done(solution: Solution): void;
}

/** Can the lanes run this model? Delays look into a past that lanes do not keep. */
export function lanesCanRun(compiled: CompiledModel): boolean {
  return compiled.delays.length === 0;
}

export class LaneRunner {
  readonly #instance: LaneInstance;
  readonly #parts: CourseParts;
  readonly #lanes: LaneHost[];
  readonly #observe: Int32Array;
  #integrator: Integrator | undefined;
  /** Name of the lanes' method. */
  readonly method: string;
  /** Right-hand sides, and solutions, of a step; 0 where the lanes count them themselves. */
  readonly stages: number;

  constructor(
    readonly system: System,
    module: WebAssembly.Module,
  ) {
    this.#instance = new LaneInstance(module);
    const { method } = this.#instance.layout;
    const tableau = rosenbrockMethods[method];
    this.method = method;
    this.stages = tableau?.stages ?? 0;
    this.#observe = Int32Array.from(this.#instance.layout.observe);
    this.#parts = {
      algebraic: new AlgebraicSolver(system),
      ...(system.compiled.hasFastReactions
        ? { equilibrium: new FastEquilibrium(new RosenbrockStepper(system, tableau ?? rodas5p)) }
        : {}),
    };
    this.#lanes = Array.from(
      { length: this.#instance.layout.width },
      (_, lane) => new LaneHost(this.#instance, lane, this),
    );
  }

  get parts(): CourseParts {
    return this.#parts;
  }

  /** Run every task; the order in which they end is open, what they give is not. */
  run(tasks: Iterator<LaneTask, unknown>): void {
    for (const lane of this.#lanes) lane.take(tasks);
    while (this.#lanes.some((lane) => lane.busy)) {
      this.#instance.exports.run();
      for (const lane of this.#lanes) lane.serve(tasks);
    }
  }

  /** The reference implementation's solution, for what lanes refuse. */
  solveApart(problem: Problem): Solution {
    this.#integrator ??= new Integrator(this.system, this.method);
    // The same columns as the lanes record, whatever the problem says.
    return this.#integrator.run({ ...problem, observe: this.#observe });
  }
}

/** One lane, seen from the host. */
class LaneHost {
  #task: LaneTask | undefined;
  #course!: Course;
  #recorder!: LaneRecorder;
  readonly #step: LaneStep;
  readonly #parameters: LaneParameters;

  constructor(
    readonly instance: LaneInstance,
    readonly lane: number,
    readonly runner: LaneRunner,
  ) {
    const { compiled } = runner.system;
    this.#step = new LaneStep(instance, lane, compiled.states.length);
    this.#parameters = new LaneParameters(instance, lane, compiled);
  }

  get busy(): boolean {
    return this.#task !== undefined;
  }

  /** Take tasks until one needs steps, or none is left. */
  take(tasks: Iterator<LaneTask, unknown>): void {
    for (;;) {
      const next = tasks.next();
      this.#task = next.done ? undefined : next.value;
      this.instance.setInteger(this.lane, "active", this.#task ? 1 : 0);
      if (!this.#task) return;
      const code = this.#begin(this.#task.problem);
      if (code === ResultCode.success && !this.#course.finished) return;
      this.#finish(code);
    }
  }

  /** Answer what the lane asks, if it does. */
  serve(tasks: Iterator<LaneTask, unknown>): void {
    const { instance, lane } = this;
    if (!this.busy) return;
    const status = instance.integer(lane, "status");
    if (status === LaneStatus.running) return;
    instance.setInteger(lane, "status", LaneStatus.running);
    if (status === LaneStatus.stopped || status === LaneStatus.stepped) this.#proceed(tasks);
    else {
      if (status === LaneStatus.tooManySteps) this.#giveUp();
      else this.#task!.done(this.runner.solveApart(this.#task!.problem));
      this.take(tasks);
    }
  }

  #begin(problem: Problem): ResultCode {
    const { instance, lane, runner } = this;
    this.#recorder = new LaneRecorder(instance, lane, problem, this.#parameters);
    const parts = { ...runner.parts, recorder: this.#recorder };
    this.#course = new Course(runner.system, problem, parts);
    const code = this.#course.begin();
    if (code !== ResultCode.success || this.#course.finished) return code;
    instance.writeState(lane, "absolute", problem.tolerance.absolute);
    instance.setValue(lane, instance.layout.relative, problem.tolerance.relative);
    for (const field of workFields) instance.setInteger(lane, field, 0);
    instance.setInteger(lane, "mostAttempts", problem.maxSteps ?? defaultMaxSteps);
    instance.setInteger(lane, "status", LaneStatus.running);
    instance.setDouble(lane, "longest", this.#course.longestStep());
    this.#load();
    instance.setDouble(lane, "wanted", Number.POSITIVE_INFINITY);
    this.#restart();
    return code;
  }

  #proceed(tasks: Iterator<LaneTask, unknown>): void {
    const course = this.#course;
    this.#step.read();
    this.#recorder.takeRows(course);
    const code = course.accepted(this.#step);
    if (code !== ResultCode.success || course.finished) {
      this.#finish(code);
      this.take(tasks);
      return;
    }
    if (course.jumped || course.t < this.#step.end) this.#load();
    else this.#setStop();
    if (course.jumped) this.#restart();
  }

  /** How far the module may go and what it records on the way. */
  #setStop(): void {
    const { instance, lane } = this;
    const stop = this.#course.nextStop();
    instance.setDouble(lane, "stop", stop);
    // At the time of an event the values after it count, at any other stop those before it.
    const { events } = this.runner.system.compiled;
    instance.setDouble(lane, "recordBefore", events.length > 0 ? stop : Number.POSITIVE_INFINITY);
    this.#recorder.handOver(this.#course.nextRow);
  }

  /** State, parameters, time and stop of the course into the lane. */
  #load(): void {
    const { instance, lane } = this;
    const course = this.#course;
    this.#parameters.write(course.p);
    instance.writeState(lane, "to", course.y);
    instance.accept(lane);
    instance.setDouble(lane, "end", course.t);
    instance.setDouble(lane, "start", course.t);
    this.#setStop();
  }

  #restart(): void {
    const { instance, lane } = this;
    instance.setDouble(lane, "previousError", 1e-4);
    instance.setInteger(lane, "justRejected", 0);
    const wanted = instance.double(lane, "wanted");
    instance.setDouble(lane, "wanted", Math.min(wanted, instance.firstStep(lane)));
  }

  /** End where the last accepted step did, of which the course was not told. */
  #giveUp(): void {
    const { instance, lane } = this;
    const course = this.#course;
    course.t = instance.double(lane, "end");
    instance.readState(lane, instance.isAccepted(lane) ? "to" : "from", course.y);
    this.#finish(ResultCode.tooManySteps, this.#worstState());
  }

  /** State with the largest error in the last attempt; -1 where there was none. */
  #worstState(): number {
    const { steps, rejected } = this.#counters();
    if (steps + rejected === 0) return -1;
    const { y, problem } = this.#course;
    const errors = new Float64Array(y.length);
    this.instance.readErrors(this.lane, errors);
    return worstRatio(errors, y, problem.tolerance);
  }

  #finish(code: ResultCode, worstState = -1): void {
    this.#recorder.takeRows(this.#course);
    const { method } = this.runner;
    this.#task!.done(this.#course.solution(code, worstState, this.#counters(), method));
  }

  #counters(): Counters {
    const { instance, lane, runner } = this;
    const count = (field: (typeof workFields)[number]): number => instance.integer(lane, field);
    const [steps, rejected] = [count("steps"), count("rejected")];
    const attempts = steps + rejected;
    const evaluations = attempts * runner.stages;
    return {
      steps,
      rejected,
      rhsCalls: evaluations || count("rhsCalls"),
      jacobianCalls: runner.stages ? attempts : count("jacobianCalls"),
      factorizations: runner.stages ? attempts : count("factorizations"),
      solves: evaluations || count("solves"),
    };
  }
}

/** The lane's last step as its course sees it. */
class LaneStep implements AcceptedStep {
  start = 0;
  size = 0;
  end = 0;
  readonly proposed: Float64Array;

  constructor(
    readonly instance: LaneInstance,
    readonly lane: number,
    states: number,
  ) {
    this.proposed = new Float64Array(states);
  }

  read(): void {
    const { instance, lane } = this;
    this.start = instance.double(lane, "start");
    this.size = instance.double(lane, "size");
    this.end = instance.double(lane, "end");
    instance.readState(lane, "to", this.proposed);
  }

  interpolate(fraction: number, out: Float64Array): void {
    this.instance.interpolate(this.lane, fraction);
    this.instance.readState(this.lane, "between", out);
  }

  keep(): DenseOutput {
    throw new Error("lanes keep no past");
  }
}

/** Parameters and context of a lane, written where they differ from what it has. */
class LaneParameters {
  /** Working vector that was last written; hoisted values follow from the others. */
  readonly #written: Float64Array;
  readonly #contextStart: number;
  #known = false;

  constructor(
    readonly instance: LaneInstance,
    readonly lane: number,
    compiled: CompiledModel,
  ) {
    this.#written = new Float64Array(workingLength(compiled));
    this.#contextStart = contextStart(compiled);
  }

  write(p: Float64Array): void {
    if (this.#known && this.#isWritten(p)) return;
    this.#known = true;
    this.#written.set(p);
    this.instance.writeParameters(this.lane, p, this.#contextStart);
    this.instance.exports.hoist();
  }

  // A plain loop: it runs at every stop of every patient.
  #isWritten(p: Float64Array): boolean {
    const { parameterCount } = this.instance.layout;
    const written = this.#written;
    for (let i = 0; i < parameterCount; i++) if (!Object.is(written[i], p[i])) return false;
    for (let i = this.#contextStart; i < p.length; i++)
      if (!Object.is(written[i], p[i])) return false;
    return true;
  }
}

/** Records through the module's own observables. */
class LaneRecorder extends Recorder {
  readonly #saveAt: Float64Array;
  /** First row that the module may have recorded since rows were last taken. */
  #handedRow = 0;

  constructor(
    readonly instance: LaneInstance,
    readonly lane: number,
    problem: Problem,
    readonly parameters: LaneParameters,
  ) {
    const columns = Int32Array.from(instance.layout.observe);
    super(() => {}, 0, columns, problem.saveAt.length);
    this.#saveAt = problem.saveAt;
    const { saveTimes, rowCapacity } = instance.layout;
    if (problem.saveAt.length > rowCapacity)
      throw new RangeError(`${problem.saveAt.length} times to record, room for ${rowCapacity}`);
    instance.doubles.set(problem.saveAt, (saveTimes + lane * 8 * rowCapacity) >> 3);
    this.handOver(Number.POSITIVE_INFINITY);
  }

  override record(row: number, t: number, y: Float64Array, p: Float64Array): void {
    // Events may have changed them since.
    this.parameters.write(p);
    this.instance.writeState(this.lane, "between", y);
    this.instance.observe(this.lane, t, this.values, row * this.columns.length);
  }

  /** Let the module record the rows from `first` on. */
  handOver(first: number): void {
    const { instance, lane } = this;
    const { saveTimes, rows, rowCapacity, observables } = instance.layout;
    const count = this.#saveAt.length;
    const row = Math.min(first, count);
    const times = saveTimes + lane * 8 * rowCapacity;
    instance.setInteger(lane, "nextSave", times + 8 * row);
    instance.setInteger(lane, "lastSave", times + 8 * count);
    instance.setInteger(lane, "row", rows + 8 * observables * (lane * rowCapacity + row));
    this.#handedRow = row;
  }

  /** Fetch what the module recorded and let the course go on behind it. */
  takeRows(course: Course): void {
    const { instance, lane } = this;
    const { saveTimes, rows, rowCapacity, observables } = instance.layout;
    const times = saveTimes + lane * 8 * rowCapacity;
    const next = (instance.integer(lane, "nextSave") - times) >> 3;
    if (next <= this.#handedRow) return;
    const base = (rows >> 3) + lane * rowCapacity * observables;
    const first = this.#handedRow * observables;
    this.values.set(instance.doubles.subarray(base + first, base + next * observables), first);
    this.#handedRow = next;
    course.skipTo(next);
  }
}
