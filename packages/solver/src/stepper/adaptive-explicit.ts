// Explicit Runge-Kutta methods as steppers: one step, its error, its control, and an estimate of how
// stiff the problem is along the way: Hairer & Wanner, Solving ODEs II, section IV.2 (eq. 2.16 and
// the code DOPRI5). Not for states without a derivative.

import type { System } from "@chondron/compiler";
import type { AcceptedStep, DenseOutput } from "../accepted-step.js";
import { StepController } from "../controller.js";
import { denseRows, interpolate, interpolateRows } from "../dense-output.js";
import { scaledNorm, worstRatio } from "../error-norm.js";
import { firstStepSize } from "../initial-step.js";
import type { ExplicitTableau } from "../method/explicit.js";
import { ResultCode, type Tolerance } from "../problem.js";
import { freshCounters, type WorkCounters } from "../step.js";
import type { Moment, Stepper } from "./stepper.js";

/** Steps near the limit of stability before a problem is called stiff, and steps away to forget them. */
const stiffSteps = 15;
const calmSteps = 6;
/** What part of the limit of stability is near it. */
const nearLimit = 0.93;

export class AdaptiveExplicit implements Stepper, AcceptedStep {
  readonly method: string;
  wanted = 0;
  start = 0;
  size = 0;
  end = 0;
  readonly proposed: Float64Array;
  readonly #slopes: readonly Float64Array[];
  readonly #argument: Float64Array;
  readonly #beforeLast: Float64Array;
  readonly #errors: Float64Array;
  #controller: StepController;
  #counters = freshCounters();
  #at!: Moment;
  #tolerance!: Tolerance;
  /** Does the last slope of the last step hold at the present moment? */
  #slopeKnown = false;
  #nearLimit = 0;
  #calm = 0;

  constructor(
    readonly system: System,
    readonly tableau: ExplicitTableau,
  ) {
    const n = system.compiled.states.length;
    this.method = tableau.name;
    this.#controller = new StepController(tableau.order);
    this.#slopes = Array.from({ length: tableau.stages }, () => new Float64Array(n));
    this.#argument = new Float64Array(n);
    this.#beforeLast = new Float64Array(n);
    this.#errors = new Float64Array(n);
    this.proposed = new Float64Array(n);
  }

  get step(): AcceptedStep {
    return this;
  }

  /** True where steps have been at the limit of stability for some time: another method is better. */
  get stiff(): boolean {
    return this.#nearLimit >= stiffSteps;
  }

  begin(at: Moment, counters: WorkCounters, wanted?: number): void {
    this.#at = at;
    this.#tolerance = at.problem.tolerance;
    this.#counters = counters;
    this.#controller = new StepController(this.tableau.order);
    this.#slopeKnown = false;
    this.#nearLimit = 0;
    this.#calm = 0;
    this.wanted = wanted ?? this.#firstStep();
  }

  restart(): void {
    this.#slopeKnown = false;
    this.#controller.restart();
    this.wanted = Math.min(this.wanted, this.#firstStep());
  }

  prepare(): void {
    const { t, y, p } = this.#at;
    const first = this.#slopes[0]!;
    // Delayed values at a step's end are only known once the step is accepted.
    const looksBack = this.system.compiled.delays.length > 0;
    if (this.#slopeKnown && t === this.end && !looksBack) {
      first.set(this.#slopes[this.tableau.stages - 1]!);
      return;
    }
    this.system.rhs(t, y, p, first);
    this.#counters.rhsCalls++;
  }

  attempt(h: number, end: number): boolean {
    this.#evaluate(h);
    const error = this.#errorNorm(h);
    if (!(error <= 1)) {
      this.#counters.rejected++;
      this.wanted = h * this.#controller.rejected(error);
      return false;
    }
    this.#counters.steps++;
    const factor = this.#controller.accepted(error);
    // A step cut short by a stop says nothing against the longer one that was wanted.
    this.wanted = Math.max(h * factor, h < this.wanted && factor >= 1 ? this.wanted : 0);
    this.start = this.#at.t;
    this.size = h;
    this.end = end;
    this.#slopeKnown = true;
    this.#watchStiffness(h);
    return true;
  }

  failure(): ResultCode {
    const finite = this.proposed.every(Number.isFinite);
    return finite ? ResultCode.stepSizeTooSmall : ResultCode.notFinite;
  }

  worstState(): number {
    return worstRatio(this.#errors, this.#at.y, this.#tolerance);
  }

  interpolate(fraction: number, out: Float64Array, only?: Int32Array): void {
    const { y } = this.#at;
    interpolate(this.tableau, this.#slopes, y, this.proposed, fraction, out, only, this.size);
  }

  keep(): DenseOutput {
    const rows = denseRows(this.tableau, this.#slopes, this.size);
    const from = this.#at.y.slice();
    const to = this.proposed.slice();
    return (fraction, out) => interpolateRows(rows, from, to, fraction, out);
  }

  #firstStep(): number {
    const { t, y, p } = this.#at;
    return firstStepSize(this.system, this.tableau.order, t, y, p, this.#tolerance);
  }

  #evaluate(h: number): void {
    const { tableau, system } = this;
    const { t, y, p } = this.#at;
    const last = tableau.stages - 1;
    for (let i = 1; i < tableau.stages; i++) {
      const argument = i === last ? this.proposed : this.#argument;
      this.#combine(tableau.a[i]!, h, y, argument);
      if (i === last - 1) this.#beforeLast.set(argument);
      system.rhs(t + tableau.nodes[i]! * h, argument, p, this.#slopes[i]!);
    }
    this.#counters.rhsCalls += last;
  }

  /** out = base + h·Σ_j weights_j·k_j */
  #combine(weights: readonly number[], h: number, base: Float64Array, out: Float64Array): void {
    const slopes = this.#slopes;
    for (let s = 0; s < out.length; s++) {
      let sum = 0;
      for (let j = 0; j < weights.length; j++) sum += weights[j]! * slopes[j]![s]!;
      out[s] = base[s]! + h * sum;
    }
  }

  #errorNorm(h: number): number {
    const errors = this.#errors;
    this.#combine(this.tableau.error, h, errors.fill(0), errors);
    return scaledNorm(errors, this.#at.y, this.proposed, this.#tolerance);
  }

  // The last two stages are f at two states at the end of the step; how far apart their slopes are
  // against the states bounds the spectral radius of the Jacobian from below.
  #watchStiffness(h: number): void {
    const { stages, stabilityLimit } = this.tableau;
    const slope = this.#slopes[stages - 1]!;
    const other = this.#slopes[stages - 2]!;
    let slopes = 0;
    let states = 0;
    for (let s = 0; s < slope.length; s++) {
      const weight = 1 / (this.#tolerance.absolute[s]! + Math.abs(this.proposed[s]!));
      slopes += (weight * (slope[s]! - other[s]!)) ** 2;
      states += (weight * (this.proposed[s]! - this.#beforeLast[s]!)) ** 2;
    }
    const near = states > 0 && h * Math.sqrt(slopes / states) > nearLimit * stabilityLimit;
    this.#calm = near ? 0 : this.#calm + 1;
    if (near) this.#nearLimit++;
    else if (this.#calm >= calmSteps) this.#nearLimit = 0;
  }
}
