// Forward sensitivities: derivatives of what a run records by parameters and initial states, exact for
// the discrete solution that was computed (docs/notes/sensitivities.md). The step sequence is held:
// step ends are fixed times, but for those where an event of the model happens. Costs about one solve
// per stage and input beside the run itself: for few inputs; for many see adjoint.ts.

import type { DerivativeSystem, System, TangentBlock } from "@chondron/compiler";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import type { Problem, Solution } from "../problem.js";
import { ChangeTangent } from "./change-tangent.js";
import { tableauOf, tangentsOf } from "./equipment.js";
import { initialApplies, type SensitivityInput } from "./inputs.js";
import { recordTrace } from "./record-trace.js";
import { Replay } from "./replay.js";
import { RootTangent } from "./root-tangent.js";
import { StepTangent } from "./step-tangent.js";
import { type Tangent, unitTangents } from "./tangents.js";
import { fractionOf, type Trace, type TracedChange, type TracedStep } from "./trace.js";

const none = new Float64Array(0);

export interface ForwardSolution {
  readonly solution: Solution;
  /** [saveAt][observe][input] ∂value/∂input; NaN where the run or its derivatives did not get to. */
  readonly derivatives: Float64Array;
  /** [input][state] at the end of the run. */
  readonly finalState: readonly Float64Array[];
  /**
   * Time from which on there are no derivatives, because an event's time has none or a partial
   * derivative is infinite; Infinity where all are there.
   */
  readonly undefinedFrom: number;
}

export class ForwardSensitivities {
  readonly #derivatives: DerivativeSystem<TangentBlock>;
  readonly #tableau: RosenbrockTableau;

  /** Throws RangeError for a method without derivatives or a model that `refusal` names. */
  constructor(
    readonly system: System,
    readonly inputs: readonly SensitivityInput[],
    method?: string,
  ) {
    this.#tableau = tableauOf(method);
    this.#derivatives = tangentsOf(system, inputs);
  }

  run(problem: Problem): ForwardSolution {
    const trace = recordTrace(this.system, this.#tableau, problem);
    const replay = new Replay(this.system, this.#tableau);
    return new ForwardRun(replay, this.#derivatives, this.inputs, trace).run();
  }
}

class ForwardRun {
  readonly #columns: Tangent[];
  readonly #step: StepTangent;
  readonly #change: ChangeTangent;
  readonly #root: RootTangent;
  readonly #observe: Int32Array;
  readonly #observed: Float64Array;
  readonly #derivatives: Float64Array;
  readonly #state: Float64Array;
  readonly #direction: Float64Array;
  readonly #fixedEnd: Float64Array;
  #undefinedFrom = Number.POSITIVE_INFINITY;

  constructor(
    readonly replay: Replay,
    readonly derivatives: DerivativeSystem<TangentBlock>,
    readonly inputs: readonly SensitivityInput[],
    readonly trace: Trace,
  ) {
    const { compiled } = replay.system;
    const n = compiled.states.length;
    const count = inputs.length;
    const { saveAt, observe } = trace.problem;
    this.#columns = unitTangents(inputs, n, derivatives.parameters);
    this.#step = new StepTangent(replay, derivatives, count);
    this.#change = new ChangeTangent(replay, derivatives);
    this.#root = new RootTangent(replay, derivatives, this.#step);
    this.#observe = observe ?? Int32Array.from(compiled.observables.keys());
    this.#observed = new Float64Array(compiled.observables.length);
    const width = this.#observe.length * count;
    this.#derivatives = new Float64Array(saveAt.length * width).fill(Number.NaN);
    this.#state = new Float64Array(n);
    this.#direction = new Float64Array(n);
    this.#fixedEnd = new Float64Array(count);
  }

  run(): ForwardSolution {
    const { problem, solution, beginning, steps } = this.trace;
    this.replay.begin(problem);
    const applies = initialApplies(this.replay.system.compiled, problem, this.inputs);
    this.#change.initial(this.#columns, applies);
    this.#happen(beginning);
    for (const step of steps) this.#advance(step);
    return {
      solution,
      derivatives: this.#derivatives,
      finalState: this.#columns.map((column) => column.dy),
      undefinedFrom: this.#undefinedFrom,
    };
  }

  #advance(step: TracedStep): void {
    const { landing } = step;
    this.replay.make(step);
    const dEnd = landing.kind === "due" ? this.#change.due(landing.id) : this.#fixedEnd;
    this.#step.differentiate(step, this.#columns, dEnd);
    for (const { row, time } of step.saves) this.#saveInside(step, row, time);
    this.#land(step, landing.kind === "root" ? this.#root.times(step, this.#columns) : dEnd);
    this.replay.land(step);
    this.#happen(step.changes);
    this.#watch(step);
  }

  /** @param dReached [column] derivative of the time where the step is left. */
  #land(step: TracedStep, dReached: Float64Array): void {
    const fraction = fractionOf(step, step.reached);
    this.#columns.forEach((column, j) => {
      this.#step.at(step, fraction, column, j, dReached[j]!, this.#direction);
      column.dy.set(this.#direction);
      column.dt = dReached[j]!;
    });
    if (step.landing.kind !== "unknown") return;
    for (const column of this.#columns) {
      column.dt = Number.NaN;
      column.dy.fill(Number.NaN);
    }
  }

  #happen(changes: readonly TracedChange[]): void {
    for (const change of changes) {
      if (change.kind === "save") this.#saveHere(change.row);
      else this.#change.before(change, this.#columns);
      this.replay.apply(change);
      if (change.kind === "event" || change.kind === "action") this.#change.follow(this.#columns);
    }
  }

  #saveInside(step: TracedStep, row: number, time: number): void {
    const fraction = fractionOf(step, time);
    this.replay.stateAt(fraction, this.#state);
    this.#columns.forEach((column, j) => {
      this.#step.at(step, fraction, column, j, 0, this.#direction);
      this.#save(row, j, time, this.#state, this.#direction, column.dp);
    });
  }

  // Times of recording are fixed: the state there is that of the moment less its way since.
  #saveHere(row: number): void {
    const { system, t, y, p } = this.replay;
    this.#columns.forEach((column, j) => {
      this.#direction.set(column.dy);
      if (column.dt !== 0) {
        system.rhs(t, y, p, this.#state);
        for (let s = 0; s < y.length; s++) this.#direction[s]! -= column.dt * this.#state[s]!;
      }
      this.#save(row, j, t, y, this.#direction, column.dp);
    });
  }

  #save(
    row: number,
    j: number,
    t: number,
    y: Float64Array,
    dy: Float64Array,
    dp: Float64Array,
  ): void {
    const { observables } = this.derivatives;
    observables.tangent(t, y, this.replay.p, none, 0, dy, dp, none, this.#observed);
    const width = this.#observe.length;
    this.#observe.forEach((index, c) => {
      this.#derivatives[(row * width + c) * this.#columns.length + j] = this.#observed[index]!;
    });
  }

  #watch(step: TracedStep): void {
    const defined = this.#columns.every(({ dy }) => dy.every(Number.isFinite));
    if (!defined) this.#undefinedFrom = Math.min(this.#undefinedFrom, step.start);
  }
}
