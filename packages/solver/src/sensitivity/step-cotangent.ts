// The transpose of step-tangent.ts: from the gradient by what a step yields to that by what it starts
// from. One transposed solve per stage with the factors of the step, whatever the number of inputs.

import type { CotangentBlock, DerivativeSystem } from "@chondron/compiler";
import { stageWeights } from "../dense-output.js";
import type { Replay } from "./replay.js";
import { stageArguments, stageVectors } from "./stage-arguments.js";
import type { TracedStep } from "./trace.js";
import { addMassScaled, addScaled, dot, massDot, massOf } from "./vectors.js";

const none = new Float64Array(0);

export class StepCotangent {
  /** [state] gradient by the state where the step starts; complete after `finish`. */
  readonly toStart: Float64Array;
  /** Gradient by the start time and by the step size. */
  toTime = 0;
  toSize = 0;
  /** [state] 1 where the gradient is infinite, by a state that stays at 0: see `#settle`. */
  readonly unbounded: Uint8Array;
  readonly #toProposed: Float64Array;
  readonly #toStages: readonly Float64Array[];
  readonly #toArguments: readonly Float64Array[];
  readonly #arguments: readonly Float64Array[];
  readonly #toTimeDerivative: Float64Array;
  readonly #state: Float64Array;
  readonly #slope: Float64Array;
  readonly #solution: Float64Array;
  readonly #mass: Float64Array;

  constructor(
    readonly replay: Replay,
    readonly derivatives: DerivativeSystem<CotangentBlock>,
  ) {
    const { tableau, system, y } = replay;
    const n = y.length;
    this.toStart = new Float64Array(n);
    this.unbounded = new Uint8Array(n);
    this.#toProposed = new Float64Array(n);
    this.#toStages = stageVectors(tableau, n);
    this.#toArguments = stageVectors(tableau, n);
    this.#arguments = stageVectors(tableau, n);
    this.#toTimeDerivative = new Float64Array(n);
    this.#state = new Float64Array(n);
    this.#slope = new Float64Array(n);
    this.#solution = new Float64Array(n);
    this.#mass = massOf(n, system.compiled.algebraicStates);
  }

  /** Start with the step that `replay` has made and not yet left. */
  begin(): void {
    this.toTime = 0;
    this.toSize = 0;
    this.unbounded.fill(0);
    const vectors = [this.toStart, this.#toProposed, this.#toTimeDerivative];
    for (const vector of [...vectors, ...this.#toStages, ...this.#toArguments]) vector.fill(0);
  }

  /**
   * Add the gradient `w` [state] by the solution at a fraction of the step.
   *
   * @returns the gradient by the time at which that solution is taken.
   */
  addAt(step: TracedStep, fraction: number, w: Float64Array): number {
    addScaled(this.toStart, 1 - fraction, w);
    addScaled(this.#toProposed, fraction, w);
    stageWeights(this.replay.tableau, fraction).forEach((weight, i) => {
      addScaled(this.#toStages[i]!, weight, w);
    });
    this.replay.stateAt(fraction, this.#state, this.#slope);
    const byTime = dot(w, this.#slope) / step.size;
    this.toTime -= byTime;
    this.toSize -= fraction * byTime;
    return byTime;
  }

  /** Does a state stay at 0 through the step? */
  isStill(s: number): boolean {
    return this.replay.y[s] === 0 && this.replay.stepper.stages.every((k) => k[s] === 0);
  }

  /** Carry all that was added back to the start; adds to `tp` [active]. */
  finish(step: TracedStep, tp: Float64Array): void {
    const { tableau, stepper, y } = this.replay;
    const last = tableau.stages - 1;
    addScaled(this.#toArguments[last]!, 1, this.#toProposed);
    addScaled(this.#toStages[last]!, 1, this.#toProposed);
    stageArguments(tableau, y, stepper.stages, this.#arguments);
    for (let i = last; i >= 0; i--) this.#stage(step, i, tp);
    this.#finishTimeDerivative(step, tp);
    this.#settle(this.toStart);
  }

  // Where a state stays at 0, x^n may have a slope without bound by it. Nothing else varies with that
  // slope, so the gradient by others goes on without; by the state itself it is unbounded.
  #settle(w: Float64Array): void {
    for (let s = 0; s < w.length; s++)
      if (!Number.isFinite(w[s]!) && this.isStill(s)) {
        w[s] = 0;
        this.unbounded[s] = 1;
      }
  }

  #stage(step: TracedStep, i: number, tp: Float64Array): void {
    const { tableau, stepper, y, p } = this.replay;
    const v = this.#solution;
    v.set(this.#toStages[i]!);
    stepper.solveTransposed(v);
    this.#slopeBack(step, i, v, tp);
    this.#couplingsBack(step, i, v);
    addScaled(this.#toTimeDerivative, tableau.timeWeights[i]!, v);
    const k = stepper.stages[i]!;
    this.toSize += massDot(this.#mass, v, k) / (tableau.gamma * step.size * step.size);
    const { jacobianProduct } = this.derivatives;
    this.toTime += jacobianProduct.cotangent(step.start, y, p, k, v, this.toStart, tp, none);
    this.#argumentBack(i);
  }

  #slopeBack(step: TracedStep, i: number, v: Float64Array, tp: Float64Array): void {
    const { tableau, p } = this.replay;
    const node = tableau.nodes[i]!;
    const t = step.start + node * step.size;
    const target = this.#toArguments[i]!;
    const byTime = this.derivatives.rhs.cotangent(
      t,
      this.#arguments[i]!,
      p,
      none,
      v,
      target,
      tp,
      none,
    );
    this.#settle(target);
    this.toTime += byTime;
    this.toSize += node * byTime;
  }

  #couplingsBack(step: TracedStep, i: number, v: Float64Array): void {
    const { tableau, stepper } = this.replay;
    const { size } = step;
    tableau.c[i]!.forEach((c, l) => {
      addMassScaled(this.#toStages[l]!, c / size, this.#mass, v);
      this.toSize -= (c / (size * size)) * massDot(this.#mass, v, stepper.stages[l]!);
    });
  }

  #argumentBack(i: number): void {
    const { tableau } = this.replay;
    const w = this.#toArguments[i]!;
    const row = tableau.a[i]!;
    if (i > 0 && row.length === 0) {
      addScaled(this.#toArguments[i - 1]!, 1, w);
      addScaled(this.#toStages[i - 1]!, 1, w);
      return;
    }
    addScaled(this.toStart, 1, w);
    row.forEach((a, l) => {
      addScaled(this.#toStages[l]!, a, w);
    });
  }

  /** h·d_i·∂f/∂t of all stages at once: the same function at the same place. */
  #finishTimeDerivative(step: TracedStep, tp: Float64Array): void {
    const { system, stepper, y, p } = this.replay;
    if (!system.compiled.nonAutonomous) return;
    const w = this.#toTimeDerivative;
    this.toSize += dot(w, stepper.timeDerivative);
    for (let s = 0; s < w.length; s++) w[s]! *= step.size;
    const { timeDerivative } = this.derivatives;
    this.toTime += timeDerivative.cotangent(step.start, y, p, none, w, this.toStart, tp, none);
  }
}
