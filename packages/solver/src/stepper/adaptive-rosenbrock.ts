// Rosenbrock methods as steppers: the step of step.ts under the controller of controller.ts.

import type { System } from "@chondron/compiler";
import type { AcceptedStep, DenseOutput } from "../accepted-step.js";
import { StepController } from "../controller.js";
import { denseRows, interpolate, interpolateRows } from "../dense-output.js";
import { firstStepSize } from "../initial-step.js";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { ResultCode, type Tolerance } from "../problem.js";
import { RosenbrockStepper, type WorkCounters } from "../step.js";
import { definedHere } from "./defined-here.js";
import type { Moment, Stepper } from "./stepper.js";

export class AdaptiveRosenbrock implements Stepper {
  readonly method: string;
  readonly step: RosenbrockView;
  wanted = 0;
  readonly #stepper: RosenbrockStepper;
  #controller: StepController;
  #at!: Moment;
  #tolerance!: Tolerance;
  #singular = false;

  constructor(
    readonly system: System,
    readonly tableau: RosenbrockTableau,
  ) {
    this.method = tableau.name;
    this.#stepper = new RosenbrockStepper(system, tableau);
    this.#controller = new StepController(tableau.order);
    this.step = new RosenbrockView(this.#stepper);
  }

  begin(at: Moment, counters: WorkCounters, wanted?: number): void {
    this.#at = at;
    this.#tolerance = at.problem.tolerance;
    this.#stepper.counters = counters;
    this.#controller = new StepController(this.tableau.order);
    this.wanted = wanted ?? this.#firstStep();
  }

  // After a jump the step before it is only an upper bound: start from the new derivatives.
  restart(): void {
    this.#controller.restart();
    this.wanted = Math.min(this.wanted, this.#firstStep());
  }

  prepare(): void {
    const { t, y, p } = this.#at;
    this.#stepper.prepare(t, y, p);
  }

  attempt(h: number, end: number): boolean {
    const error = this.#error(h);
    const { counters } = this.#stepper;
    if (!(error <= 1)) {
      counters.rejected++;
      this.wanted = h * this.#controller.rejected(error);
      return false;
    }
    counters.steps++;
    const factor = this.#controller.accepted(error);
    // A step cut short by a stop says nothing against the longer one that was wanted.
    this.wanted = Math.max(h * factor, h < this.wanted && factor >= 1 ? this.wanted : 0);
    this.step.set(this.#at, h, end);
    return true;
  }

  failure(): ResultCode {
    if (!definedHere(this.system, this.#at)) return ResultCode.notFinite;
    if (this.#singular) return ResultCode.singularMatrix;
    const finite = this.#stepper.proposed.every(Number.isFinite);
    return finite ? ResultCode.stepSizeTooSmall : ResultCode.notFinite;
  }

  worstState(): number {
    return this.#stepper.worstState(this.#at.y, this.#tolerance);
  }

  #firstStep(): number {
    const { t, y, p } = this.#at;
    return firstStepSize(this.system, this.tableau.order, t, y, p, this.#tolerance);
  }

  #error(h: number): number {
    const { t, y, p } = this.#at;
    const possible = this.#stepper.attempt(t, y, p, h);
    this.#singular = !possible;
    return possible ? this.#stepper.errorNorm(y, this.#tolerance) : Number.POSITIVE_INFINITY;
  }
}

/** The stepper's last step as others see it. */
class RosenbrockView implements AcceptedStep {
  start = 0;
  size = 0;
  end = 0;
  readonly proposed: Float64Array;
  readonly #stepper: RosenbrockStepper;
  #from: Float64Array = new Float64Array(0);

  constructor(stepper: RosenbrockStepper) {
    this.#stepper = stepper;
    this.proposed = stepper.proposed;
  }

  set(at: Moment, size: number, end: number): void {
    this.start = at.t;
    this.size = size;
    this.end = end;
    this.#from = at.y;
  }

  interpolate(fraction: number, out: Float64Array, only?: Int32Array): void {
    const { tableau, stages } = this.#stepper;
    interpolate(tableau, stages, this.#from, this.proposed, fraction, out, only);
  }

  keep(): DenseOutput {
    const rows = denseRows(this.#stepper.tableau, this.#stepper.stages);
    const from = this.#from.slice();
    const to = this.proposed.slice();
    return (fraction, out) => interpolateRows(rows, from, to, fraction, out);
  }
}
