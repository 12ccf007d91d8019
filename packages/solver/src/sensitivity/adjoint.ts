// Discrete adjoint: the gradient of a scalar function of what a run records, by any number of
// parameters and initial states at about the cost of a few runs, exact for the discrete solution that
// was computed (docs/notes/sensitivities.md). The same derivative as forward.ts gives, taken backwards.

import type { CotangentBlock, DerivativeSystem, System } from "@chondron/compiler";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import type { Problem, Solution } from "../problem.js";
import { backwards } from "./backwards.js";
import { Checkpoints } from "./checkpoints.js";
import { ChangeCotangent, type ChangeMoment, type Cotangent } from "./cotangent.js";
import { cotangentsOf, tableauOf } from "./equipment.js";
import { initialApplies, type SensitivityInput } from "./inputs.js";
import { recordTrace } from "./record-trace.js";
import { Replay } from "./replay.js";
import { RootCotangent } from "./root-cotangent.js";
import { StepCotangent } from "./step-cotangent.js";
import { fractionOf, type Trace, type TracedChange, type TracedStep } from "./trace.js";
import { dot } from "./vectors.js";

const none = new Float64Array(0);

/** ∂L/∂values [saveAt][observe], or a function that gives it from the values recorded. */
export type Weights = Float64Array | ((values: Float64Array) => Float64Array);

export interface AdjointOptions {
  readonly method?: string;
  /** Memory for states along a run; beyond it steps are computed again. Default 64 MiB. */
  readonly byteLimit?: number;
}

/** A run whose gradients can be asked for, as often as wanted. */
export interface AdjointRun {
  readonly solution: Solution;
  /**
   * ∂L/∂input [input] for a scalar L of the recorded values. What a failed run did not record has no
   * part. Not a number where an event's time has no derivative.
   */
  gradient(weights: Weights): Float64Array;
}

export class AdjointSensitivities {
  readonly #derivatives: DerivativeSystem<CotangentBlock>;
  readonly #tableau: RosenbrockTableau;

  /** Throws RangeError for a method without derivatives or a model that `refusal` names. */
  constructor(
    readonly system: System,
    readonly inputs: readonly SensitivityInput[],
    readonly options: AdjointOptions = {},
  ) {
    this.#tableau = tableauOf(options.method);
    this.#derivatives = cotangentsOf(system, inputs);
  }

  run(problem: Problem): AdjointRun {
    const checkpoints = new Checkpoints(this.options.byteLimit);
    const trace = recordTrace(this.system, this.#tableau, problem, checkpoints);
    const gradient = (weights: Weights): Float64Array => {
      const given = typeof weights === "function" ? weights(trace.solution.values) : weights;
      const replay = new Replay(this.system, this.#tableau);
      return new Gradient(replay, this.#derivatives, trace, given).by(this.inputs, checkpoints);
    };
    return { solution: trace.solution, gradient };
  }
}

class Gradient {
  readonly #to: Cotangent;
  readonly #step: StepCotangent;
  readonly #change: ChangeCotangent;
  readonly #root: RootCotangent;
  readonly #observe: Int32Array;
  readonly #observed: Float64Array;
  readonly #state: Float64Array;
  readonly #toState: Float64Array;

  constructor(
    readonly replay: Replay,
    readonly derivatives: DerivativeSystem<CotangentBlock>,
    readonly trace: Trace,
    readonly weights: Float64Array,
  ) {
    const { compiled } = replay.system;
    const n = compiled.states.length;
    this.#to = {
      tt: 0,
      ty: new Float64Array(n),
      tp: new Float64Array(derivatives.parameters.length),
      unbounded: new Uint8Array(n),
    };
    this.#step = new StepCotangent(replay, derivatives);
    this.#change = new ChangeCotangent(replay.system, derivatives);
    this.#root = new RootCotangent(replay, derivatives);
    this.#observe = trace.problem.observe ?? Int32Array.from(compiled.observables.keys());
    this.#observed = new Float64Array(compiled.observables.length);
    this.#state = new Float64Array(n);
    this.#toState = new Float64Array(n);
  }

  by(inputs: readonly SensitivityInput[], checkpoints: Checkpoints): Float64Array {
    const { problem, beginning, steps } = this.trace;
    backwards(this.replay, steps, checkpoints, (step) => this.#retreat(step));
    this.replay.begin(problem);
    const start = this.#moment();
    this.#unhappen(beginning);
    const applies = initialApplies(this.replay.system.compiled, problem, inputs);
    this.#change.initial(start, applies, this.#to);
    const { ty, tp, unbounded } = this.#to;
    for (let s = 0; s < ty.length; s++) if (unbounded[s] === 1) ty[s] = Number.NaN;
    const active = this.derivatives.parameters;
    return Float64Array.from(inputs, ({ vector, index }) =>
      vector === "state" ? ty[index]! : tp[active.indexOf(index)]!,
    );
  }

  #retreat(step: TracedStep): void {
    const { replay } = this;
    const start = this.#moment();
    replay.land(step);
    this.#unhappen(step.changes);
    replay.standAt(start.t, start.y, start.p);
    this.#step.begin();
    this.#bound();
    const toEnd = this.#leave(step);
    for (const { row, time } of step.saves) this.#saveInside(step, row, time);
    this.#step.finish(step, this.#to.tp);
    this.#to.ty.set(this.#step.toStart);
    this.#step.unbounded.forEach((flag, s) => {
      if (flag === 1) this.#to.unbounded[s] = 1;
    });
    // The step size is the end less the start.
    this.#to.tt = this.#step.toTime - this.#step.toSize;
    if (step.landing.kind === "due")
      this.#change.addDue(step.landing.id, toEnd + this.#step.toSize);
  }

  // An infinite gradient by a state that came from elsewhere than 0 reaches all that it came from.
  #bound(): void {
    const { ty, unbounded } = this.#to;
    for (let s = 0; s < ty.length; s++)
      if (unbounded[s] === 1 && !this.#step.isStill(s)) {
        ty[s] = Number.NaN;
        unbounded[s] = 0;
      }
  }

  /** @returns the gradient by the time where the step is left, as far as that is its end. */
  #leave(step: TracedStep): number {
    const { ty } = this.#to;
    const fraction = fractionOf(step, step.reached);
    if (step.landing.kind === "unknown") ty.fill(Number.NaN);
    if (step.landing.kind === "root") this.#root.pass(step, this.#to);
    return this.#to.tt + this.#step.addAt(step, fraction, ty);
  }

  /** What happened here, from the last to the first; `replay` stands before the first. */
  #unhappen(changes: readonly TracedChange[]): void {
    const moments = [this.#moment()];
    for (const change of changes) {
      this.replay.apply(change);
      const moves = change.kind === "event" || change.kind === "action";
      moments.push(moves ? this.#moment() : moments[moments.length - 1]!);
    }
    for (let i = changes.length - 1; i >= 0; i--) {
      const change = changes[i]!;
      if (change.kind === "save") this.#saveHere(change.row, moments[i]!);
      else this.#change.pass(change, moments[i]!, moments[i + 1]!, this.#to);
    }
  }

  #moment(): ChangeMoment {
    const { t, y, p } = this.replay;
    return { t, y: y.slice(), p: p.slice() };
  }

  #saveInside(step: TracedStep, row: number, time: number): void {
    const fraction = fractionOf(step, time);
    this.replay.stateAt(fraction, this.#state);
    this.#save(row, { t: time, y: this.#state, p: this.replay.p });
    this.#step.addAt(step, fraction, this.#toState);
  }

  // Times of recording are fixed: the state there is that of the moment less its way since.
  #saveHere(row: number, moment: ChangeMoment): void {
    const { t, y, p } = moment;
    this.#save(row, moment);
    for (let s = 0; s < y.length; s++) this.#to.ty[s]! += this.#toState[s]!;
    this.replay.system.rhs(t, y, p, this.#state);
    this.#to.tt -= dot(this.#toState, this.#state);
  }

  /** Gradient by the state where a row was recorded into `#toState`. */
  #save(row: number, { t, y, p }: ChangeMoment): void {
    const width = this.#observe.length;
    this.#observed.fill(0);
    this.#observe.forEach((index, c) => {
      this.#observed[index]! += this.weights[row * width + c]!;
    });
    this.#toState.fill(0);
    const { observables } = this.derivatives;
    observables.cotangent(t, y, p, none, this.#observed, this.#toState, this.#to.tp, none);
  }
}
