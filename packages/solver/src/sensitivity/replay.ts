// A traced run done again, bit for bit: no attempts, no search, no error control. It stands before a
// step, makes it, lands where the run did, and changes y and p as the run did.

import { contextSlots, contextStart, type System, workingLength } from "@chondron/compiler";
import { AlgebraicSolver } from "../algebraic.js";
import { Consistency } from "../consistency.js";
import { interpolate, interpolateRate } from "../dense-output.js";
import { initialize } from "../initial-values.js";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import type { Problem } from "../problem.js";
import { RosenbrockStepper } from "../step.js";
import { fractionOf, type TracedChange, type TracedStep } from "./trace.js";

export class Replay {
  t = 0;
  /** [state] at `t`. */
  readonly y: Float64Array;
  /** Working parameter vector at `t`. */
  readonly p: Float64Array;
  /** Makes the steps; its stages and factors are those of the last. */
  readonly stepper: RosenbrockStepper;
  readonly #consistency: Consistency;
  readonly #from: Float64Array;

  constructor(
    readonly system: System,
    readonly tableau: RosenbrockTableau,
  ) {
    const { compiled } = system;
    this.y = new Float64Array(compiled.states.length);
    this.#from = new Float64Array(this.y.length);
    this.p = new Float64Array(workingLength(compiled));
    this.stepper = new RosenbrockStepper(system, tableau);
    this.#consistency = new Consistency(system, new AlgebraicSolver(system), () => true);
  }

  /** Stand at the start, before anything happens there. */
  begin(problem: Problem): void {
    const { system, y, p } = this;
    this.t = problem.start;
    if (system.compiled.contextCount > 0)
      p[contextStart(system.compiled) + contextSlots.start] = problem.start;
    initialize(system, problem, y, p, this.#consistency);
  }

  /** Stand before a step. */
  standAt(t: number, y: Float64Array, p: Float64Array): void {
    this.t = t;
    this.y.set(y);
    this.p.set(p);
  }

  /** Compute the step's stages; `y` stays at its start. */
  make(step: TracedStep): void {
    this.stepper.prepare(step.start, this.y, this.p);
    this.stepper.attempt(step.start, this.y, this.p, step.size);
  }

  /** State at a fraction of the step made, into `out`; `rate`: its derivative by the fraction. */
  stateAt(fraction: number, out: Float64Array, rate?: Float64Array): void {
    const { stepper, tableau, y } = this;
    const { stages, proposed } = stepper;
    interpolate(tableau, stages, y, proposed, fraction, out);
    if (rate) interpolateRate(tableau, stages, y, proposed, fraction, rate);
  }

  /** Move to where the run left the step, before anything happens there. */
  land(step: TracedStep): void {
    const { stepper, tableau } = this;
    this.t = step.reached;
    if (step.reached === step.end) {
      this.y.set(stepper.proposed);
      return;
    }
    this.#from.set(this.y);
    const fraction = fractionOf(step, step.reached);
    interpolate(tableau, stepper.stages, this.#from, stepper.proposed, fraction, this.y);
  }

  apply(change: TracedChange): void {
    const { system, t, y, p } = this;
    if (change.kind === "event") system.applyEvent(change.event, change.values, t, y, p);
    else if (change.kind === "action") system.applyAction(change.action, change.arguments, t, y, p);
    else return;
    system.hoist(p);
    this.#consistency.follow(t, y, p);
  }
}
