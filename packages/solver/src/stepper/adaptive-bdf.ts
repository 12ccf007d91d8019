// The variable-order BDF as a stepper: steps of multistep/bdf-step.ts under the control of
// multistep/bdf-controller.ts. After a jump it begins anew at order 1; where the course goes on from
// inside the last step without a jump, the polynomial is moved there.

import type { System } from "@chondron/compiler";
import type { AcceptedStep, DenseOutput } from "../accepted-step.js";
import { worstRatio } from "../error-norm.js";
import type { BdfTable } from "../method/bdf.js";
import { BdfController } from "../multistep/bdf-controller.js";
import { bdfFirstStep } from "../multistep/bdf-first-step.js";
import { BdfStep, interpolateNordsieck } from "../multistep/bdf-step.js";
import { ResultCode, type Tolerance } from "../problem.js";
import { freshCounters, type WorkCounters } from "../step.js";
import { definedHere } from "./defined-here.js";
import type { Moment, Stepper } from "./stepper.js";

export class AdaptiveBdf implements Stepper, AcceptedStep {
  readonly method: string;
  wanted = 0;
  start = 0;
  size = 0;
  end = 0;
  readonly #step: BdfStep;
  readonly #slope: Float64Array;
  #controller: BdfController;
  #counters = freshCounters();
  #at!: Moment;
  #tolerance!: Tolerance;
  #orderChange: -1 | 0 | 1 = 0;
  #failure: ResultCode = ResultCode.stepSizeTooSmall;

  constructor(
    readonly system: System,
    table: BdfTable,
  ) {
    this.method = table.name;
    this.#step = new BdfStep(system, table);
    this.#controller = new BdfController(table);
    this.#slope = new Float64Array(system.compiled.states.length);
  }

  get step(): AcceptedStep {
    return this;
  }

  /** Order of the next step. */
  get order(): number {
    return this.#step.history.order + this.#orderChange;
  }

  get proposed(): Float64Array {
    return this.#step.proposed;
  }

  begin(at: Moment, counters: WorkCounters): void {
    this.#at = at;
    this.#tolerance = at.problem.tolerance;
    this.#counters = counters;
    this.#step.newton.counters = counters;
    this.wanted = Number.POSITIVE_INFINITY;
    this.restart();
  }

  restart(): void {
    const { t, y, p } = this.#at;
    this.#step.newton.forget();
    this.#step.newton.slopes(t, y, p, this.#slope);
    const first = bdfFirstStep(this.system, t, y, p, this.#slope, this.#tolerance);
    this.#counters.rhsCalls += first.rhsCalls;
    this.wanted = Math.min(this.wanted, first.h);
    this.#step.start(t, y, this.#slope, this.wanted);
    this.#controller.restart();
    this.#orderChange = 0;
  }

  prepare(): void {
    const { history } = this.#step;
    if (history.t !== this.#at.t) this.#move();
    else if (this.#orderChange === 1) history.raise(this.#step.correction);
    else if (this.#orderChange === -1) history.lower();
    this.#orderChange = 0;
    this.#step.weigh(this.#tolerance);
  }

  attempt(h: number, end: number): boolean {
    const outcome = this.#step.attempt(end, h, this.#at.p);
    if (outcome !== "converged") {
      this.#failure = outcomeCode[outcome];
      return this.#reject(h * this.#controller.diverged());
    }
    const error = this.#step.error();
    if (!(error <= 1)) return this.#retry(h, error);
    this.#accept(h, end, error);
    return true;
  }

  failure(): ResultCode {
    return definedHere(this.system, this.#at) ? this.#failure : ResultCode.notFinite;
  }

  worstState(): number {
    return worstRatio(this.#step.correction, this.#at.y, this.#tolerance);
  }

  interpolate(fraction: number, out: Float64Array, only?: Int32Array): void {
    const { rows, order } = this.#step.history;
    interpolateNordsieck(rows, order, this.#at.y, fraction, out, only);
  }

  keep(): DenseOutput {
    const { order } = this.#step.history;
    const rows = this.#step.history.rows.slice(0, order + 1).map((row) => row.slice());
    const from = this.#at.y.slice();
    return (fraction, out) => interpolateNordsieck(rows, order, from, fraction, out);
  }

  #reject(wanted: number): false {
    this.#counters.rejected++;
    this.wanted = wanted;
    return false;
  }

  #retry(h: number, error: number): false {
    this.#failure = ResultCode.stepSizeTooSmall;
    const { history } = this.#step;
    const { factor, lower } = this.#controller.rejected(history.order, error);
    if (lower && history.order > 1) history.lower();
    else if (lower) this.#renewSlope(h * factor);
    return this.#reject(h * factor);
  }

  // At order 1 nothing is left to give up but a slope that may not be the solution's.
  #renewSlope(h: number): void {
    const { t, y, p } = this.#at;
    this.#step.newton.slopes(t, y, p, this.#slope);
    this.#step.start(t, y, this.#slope, h);
  }

  #accept(h: number, end: number, error: number): void {
    this.#counters.steps++;
    this.start = this.#at.t;
    this.size = h;
    this.end = end;
    this.#step.accept(end);
    const { order } = this.#step.history;
    this.#controller.count();
    if (this.#controller.savesNext && order < this.#step.table.maxOrder)
      this.#step.saveCorrection();
    const { factor, orderChange } = this.#controller.accepted(
      order,
      error,
      () => this.#step.errorBelow(),
      () => this.#step.errorAbove(),
    );
    this.#orderChange = orderChange;
    this.wanted = h * factor;
  }

  #move(): void {
    const { history } = this.#step;
    history.moveTo(this.#at.t, this.#at.y);
    this.#controller.moved(history.order);
  }
}

const outcomeCode = {
  diverged: ResultCode.stepSizeTooSmall,
  singular: ResultCode.singularMatrix,
  notFinite: ResultCode.notFinite,
} as const;
